from __future__ import annotations

import gzip
import json
import re
from itertools import pairwise

import pytest

from tests.frontend_templates.answers import article, block, connection, every_block, found, link, nothing, page
from tests.frontend_templates.web.html import read


def show(api, reader, content, *, locale="de", path="wissen/x/", kind="ARTICLE"):
    api.answers |= {"Resolve": found(kind), "Article": {"page": content}, "Standard": {"page": content}}
    response = reader.get(f"/{locale}/{path}")
    assert response.status_code == 200
    return read(response.content)


def test_a_page_has_one_main_heading_landmarks_and_a_way_past_the_menu(api, reader):
    html = show(api, reader, article())
    assert [h.text for h in html.all("h1")] == ["Titel"]
    assert len(html.all("main")) == len(html.all("header", class_="top")) == len(html.all("footer")) == 1
    skip = html.one("a", class_="skip")
    assert skip.attrs["href"] == "#" + html.one("main").attrs["id"]
    assert all(nav.attrs.get("aria-label") or nav.attrs.get("aria-labelledby") for nav in html.all("nav"))


def test_headings_never_skip_a_level_whatever_editors_choose(api, reader):
    html = show(api, reader, article(body=every_block(), summary=""))
    levels = [int(e.tag[1]) for e in html.all() if re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_hostile_words_stay_words_in_every_block(api, reader):
    html = show(api, reader, article(body=every_block(), title="<script>alert(1)</script>", summary="<b onclick=x>"))
    assert [s.attrs.get("type") for s in html.all("script")] == ["application/ld+json"]
    data = html.one("script").text
    assert "<" not in data
    assert json.loads(data)["headline"] == "<script>alert(1)</script>"


def test_pages_need_neither_inline_styles_nor_scripts_nor_other_hosts(api, reader):
    html = show(api, reader, article(body=every_block()))
    for element in html.all():
        assert "style" not in element.attrs
        assert not any(name.startswith("on") for name in element.attrs)
        for name in ("src", "srcset", "action", "poster"):
            assert not (element.attrs.get(name) or "").startswith(("http", "//", "data:"))
    for sheet in html.all("link", rel="stylesheet"):
        assert sheet.attrs["href"].startswith("/")
    assert not html.all("style")
    assert not html.all("iframe")


def test_an_article_is_small(api, reader):
    api.answers |= {"Resolve": found("ARTICLE"), "Article": {"page": article(body=every_block())}}
    assert len(reader.get("/de/wissen/x/").content) < 30_000


def test_a_fallback_says_so_in_the_readers_language_and_marks_the_german_words(api, reader):
    german = article(
        requestedLocale="IT", isFallback=True, translationState="MISSING", body=[block("TextBlock", html="<p>Wort</p>")]
    )
    html = show(api, reader, german, locale="it")
    assert html.one("html").attrs["lang"] == "it"
    assert html.one("h1").language == "de"
    assert next(p for p in html.all("p") if p.text == "Wort").language == "de"
    notice = next(p for p in html.all("p") if "non è ancora disponibile in italiano" in p.text)
    assert notice.language == "it"


def test_an_outdated_translation_links_the_german_text(api, reader):
    old = article(contentLocale="EN", requestedLocale="EN", translationState="OUTDATED", germanUrl="http://g/de/x/")
    html = show(api, reader, old, locale="en")
    assert html.one("a", href="http://g/de/x/").text == "Read the German text"


def test_what_is_not_confirmed_asks_to_be_checked(api, reader):
    html = show(api, reader, article(toCheck=True))
    assert any(p.text == "Angaben bitte prüfen" for p in html.all("p"))
    assert not any("Angaben bitte prüfen" in p.text for p in show_again(api, reader, article()).all("p"))


def show_again(api, reader, content):
    api.version += "+"
    return show(api, reader, content)


def test_an_adopted_article_names_its_origin_and_marks_local_blocks(api, reader):
    origin = {
        "title": "Basis", "url": "http://sachsen.test/de/x/", "textOf": "2026-10-05", "state": "CURRENT",
        "localBlocks": 1, "municipality": {"name": "Sachsen"},
    }  # fmt: skip
    local = {**block("TextBlock", html="<p>Nur hier</p>"), "isLocal": True}
    html = show(api, reader, article(origin=origin, body=[block("TextBlock", html="<p>Überall</p>"), local]))
    assert "Basistext aus Sachsen, Oktober 2026, mit Hinweisen von Leipzig" in html.one("p", class_="origin").text
    marked = html.one("div", class_="local flow")
    assert marked.attrs["aria-label"] == "Hinweis von Leipzig"
    assert "Nur hier" in marked.text
    assert "Überall" not in marked.text


def test_a_block_that_is_not_translated_says_in_which_language_it_is(api, reader):
    blocks = [
        {**block("TextBlock", html="<p>Translated</p>"), "contentLocale": "EN"},
        {**block("TextBlock", html="<p>Noch deutsch</p>"), "contentLocale": "DE"},
    ]
    html = show(api, reader, article(contentLocale="EN", requestedLocale="EN", body=blocks), locale="en")
    german = html.one("div", class_="flow", lang="de")
    assert german.text.strip() == "Noch deutsch"


@pytest.mark.parametrize(("state", "words"), [
    ("MEASURED", "gemessen"), ("REGISTERED", "amtlich erfasst"), ("REPORTED", "gemeldet"), ("ESTIMATED", "geschätzt"),
    ("UNKNOWN", "unbekannt"),
])  # fmt: skip
def test_no_figure_stands_without_saying_how_it_is_known(api, reader, state, words):
    figure = {"text": "7 %", "state": state, "method": "Zählung", "year": 2025, "toCheck": False, "source": None}
    html = show(api, reader, article(body=[block("FigureBlock", label="Anteil", figure=figure)]))
    assert html.one("span", class_=f"chip chip--{state.lower()}").text == words
    assert ("7 %" in html.one("figure").text) == (state != "UNKNOWN")


def test_the_language_switch_keeps_the_page_and_says_what_is_not_translated(api, reader):
    states = [
        {"locale": "DE", "path": "/wissen/x/", "state": "CURRENT"},
        {"locale": "EN", "path": "/wissen/x/", "state": "CURRENT"},
        {"locale": "IT", "path": "/wissen/x/", "state": "MISSING"},
    ]
    html = show(api, reader, article(translations=states))
    switch = html.one("nav", class_="languages")
    assert [a.attrs["href"] for a in switch.all("a")] == ["/de/wissen/x/", "/en/wissen/x/", "/it/wissen/x/"]
    assert "(noch nicht übersetzt)" in switch.one("a", hreflang="it").text
    alternates = [e.attrs["hreflang"] for e in html.all("link", rel="alternate") if "hreflang" in e.attrs]
    assert alternates == ["de", "en"]


def test_a_standard_page_shows_its_introduction(api, reader):
    html = show(api, reader, page("StandardPage", intro="Wer wir sind", body=[]), path="impressum/", kind="STANDARD")
    assert html.one("p", class_="lead").text == "Wer wir sind"


def test_a_missing_page_helps_in_the_readers_language(api, reader):
    suggestion = {"title": "Wärmepumpe", "teaser": "", "path": "/wissen/wp/", "contentLocale": "DE", "image": None}
    api.answers["Resolve"] = nothing(suggestion)
    response = reader.get("/it/wissen/wxp/")
    assert response.status_code == 404
    html = read(response.content)
    assert html.one("html").attrs["lang"] == "it"
    assert html.one("h1").text == "Questa pagina non esiste"
    assert html.one("a", href="/it/wissen/wp/").language == "de"
    assert html.all("form", role="search")


@pytest.mark.parametrize("path", ["/xx/wissen/", "/wissen/", "/fr/", "/de/wissen/x/?topic=%27%3B--"])
def test_addresses_that_name_nothing_are_answered_with_a_helpful_page(api, reader, path):
    api.answers["Resolve"] = lambda v: nothing() if v["path"] != "/wissen/x/" else found("KNOWLEDGE_INDEX")
    response = reader.get(path, headers={"Accept-Language": "en-GB,en;q=0.8"})
    assert response.status_code == 404
    expected = "de" if path.startswith("/de/") else "en"
    assert read(response.content).one("html").attrs["lang"] == expected


def test_a_language_that_the_city_does_not_offer_is_not_found(api, reader):
    api.answers |= {"Resolve": found("ARTICLE", languages=["DE"]), "Article": {"page": article()}}
    assert reader.get("/it/wissen/x/").status_code == 404


def test_a_bad_cursor_is_a_missing_page_not_an_error(api, reader):
    api.answers |= {"Resolve": found("KNOWLEDGE_INDEX"), "Knowledge": "BAD_USER_INPUT"}
    assert reader.get("/de/wissen/?after=unsinn").status_code == 404


def test_the_entry_leads_to_the_language_the_browser_asks_for(api, reader):
    api.answers["Theme"] = {"municipality": {"languages": ["DE", "IT"]}}
    response = reader.get("/", headers={"Accept-Language": "en, it;q=0.7"})
    assert response["Location"] == "/it/"
    assert "Accept-Language" in response["Vary"]
    assert reader.get("/", headers={"Accept-Language": "fr"})["Location"] == "/de/"


def test_moved_pages_lead_to_their_new_address_in_the_same_language(api, reader):
    moved = {"__typename": "Redirect", "to": "/wissen/neu/", "permanent": True}
    api.answers["Resolve"] = {**nothing(), "resolve": moved}
    response = reader.get("/en/wissen/alt/")
    assert (response.status_code, response["Location"]) == (301, "/en/wissen/neu/")


def test_an_address_without_its_last_slash_gets_it(api, reader):
    assert reader.get("/de/wissen")["Location"] == "/de/wissen/"
    assert reader.get("/de")["Location"] == "/de/"


def test_unknown_hosts_are_refused(api, reader):
    api.answers["Resolve"] = "UNKNOWN_HOST"
    assert reader.get("/de/").status_code == 400


def test_an_api_that_fails_is_told_without_details(api, reader):
    api.answers["Resolve"] = "INTERNAL"
    response = reader.get("/de/")
    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert "Gerade geht es nicht" in response.content.decode()


def test_a_warm_page_asks_the_api_nothing_until_something_is_published(api, reader):
    show(api, reader, article())
    asked = len(api.asked)
    first = reader.get("/de/wissen/x/")
    assert len(api.asked) == asked
    assert reader.get("/de/wissen/x/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    api.version = "2"
    reader.get("/de/wissen/x/")
    assert len(api.asked) > asked


def test_a_kept_page_travels_packed_to_browsers_that_unpack(api, reader):
    html = show(api, reader, article())
    response = reader.get("/de/wissen/x/", headers={"Accept-Encoding": "gzip, br"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert read(gzip.decompress(response.content)).one("h1").text == html.one("h1").text


def test_pages_of_one_host_are_never_shown_at_another(api, reader):
    show(api, reader, article())
    asked = len(api.asked)
    reader.get("/de/wissen/x/", headers={"host": "dresden.test"})
    assert len(api.asked) > asked


def test_readers_get_no_cookie(api, reader):
    show(api, reader, article())
    response = reader.get("/de/wissen/x/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_list_narrowed_by_readers_is_not_offered_to_search_engines(api, reader):
    index = page("KnowledgeIndex", intro="", path="/wissen/")
    topic = {"key": "law", "name": "Recht", "contentLocale": "DE", "articleCount": 1, "image": None,
             "page": {"path": "/wissen/recht/"}}  # fmt: skip
    api.answers |= {
        "Resolve": found("KNOWLEDGE_INDEX"),
        "Knowledge": {"page": index, "topics": [topic], "articles": connection(more=True)},
    }
    html = read(reader.get("/de/wissen/?topic=law").content)
    assert html.one("meta", name="robots").attrs["content"] == "noindex"
    assert api.asked[-1][1]["topic"] == "law"
    assert html.one("option", value="law").attrs.keys() >= {"selected"}
    assert html.one("a", rel="next").attrs["href"] == "/de/wissen/?topic=law&after=CURSOR"
    assert not read(reader.get("/de/wissen/").content).all("meta", name="robots")


def test_a_draft_is_shown_to_whoever_holds_its_token_and_kept_by_nobody(api, reader):
    api.answers |= {"Preview": {"page": article()}, "Resolve": found("HOME")}
    response = reader.get("/de/preview/?token=secret")
    assert response["Cache-Control"] == "no-store"
    assert "secret" in api.tokens
    assert read(response.content).one("meta", name="robots").attrs["content"] == "noindex"
    assert reader.get("/de/preview/").status_code == 404


def test_the_next_step_of_an_article_is_advice(api, reader):
    html = show(api, reader, article())
    button = next(a for a in html.all("a") if a.text == "Beratung finden")
    assert button.attrs["href"] == "/de/beratung/"
    assert link("Beratung", "/beratung/", "ADVICE_INDEX")["path"] == "/beratung/"
