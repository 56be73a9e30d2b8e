"""From the home page into the knowledge and back, in three languages, by keyboard."""

from __future__ import annotations

import itertools
import re

import pytest

from . import spoken
from .conftest import People
from .installation import LEIPZIG, REGION, Installation
from .readers import Reader

ARTICLE = "wissen/heizung/waermepumpe-im-altbau/"
TERM = "glossar/vorlauftemperatur/"
UNTRANSLATED = "wissen/heizung/hydraulischer-abgleich/"
SKIP = {"de": "Zum Inhalt springen", "en": "Skip to content", "it": "Vai al contenuto"}


@pytest.mark.parametrize("locale", ["de", "en", "it"])
def test_a_reader_gets_from_home_to_a_term_and_back_without_a_mouse(reader: Reader, locale: str) -> None:
    page = reader.page
    reader.open(f"/{locale}/", LEIPZIG)
    reader.press("Tab")
    assert spoken.focus(page) == f'link "{SKIP[locale]}"'
    assert reader.focus_is_visible()
    reader.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    reader.follow(page.locator(f'main a[href="/{locale}/wissen/heizung/"]').first)
    assert reader.path == f"/{locale}/wissen/heizung/"
    reader.follow(page.locator(f'main a[href="/{locale}/{ARTICLE}"]').first)
    assert reader.path == f"/{locale}/{ARTICLE}"
    assert page.locator("html").get_attribute("lang") == locale
    headings = spoken.headings(page)
    assert [level for level, _ in headings].count(1) == 1

    term = page.locator(f'main a.term[href="/{locale}/{TERM}"]')
    assert term.count() == 1, "a term is linked once a page"
    reader.follow(term)
    assert reader.path == f"/{locale}/{TERM}"
    assert len(page.locator("main .lead").inner_text()) > 40, "a term has its definition"
    reader.back()
    reader.back()
    reader.back()
    assert reader.path == f"/{locale}/"


@pytest.mark.parametrize("locale", ["de", "en", "it"])
def test_an_article_is_spoken_in_an_order_that_makes_sense(reader: Reader, locale: str) -> None:
    reader.open(f"/{locale}/{ARTICLE}", LEIPZIG)
    page = reader.page
    assert [line.split(" ")[0].rstrip(":") for line in spoken.landmarks(page)][:1] == ["banner"]
    main = page.get_by_role("main")
    assert main.count() == 1
    for name in ("Sie sind hier", "Hauptmenü", "Sprache") if locale == "de" else ():
        assert page.get_by_role("navigation", name=name).count() == 1
    levels = [level for level, _ in spoken.headings(page)]
    assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels)), "no level is skipped"
    names = [name for _, name in spoken.headings(page)]
    assert len(names) == len(set(names)), "no two headings are called the same"
    for picture in page.locator("img").all():
        assert picture.get_attribute("alt") is not None
    for link in main.get_by_role("link").all():
        assert re.search(r"\w{2}", link.inner_text() or link.get_attribute("aria-label") or ""), link


def test_the_language_switch_keeps_the_page_and_says_what_is_not_translated(reader: Reader) -> None:
    page = reader.page
    reader.open(f"/de/{ARTICLE}", LEIPZIG)
    languages = page.get_by_role("navigation", name="Sprache")
    assert languages.get_by_role("link", name="English", exact=True).count() == 1
    reader.follow(languages.get_by_role("link", name="English"))
    assert reader.path == f"/en/{ARTICLE}"
    reader.follow(page.get_by_role("navigation", name="Language").get_by_role("link", name="Italiano"))
    assert reader.path == f"/it/{ARTICLE}"

    reader.open(f"/de/{UNTRANSLATED}", LEIPZIG)
    missing = page.get_by_role("navigation", name="Sprache").get_by_role("link", name="English")
    assert reader.tab_to(missing) == 'link "English (noch nicht übersetzt)"'
    reader.press("Enter")
    page.wait_for_url(f"**/en/{UNTRANSLATED}")
    assert "This page is not available in English yet. You are reading the German text." in reader.text()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").get_attribute("lang") == "de", "what fell back is spoken in its own language"
    reader.open(f"/it/{UNTRANSLATED}", LEIPZIG)
    assert "Questa pagina non è ancora disponibile in italiano." in reader.text()


def test_both_cities_add_their_own_words_to_the_shared_article(reader: Reader) -> None:
    path = "/de/wissen/waermeplan/was-mein-gebiet-bedeutet/"
    shown = {}
    for city in ("leipzig", "dresden"):
        reader.open(path, f"{city}.localhost")
        shown[city] = reader.page.get_by_role("main").inner_text()
        name = city.capitalize()
        assert re.search(rf"Basistext aus Sachsen, \w+ \d{{4}}, mit Hinweisen von {name}", shown[city])
        assert reader.page.get_by_role("group", name=f"Hinweis von {name}").count() == 3
        canonical = reader.page.locator("link[rel=canonical]").get_attribute("href")
        assert canonical == reader.site.address(f"{city}.localhost", path), "an adopted article is the city's own"
    assert "Südvorstadt West" in shown["leipzig"]
    assert "Südvorstadt West" not in shown["dresden"]
    assert "Denkmalschutz" in shown["dresden"]
    reader.open(path, REGION)
    base = reader.page.get_by_role("main").inner_text()
    assert "Basistext" not in base
    first_paragraph = reader.page.locator("main .body p").first.inner_text()
    assert first_paragraph in shown["leipzig"]
    assert first_paragraph in shown["dresden"]


def test_a_library_article_read_in_a_city_belongs_to_the_region(reader: Reader) -> None:
    reader.open(f"/de/{ARTICLE}", LEIPZIG)
    canonical = reader.page.locator("link[rel=canonical]").get_attribute("href")
    assert canonical == reader.site.address(REGION, f"/de/{ARTICLE}")


def test_a_browser_that_asks_for_italian_is_led_to_italian(new_person: People, reading_site: Installation) -> None:
    reader = Reader(new_person(locale="it-IT"), reading_site)
    reader.open("/", LEIPZIG)
    assert reader.path == "/it/"
