"""Search, as a person types it and as it is spoken."""

from __future__ import annotations

import pytest

from . import spoken
from .installation import LEIPZIG
from .readers import Reader

WORDS = {
    "de": {
        "label": "Was möchten Sie wissen?",
        "search": "Suche",
        "asked": "Wärmepumpe",
        "narrow": "Treffer eingrenzen",
        "results": "Treffer",
        "nothing": "Versuchen Sie ein anderes",
    },
    "en": {
        "label": "What would you like to know?",
        "search": "Search",
        "asked": "heat pump",
        "narrow": "Narrow the results",
        "results": "Results",
        "nothing": "Try another word",
    },
    "it": {
        "label": "Che cosa desidera sapere?",
        "search": "Cerca",
        "asked": "pompa di calore",
        "narrow": "Limiti i risultati",
        "results": "Risultati",
        "nothing": "Provi",
    },
}


@pytest.mark.parametrize("locale", ["de", "en", "it"])
def test_a_reader_searches_narrows_and_opens_a_hit_by_keyboard(reader: Reader, locale: str) -> None:
    page, words = reader.page, WORDS[locale]
    reader.open(f"/{locale}/", LEIPZIG)
    box = page.get_by_role("search").get_by_role("searchbox")
    assert reader.tab_to(box) == f'searchbox "{words["label"]}"'
    reader.type(words["asked"])
    with page.expect_navigation():
        reader.press("Enter")
    status = page.get_by_role("status")
    assert words["asked"] in status.inner_text()
    count = int(status.inner_text().split()[0])
    assert count > 3
    assert words["search"] in page.title()
    assert page.get_by_role("searchbox").input_value() == words["asked"], "what was asked stays in the box"

    hits = page.get_by_role("list", name=words["results"]).get_by_role("listitem")
    assert hits.count() > 1
    marked = page.locator("main mark").all_inner_texts()
    assert marked, "hits show where the words are"
    stem = words["asked"].split()[0][:4].casefold()
    assert any(stem in text.casefold() for text in marked)

    narrow = page.get_by_role("navigation", name=words["narrow"]).get_by_role("link").first
    reader.follow(narrow)
    assert int(page.get_by_role("status").inner_text().split()[0]) <= count
    assert page.get_by_role("navigation", name=words["narrow"]).locator("[aria-current=true]").count() == 1
    hit = page.get_by_role("list", name=words["results"]).get_by_role("link").first
    title = hit.inner_text()
    reader.follow(hit)
    assert reader.title == title


@pytest.mark.parametrize("asked", ["Wärmepumpen", "waermepumpe", "pumpe", "WÄRMEPUMPE", "wärmep"])
def test_a_word_is_found_however_it_is_written(reader: Reader, asked: str) -> None:
    reader.open(f"/de/suche/?q={asked}", LEIPZIG)
    assert "Wärmepumpe im Altbau" in reader.page.get_by_role("list", name="Treffer").inner_text()


@pytest.mark.parametrize("locale", ["de", "en", "it"])
def test_a_search_without_hits_says_so_and_helps_on(reader: Reader, locale: str) -> None:
    reader.open(f"/{locale}/suche/?q=Quastenflosser", LEIPZIG)
    messages = spoken.live_messages(reader.page)
    assert any(message.startswith("0 ") and "Quastenflosser" in message for message in messages)
    assert WORDS[locale]["nothing"] in reader.text()


def test_hostile_words_are_only_words(reader: Reader) -> None:
    hostile = '"><img src=x onerror=alert(1)>'
    reader.open(f"/de/suche/?q={hostile}", LEIPZIG)
    assert reader.page.get_by_role("searchbox").input_value() == hostile
    assert reader.page.locator("img[src=x]").count() == 0


def test_no_article_is_listed_twice_where_the_city_adopted_it(reader: Reader) -> None:
    reader.open("/de/suche/?q=was mein Gebiet bedeutet", LEIPZIG)
    titles = reader.page.get_by_role("list", name="Treffer").get_by_role("heading").all_inner_texts()
    assert "Was mein Gebiet in Leipzig bedeutet" in titles
    assert "Was mein Gebiet in Dresden bedeutet" not in titles
    assert "Was mein Gebiet bedeutet" not in titles
