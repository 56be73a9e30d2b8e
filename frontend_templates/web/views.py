"""The addresses of the website."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.template.loader import get_template
from django.urls import resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt

from frontend_templates.transport import ApiError

from . import drafts, pages, searching
from .kept import answer, kept_or_made
from .site import languages_of
from .theme import stylesheet, theme_path
from .visit import Elsewhere, NoSuchPage, UnknownHost, Visit
from .words import LANGUAGES

View = Callable[..., HttpResponse]


def preferred(request: HttpRequest, offered: list[str]) -> str:
    """Of the languages ``offered`` the one the reader's browser asks for."""
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return next((tag[:2] for tag, _weight in wanted if tag[:2] in offered), settings.SOURCE_LOCALE)


def unavailable(status: int = 503) -> HttpResponse:
    """A page that needs nothing but itself."""
    response = HttpResponse(get_template("500.html").render(), status=status)
    response["Cache-Control"] = "no-store"
    return response


def guarded(view: View) -> View:
    """Answer what goes wrong with a page that helps, in the reader's language."""

    @wraps(view)
    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            try:
                return view(request, **kwargs)
            except NoSuchPage:
                locale = kwargs.get("locale", "")
                if locale not in LANGUAGES:
                    locale = preferred(request, list(LANGUAGES))
                path = f"/{kwargs.get('path', '').strip('/')}/".replace("//", "/")
                return _not_found(request, locale, path)
            except Elsewhere as elsewhere:
                return elsewhere.response
        except UnknownHost:
            return HttpResponse(get_template("400.html").render(), status=400)
        except ApiError:
            if settings.DEBUG:
                raise
            return unavailable()

    return inner


def _not_found(request: HttpRequest, locale: str, path: str) -> HttpResponse:
    visit = Visit.of(request, locale, path[:255])
    offered = languages_of(visit.ask_here("Resolve", path="/")["municipality"])
    if locale not in offered:
        visit.locale = preferred(request, offered)
    with translation.override(visit.locale):
        return pages.not_found(request, visit)


@guarded
def entry(request: HttpRequest) -> HttpResponse:
    """Lead to the home in the reader's language."""
    visit = Visit.of(request, settings.SOURCE_LOCALE)
    site = visit.ask_here("Theme")["municipality"]
    response = HttpResponseRedirect(f"/{preferred(request, languages_of(site))}/")
    patch_vary_headers(response, ("Accept-Language",))
    response["Cache-Control"] = "private, max-age=0"
    return response


@csrf_exempt
@guarded
def page(request: HttpRequest, *, locale: str, path: str = "") -> HttpResponse:
    """A page; a form on it is sent to the same address."""
    if locale not in LANGUAGES:
        raise NoSuchPage(path)
    if path and not path.endswith("/"):
        if "." in path.rpartition("/")[2]:
            raise NoSuchPage(path)
        return HttpResponsePermanentRedirect(f"/{locale}/{path}/")
    visit = Visit.of(request, locale, f"/{path}")
    with translation.override(locale):
        if request.method == "POST":
            return answer(request, pages.posted(visit, request.POST), no_store=True)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
        response = kept_or_made(request, visit, lambda: pages.page(visit))
    if visit.is_entrance:
        del response["X-Robots-Tag"]
    return response


@csrf_exempt
@csp_update({"frame-ancestors": settings.PREVIEW_FRAME_ANCESTORS})
@xframe_options_exempt
@guarded
def preview(request: HttpRequest, *, locale: str) -> HttpResponse:
    """A draft, for whoever holds its token."""
    visit = Visit.of(request, locale)
    visit.preview_token = request.GET.get("token", "")[:2000]
    if not visit.preview_token or locale not in LANGUAGES:
        raise NoSuchPage("preview")
    with translation.override(locale):
        body = request.POST if request.method == "POST" else None
        return answer(request, drafts.preview(visit, body), no_store=True)


@guarded
def search(request: HttpRequest, *, locale: str) -> HttpResponse:
    """What readers look for. Never kept, by nobody."""
    if locale not in LANGUAGES:
        raise NoSuchPage("suche")
    visit = Visit.of(request, locale, "/suche/")
    with translation.override(locale):
        return answer(request, searching.results(visit), no_store=True)


@guarded
def theme(request: HttpRequest, *, key: str, digest: str) -> HttpResponse:
    """The municipality's colours."""
    visit = Visit.of(request, settings.SOURCE_LOCALE)
    site = visit.ask_here("Theme")["municipality"]
    current = theme_path(site["key"], site["colours"])
    response = HttpResponse(stylesheet(site["colours"]), content_type="text/css; charset=utf-8")
    is_current = current == f"/theme/{key}-{digest}.css"
    response["Cache-Control"] = "public, max-age=31536000, immutable" if is_current else "no-cache"
    return response


@guarded
def stray(request: HttpRequest, *, path: str) -> HttpResponse:
    """An address without a language in front, or without the slash at its end."""
    if not path.endswith("/") and resolve(f"/{path}/").func is not stray:
        return HttpResponsePermanentRedirect(f"/{path}/")
    raise NoSuchPage(path)
