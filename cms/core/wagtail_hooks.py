"""What the admin of every app gets: choosers within the scope, languages in order, homes that stay."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Locale, Page

from .models import Municipality, source_locale
from .permissions import readable_pages
from .permissions.doors import door_is_open
from .permissions.objects import choosable_media


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
