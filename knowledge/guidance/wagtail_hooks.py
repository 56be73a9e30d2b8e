"""Guidance in the admin: its snippets, and what its forms are helped by."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from cms.core.models import User
from cms.core.permissions.doors import anybody, own_pages, register_doors

from .views.facts import facts_for_forms
from .views.files import ImportView, export_view, file_buttons
from .viewsets import GuidanceViewSetGroup

register_snippet(GuidanceViewSetGroup)
register_doors(anybody, "guidance:facts")
register_doors(own_pages, "guidance:export", "guidance:import")


@hooks.register("register_admin_urls")
def guidance_urls() -> list[URLPattern | URLResolver]:
    urls = [
        path("facts.json", facts_for_forms, name="facts"),
        path("<int:page_id>/export/", export_view, name="export"),
        path("<int:parent_page_id>/import/", ImportView.as_view(), name="import"),
    ]
    return [path("guidance/", include((urls, "guidance")))]


@hooks.register("insert_editor_js")
def conditions_script() -> SafeString:
    return format_html(
        '<script src="{}" data-facts="{}" data-yes="{}" data-no="{}" data-unknown="{}" data-choose="{}" defer>'
        "</script>",
        static("guidance/conditions.js"), reverse("guidance:facts"), _("yes"), _("no"), _("not known"),
        _("Please choose"),
    )  # fmt: skip


@hooks.register("register_page_header_buttons")
def header_buttons(
    page: Page, user: User | AnonymousUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:  # fmt: skip
    yield from file_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: User | AnonymousUser, next_url: str | None = None) -> Iterator[Button]:
    yield from file_buttons(page, user)


@hooks.register("register_log_actions")
def guidance_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("guidance.import", gettext_lazy("Import"), gettext_lazy("Imported from a file"))
