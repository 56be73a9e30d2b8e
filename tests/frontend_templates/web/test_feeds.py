from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.frontend_templates.answers import connection
from tests.frontend_templates.web.test_ical import EVENT

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = {"name": "Leipzig & Umland", "siteUrl": "http://leipzig.test", "claim": "", "languages": ["DE", "EN"]}
ENTRY = {
    "id": "a&b", "path": "/x/", "title": "Wärme <neu>", "teaser": "Kurz & gut", "url": "http://leipzig.test/de/x/?a=1&b=2",
    "contentLocale": "DE", "publishedAt": "2026-10-01T08:00:00+00:00", "changedAt": "2026-10-02T08:00:00+00:00",
    "attribution": "", "licence": "", "kind": "Article", "removed": False, "startsAt": "2026-11-25T18:00:00+01:00",
    "endsAt": "2026-11-25T19:00:00+01:00", "venue": "Saal", "address": "",
}  # fmt: skip


@pytest.mark.parametrize("name", ["articles", "events", "changes"])
def test_feeds_are_well_formed_whatever_words_are_in_them(api, reader, name):
    document = {"articles": "ArticleFeed", "events": "EventFeed", "changes": "ChangeFeed"}[name]
    api.answers[document] = {"municipality": SITE, name: connection(ENTRY)}
    response = reader.get(f"/de/feeds/{name}.atom")
    feed = ElementTree.fromstring(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert feed.findtext(f"{ATOM}updated") == "2026-10-02T08:00:00+00:00"
    entry = feed.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Wärme <neu>"
    assert entry.find(f"{ATOM}link").get("href") == ENTRY["url"]
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == f"http://leipzig.test/de/feeds/{name}.atom"


def test_the_feed_of_changes_names_what_is_gone_by_its_path(api, reader):
    gone = ENTRY | {"title": None, "path": "/wissen/alt/", "removed": True}
    api.answers["ChangeFeed"] = {"municipality": SITE, "changes": connection(gone)}
    entry = ElementTree.fromstring(reader.get("/de/feeds/changes.atom").content).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "/wissen/alt/"
    assert entry.findtext(f"{ATOM}summary") == "Zurückgezogen"


def test_a_feed_in_an_unknown_language_is_not_found(api, reader):
    from tests.frontend_templates.answers import nothing

    api.answers["Resolve"] = nothing()
    assert reader.get("/fr/feeds/articles.atom").status_code == 404
    assert reader.get("/de/feeds/secrets.atom").status_code == 404


def test_an_event_can_be_put_into_a_calendar(api, reader):
    api.answers["CalendarEntry"] = {"municipality": {"name": "Leipzig"}, "event": EVENT}
    response = reader.get("/de/termine/vortrag/event.ics")
    assert api.asked[-1][1] == {"path": "/termine/vortrag/", "locale": "DE"}
    assert response["Content-Disposition"] == 'attachment; filename="vortrag.ics"'
    assert "BEGIN:VEVENT" in response.content.decode()


def test_the_sitemap_names_every_language_a_page_has_words_in_and_reads_on_to_the_end(api, reader):
    first = {
        "path": "/x/", "url": "http://l.test/de/x/?a&b", "changedAt": "2026-10-02T08:00:00+00:00",
        "translations": [{"locale": "DE", "url": "http://l.test/de/x/"}, {"locale": "EN", "url": "http://l.test/en/x/"}],
    }  # fmt: skip
    second = {"path": "/y/", "url": "http://l.test/de/y/", "changedAt": None, "translations": []}
    api.answers["Sitemap"] = lambda v: {
        "sitemap": connection(second) if v["after"] else connection(first, more=True), "municipality": SITE,
    }  # fmt: skip
    root = ElementTree.fromstring(reader.get("/sitemap.xml").content)
    places = [e.text for e in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert places == ["http://l.test/de/x/", "http://l.test/en/x/", "http://l.test/de/y/"]
    assert len(list(root.iter("{http://www.w3.org/1999/xhtml}link"))) == 5


def test_robots_are_led_to_the_sitemap_and_kept_from_searches_and_drafts(api, reader):
    api.answers["Theme"] = {"municipality": SITE}
    text = reader.get("/robots.txt").content.decode()
    assert "Sitemap: http://leipzig.test/sitemap.xml" in text
    assert "Disallow: /en/suche/" in text
    assert "Disallow: /de/preview/" in text
