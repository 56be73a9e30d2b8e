"""A city's menu: its own pages, and the library's where it has none of its own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.asking import ask
from tests.factories import Saxony, StandardPageFactory, restrict, saxony

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def place() -> Saxony:
    return saxony()


def menu(at: Any) -> list[str]:
    return [item["title"] for item in ask("{ municipality { menu { title } } }", at)["municipality"]["menu"]]


def home_of(municipality: Any) -> Any:
    return municipality.site.root_page.specific


def test_a_city_shows_the_librarys_pages_before_its_own_and_none_twice(place: Saxony):
    StandardPageFactory(parent=home_of(place.region), title="Kompass", show_in_menus=True)
    StandardPageFactory(parent=home_of(place.region), title="Beratung des Landes", slug="beratung", show_in_menus=True)
    StandardPageFactory(parent=home_of(place.leipzig), title="Beratung", slug="beratung", show_in_menus=True)
    assert menu(place.leipzig) == ["Kompass", "Beratung"]
    assert menu(place.dresden) == ["Kompass", "Beratung des Landes"]


def test_a_page_of_another_city_or_behind_a_sign_in_is_in_no_menu(place: Saxony):
    StandardPageFactory(parent=home_of(place.dresden), title="Nur Dresden", show_in_menus=True)
    restrict(StandardPageFactory(parent=home_of(place.region), title="Geheim", show_in_menus=True))
    assert menu(place.leipzig) == []
