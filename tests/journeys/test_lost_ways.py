"""Addresses that lead nowhere, and what helps on."""

from __future__ import annotations

import pytest

from .installation import LEIPZIG
from .readers import Reader

MISSING = {
    "de": "Diese Seite gibt es nicht",
    "en": "This page does not exist",
    "it": "Questa pagina non esiste",
}


@pytest.mark.parametrize("locale", ["de", "en", "it"])
def test_a_mistyped_address_is_answered_in_the_readers_language_with_suggestions(reader: Reader, locale: str) -> None:
    answer = reader.open(f"/{locale}/wissen/heizung/waermepume-im-altbau/", LEIPZIG)
    assert answer.status == 404
    assert reader.title == MISSING[locale]
    assert reader.page.locator("html").get_attribute("lang") == locale
    suggestions = reader.page.get_by_role("main").locator(f'a[href^="/{locale}/wissen/"]')
    assert f"/{locale}/wissen/heizung/waermepumpe-im-altbau/" in [
        link.get_attribute("href") for link in suggestions.all()
    ]
    suggestions.first.click()
    assert reader.page.locator("h1").is_visible()


@pytest.mark.parametrize("path", ["/fr/wissen/", "/de/glossar/nichts/", "/de/wissen/?after=unsinn", "/xyz"])
def test_what_does_not_exist_gets_a_page_that_helps(reader: Reader, path: str) -> None:
    answer = reader.open(path, LEIPZIG)
    assert answer.status == 404
    assert reader.title == MISSING["de"]
    assert reader.page.get_by_role("search").count() == 1
    assert reader.page.get_by_role("link", name="Zur Startseite").count() == 1


def test_a_missing_slash_and_a_missing_language_are_forgiven(reader: Reader) -> None:
    reader.open("/de/wissen/heizung", LEIPZIG)
    assert reader.path == "/de/wissen/heizung/"


def test_an_unknown_host_gets_no_content(reader: Reader) -> None:
    answer = reader.site.fetch("chemnitz.localhost", "/de/")
    assert answer.status == 400
    assert "Leipzig" not in answer.body
