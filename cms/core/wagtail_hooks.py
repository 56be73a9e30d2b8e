"""What the admin of every app gets: choosers within the scope, languages in order, homes that stay."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import Resolver404, URLPattern, path, resolve, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.models import Locale, Page

from .actions.follow_collections import settle
from .bulk_actions import PublishFinishedBulkAction
from .models import Municipality, source_locale
from .permissions import readable_pages
from .permissions.doors import anybody, door_is_open, register_doors
from .permissions.objects import choosable_media
from .reports import Report, register_report, reports_for
from .reports.dashboard import AttentionPanel
from .reports.links import broken_links
from .reports.media import pictures_without_words, untagged_documents
from .reports.summary import OwnPagesSummary
from .reports.views import AttentionReportView
from .reports.words import translations_to_do
from .viewsets import MunicipalityViewSet


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Their own pages and what the library has published."""
    return readable_pages(request.user, pages)


@hooks.register("before_create_page")
def pages_begin_in_the_source_language(request: HttpRequest, parent: Page, model: type[Page]) -> HttpResponse | None:
    if parent.is_root() or parent.locale == source_locale():
        return None
    _say_how_to_translate(request, parent.locale)
    return redirect("wagtailadmin_explore", parent.pk)


@hooks.register("before_create_snippet")
def snippets_begin_in_the_source_language(request: HttpRequest, model: type[Model]) -> HttpResponse | None:
    code = request.GET.get("locale")
    if not code or code == source_locale().language_code:
        return None
    locale = Locale.objects.filter(language_code=code).first()
    _say_how_to_translate(request, locale)
    return redirect(model.snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]


def _say_how_to_translate(request: HttpRequest, locale: Locale | None) -> None:
    text = _(
        "Content begins in German. Write it there first; then choose “Translate” in its menu, and the"
        " %(language)s version appears here with the same address, dates and sources."
    )
    messages.warning(request, text % {"language": locale or _("other")})


@hooks.register("before_delete_page")
def homes_stay(request: HttpRequest, page: Page) -> HttpResponse | None:
    keys = Municipality.objects.values("site__root_page__translation_key")
    if request.user.is_superuser or not Page.objects.filter(pk=page.pk, translation_key__in=keys).exists():
        return None
    messages.error(request, _("The home of a municipality can't be deleted. Ask an administrator."))
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("construct_image_chooser_queryset")
def images_to_choose(images: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    return choosable_media(request.user, images)


@hooks.register("construct_document_chooser_queryset")
def documents_to_choose(documents: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    return choosable_media(request.user, documents)


@hooks.register("construct_main_menu")
@hooks.register("construct_reports_menu")
@hooks.register("construct_settings_menu")
def menus_lead_through_open_doors(request: HttpRequest, items: list[Any]) -> None:
    """A menu names no address that is closed to the person."""
    if not request.user.is_superuser:  # type: ignore[union-attr]
        items[:] = [item for item in items if not hasattr(item, "url") or _leads_somewhere(request, item.url)]


def _leads_somewhere(request: HttpRequest, url: str) -> bool:
    try:
        match = resolve(str(url))
    except Resolver404:
        return True
    return door_is_open(request, match.view_name, match.kwargs)


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    return [
        path("reports/attention/<slug:key>/", AttentionReportView.as_view(), name="attention_report"),
        path(
            "reports/attention/<slug:key>/results/",
            AttentionReportView.as_view(results_only=True),
            name="attention_report_results",
        ),
    ]


@hooks.register("construct_reports_menu")
def report_menu_items(request: HttpRequest, items: list[Any]) -> None:
    for place, report in enumerate(reports_for(request.user)):
        url = reverse("attention_report", args=[report.key])
        items.append(MenuItem(report.label, url, name=report.key, icon_name=report.icon, order=place))


@hooks.register("construct_homepage_summary_items", order=100)
def own_pages_are_counted(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [OwnPagesSummary(request) if type(item) is PagesSummaryItem else item for item in items]


@hooks.register("construct_homepage_panels")
def attention_first(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(AttentionPanel(request.user))


@hooks.register("after_bulk_action")
def files_follow_their_collection(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """The admin writes a new collection past the files' own way of being saved."""
    if action_type == "add_to_collection":
        settle(type(objects[0]).objects.filter(pk__in=[each.pk for each in objects]) if objects else ())


# After Wagtail's own, which it replaces.
hooks.register("register_bulk_action", PublishFinishedBulkAction, order=1)


@hooks.register("insert_global_admin_css")
def admin_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("core/admin/admin.css"))


@hooks.register("register_admin_viewset")
def municipality_viewset() -> Any:
    return MunicipalityViewSet()


register_doors(anybody, "attention_report", "attention_report_results")
for report in (
    Report(
        "translations",
        gettext_lazy("Translations"),
        gettext_lazy("Missing, or older than the German text."),
        "globe",
        translations_to_do,
    ),
    Report(
        "pictures",
        gettext_lazy("Pictures without words"),
        gettext_lazy("People who can't see them need an alternative text."),
        "image",
        pictures_without_words,
    ),
    Report(
        "documents",
        gettext_lazy("PDF files without tags"),
        gettext_lazy("Screen readers need tagged PDF files."),
        "doc-full",
        untagged_documents,
    ),
    Report(
        "links",
        gettext_lazy("Broken links"),
        gettext_lazy("Pages that lead to something unpublished."),
        "link",
        broken_links,
    ),
):
    register_report(report)
