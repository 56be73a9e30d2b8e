"""Guidance in the admin: its snippets, and what its forms are helped by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from cms.core.models import User
from cms.core.permissions import page_is_own
from cms.core.permissions.doors import anybody, own_named_item, own_pages, register_doors
from cms.core.reports import Report, register_report

from .models import GuidancePage
from .reports import broken_flows
from .views.facts import facts_for_forms
from .views.files import ImportView, export_view, file_buttons
from .views.findings import findings
from .views.overrides import OverrideView
from .views.picture import PictureView
from .views.use import UseView
from .viewsets import GuidanceViewSetGroup

register_snippet(GuidanceViewSetGroup)
# The view counts in their own municipalities only.
register_doors(anybody, "guidance:facts", "guidance:use")
register_doors(own_named_item, "guidance:findings", "guidance:override")
register_doors(own_pages, "guidance:picture", "guidance:export", "guidance:import")
register_report(
    Report(
        "flows",
        gettext_lazy("Flows to check"),
        gettext_lazy("Something they rest on has changed: a persona fails, a number has ended, a contact is gone."),
        "help",
        broken_flows,
    )
)


@hooks.register("register_admin_urls")
def guidance_urls() -> list[URLPattern | URLResolver]:
    urls = [
        path("use/", UseView.as_view(), name="use"),
        path("facts.json", facts_for_forms, name="facts"),
        path("<slug:app_label>/<slug:model_name>/<int:pk>/findings/", findings, name="findings"),
        path("<slug:app_label>/<slug:model_name>/<int:pk>/override/", OverrideView.as_view(), name="override"),
        path("<int:page_id>/picture/", PictureView.as_view(), name="picture"),
        path("<int:page_id>/export/", export_view, name="export"),
        path("<int:parent_page_id>/import/", ImportView.as_view(), name="import"),
    ]
    return [path("guidance/", include((urls, "guidance")))]


@hooks.register("register_reports_menu_item")
def use_menu_item() -> MenuItem:
    return MenuItem(
        gettext_lazy("Use of guidance"), reverse("guidance:use"), name="guidance-use", icon_name="order", order=90
    )


@hooks.register("insert_editor_js")
def conditions_script() -> SafeString:
    return format_html(
        '<script src="{}" data-facts="{}" data-yes="{}" data-no="{}" data-unknown="{}" data-choose="{}" defer>'
        "</script>",
        static("guidance/conditions.js"), reverse("guidance:facts"), _("yes"), _("no"), _("not known"),
        _("Please choose"),
    )  # fmt: skip


@hooks.register("insert_editor_js")
def findings_script() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("guidance/findings.js"))


@hooks.register("insert_global_admin_css")
def guidance_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("guidance/admin.css"))


@hooks.register("register_page_header_buttons")
def header_buttons(
    page: Page, user: User | AnonymousUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:  # fmt: skip
    yield from picture_buttons(page, user)
    yield from file_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: User | AnonymousUser, next_url: str | None = None) -> Iterator[Button]:
    yield from picture_buttons(page, user)
    yield from file_buttons(page, user)


def picture_buttons(page: Page, user: User | AnonymousUser) -> Iterator[Button]:
    """To the picture of a flow."""
    if page.specific_class is GuidancePage and not page.alias_of_id and page_is_own(user, page):
        yield Button(
            _("Picture of the flow"), reverse("guidance:picture", args=[page.pk]), icon_name="site", priority=71
        )


@hooks.register("register_log_actions")
def guidance_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("guidance.import", gettext_lazy("Import"), gettext_lazy("Imported from a file"))

    @actions.register_action("guidance.override_persona")
    class OverrideFormatter(LogFormatter):
        label = gettext_lazy("Publish in spite of personas")

        def format_message(self, log_entry: Any) -> str:
            personas = "; ".join(log_entry.data.get("personas", []))
            values = {"reason": log_entry.data.get("reason", ""), "personas": personas}
            return _("To be published all the same, because: %(reason)s (%(personas)s)") % values
