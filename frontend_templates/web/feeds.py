"""What programmes read: Atom feeds, calendars, the sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from .ical import calendar
from .kept import Kept, kept_or_made, made
from .site import languages_of
from .views import guarded
from .visit import NoSuchPage, Visit
from .words import LANGUAGES

ATOM = "application/atom+xml; charset=utf-8"
ICS = "text/calendar; charset=utf-8"
XML = "application/xml; charset=utf-8"
LONGEST_SITEMAP = 50_000

Fields = dict[str, Any]


def _entry(node: Fields, updated: str, summary: str) -> str:
    return (
        f"<entry><id>urn:enact:{escape(node['id'])}:{escape(updated)}</id><title>{escape(node['title'])}</title>"
        f"<updated>{escape(updated)}</updated><link href={quoteattr(node['url'] or '')}/>"
        f"<summary>{escape(summary)}</summary></entry>"
    )


def atom(title: str, own: str, home: str, locale: str, author: str, entries: Iterable[tuple[Fields, str, str]]) -> str:
    """A feed of ``entries``: a node, when it was last changed, and a summary."""
    listed = [(node, updated, summary) for node, updated, summary in entries if updated]
    newest = max((updated for _node, updated, _summary in listed), default="1970-01-01T00:00:00Z")
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{locale}">'
        f"<id>{escape(own)}</id><title>{escape(title)}</title><updated>{escape(newest)}</updated>"
        f'<link rel="self" href={quoteattr(own)}/><link href={quoteattr(home)}/>'
        f"<author><name>{escape(author)}</name></author>"
        + "".join(_entry(node, updated, summary) for node, updated, summary in listed)
        + "</feed>\n"
    )


def _articles(visit: Visit) -> tuple[Fields, str, list[tuple[Fields, str, str]]]:
    data = visit.ask_here("ArticleFeed")
    found = [edge["node"] for edge in data["articles"]["edges"]]
    entries = [(node, node["changedAt"] or node["publishedAt"] or "", node["teaser"] or "") for node in found]
    return data["municipality"], _("Articles"), entries


def _events(visit: Visit) -> tuple[Fields, str, list[tuple[Fields, str, str]]]:
    data = visit.ask_here("EventFeed", today=visit.today.isoformat())
    found = [edge["node"] for edge in data["events"]["edges"]]
    entries = [(n, n["changedAt"] or n["publishedAt"] or "", f"{n['startsAt']} {n['venue'] or ''}") for n in found]
    return data["municipality"], _("Events"), entries


def _changes(visit: Visit) -> tuple[Fields, str, list[tuple[Fields, str, str]]]:
    data = visit.ask_here("ChangeFeed")
    found = [edge["node"] for edge in data["changes"]["edges"] if edge["node"]["url"]]
    # Of what is gone only its path is known.
    named = [{**node, "title": node["title"] or node["path"]} for node in found]
    entries = [(node, node["changedAt"], _("Withdrawn") if node["removed"] else _("Changed")) for node in named]
    return data["municipality"], _("What has changed"), entries


FEEDS: dict[str, Callable[[Visit], tuple[Fields, str, list[tuple[Fields, str, str]]]]] = {
    "articles": _articles,
    "events": _events,
    "changes": _changes,
}


@guarded
def feed(request: HttpRequest, *, locale: str, name: str) -> HttpResponse:
    """One of the feeds, in one language."""
    if locale not in LANGUAGES:
        raise NoSuchPage(name)
    visit = Visit.of(request, locale)

    def make() -> Kept:
        site, title, entries = FEEDS[name](visit)
        root = site["siteUrl"].rstrip("/")
        own = f"{root}/{locale}/feeds/{name}.atom"
        text = atom(f"{site['name']}: {title}", own, f"{root}/{locale}/", locale, site["name"], entries)
        return made(text, content_type=ATOM)

    with translation.override(locale):
        return kept_or_made(request, visit, make)


@guarded
def event_calendar(request: HttpRequest, *, locale: str, path: str) -> HttpResponse:
    """One event, to be put into a calendar."""
    visit = Visit.of(request, locale, f"/{path}")

    def make() -> Kept:
        data = visit.ask_here("CalendarEntry", path=visit.path)
        if data["event"] is None:
            raise NoSuchPage(path)
        return made(calendar(data["municipality"]["name"], [data["event"]]), content_type=ICS)

    if locale not in LANGUAGES:
        raise NoSuchPage(path)
    response = kept_or_made(request, visit, make)
    slug = path.rstrip("/").rpartition("/")[2]
    response["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response


@guarded
def all_events(request: HttpRequest, *, locale: str) -> HttpResponse:
    """The coming events, to subscribe to."""
    if locale not in LANGUAGES:
        raise NoSuchPage("events")
    visit = Visit.of(request, locale)

    def make() -> Kept:
        data = visit.ask_here("Calendar", **{"from": visit.today.isoformat(), "after": None})
        events = [edge["node"] for edge in data["events"]["edges"]]
        return made(calendar(data["municipality"]["name"], events), content_type=ICS)

    return kept_or_made(request, visit, make)


@guarded
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers should leave alone, and where the sitemap is."""
    visit = Visit.of(request, settings.SOURCE_LOCALE)

    def make() -> Kept:
        languages = languages_of(visit.ask_here("Theme")["municipality"])
        hidden = "".join(f"Disallow: /{code}/suche/\nDisallow: /{code}/preview/\n" for code in languages)
        root = f"{request.scheme}://{request.get_host()}"
        text = f"User-agent: *\n{hidden}Disallow: /admin/\n\nSitemap: {root}/sitemap.xml\n"
        return made(text, content_type="text/plain; charset=utf-8")

    return kept_or_made(request, visit, make)


@guarded
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page of the municipality in every language it has words in."""
    visit = Visit.of(request, settings.SOURCE_LOCALE)
    return kept_or_made(request, visit, lambda: made(_sitemap(visit), content_type=XML))


def _sitemap(visit: Visit) -> str:
    after: str | None = None
    urls: list[str] = []
    while len(urls) < LONGEST_SITEMAP:
        data = visit.ask("Sitemap", after=after)["sitemap"]
        for edge in data["edges"]:
            urls += _sitemap_urls(edge["node"])
        if not data["pageInfo"]["hasNextPage"]:
            break
        after = data["pageInfo"]["endCursor"]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(urls) + "\n</urlset>\n"
    )


def _sitemap_urls(entry: Fields) -> list[str]:
    versions = entry["translations"] or [{"locale": settings.SOURCE_LOCALE, "url": entry["url"]}]
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{v["locale"].lower()}" href={quoteattr(v["url"])}/>' for v in versions
    )
    changed = f"<lastmod>{escape(entry['changedAt'])}</lastmod>" if entry["changedAt"] else ""
    return [f"<url><loc>{escape(v['url'])}</loc>{changed}{alternates}</url>" for v in versions]
