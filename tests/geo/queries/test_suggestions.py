"""People type addresses as they think of them."""

from __future__ import annotations

from typing import Any

import pytest

from cms.core.graphql.scalars import global_id
from geo.models import Address
from tests.asking import ask
from tests.factories import Saxony, geodata, saxony

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SUGGEST = """query ($text: String!, $near: PlaceInput) {
  addressSuggestions(text: $text, near: $near) { id text place { lon } buildingId }
}"""
STREETS = {
    "Karl-Liebknecht-Straße": ["1", "2", "10", "12", "12a", "120"],
    "Karlstraße": ["1"],
    "Müllerweg": ["3"],
    "Straße des 17. Juni": ["2", "17"],
    "Hauptstraße": ["5"],
    "Leipziger Straße": ["7"],
}


@pytest.fixture
def place() -> Saxony:
    found = saxony()
    version = geodata.version(geodata.dataset(found.leipzig))
    houses = [(street, number) for street, numbers in STREETS.items() for number in numbers]
    for place, (street, number) in enumerate(houses):
        house = geodata.building(version, f"{street} {number}", east_m=30 * place)
        row = geodata.address(version, house, street, number)
        Address.objects.filter(pk=row.pk).update(postcode="04275", town="Leipzig", search=f"{row.search} 04275 leipzig")
    return found


def suggested(place: Saxony, text: str, **near: Any) -> list[str]:
    found = ask(SUGGEST, place.leipzig, text=text, **near)["addressSuggestions"]
    return [each["text"].removesuffix(", 04275 Leipzig") for each in found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Karl-Liebknecht-Straße 12", "Karl-Liebknecht-Straße 12"),
        ("karl liebknecht str. 12 A", "Karl-Liebknecht-Straße 12a"),
        ("12 Karl-Liebknecht", "Karl-Liebknecht-Straße 12"),
        ("liebkn 10", "Karl-Liebknecht-Straße 10"),
        ("Karl-Liebknecht-Straße 12, 04275 Leipzig", "Karl-Liebknecht-Straße 12"),
        ("Mueller", "Müllerweg 3"),
        ("müllerw", "Müllerweg 3"),
        ("Haupt Str. 5", "Hauptstraße 5"),
        ("Karl-Libknecht-Straße 2", "Karl-Liebknecht-Straße 2"),
        ("Straße des 17. Juni 2", "Straße des 17. Juni 2"),
        ("17 Straße des 17. Juni", "Straße des 17. Juni 17"),
    ],
)
def test_an_address_is_found_as_it_is_typed(place: Saxony, typed: str, first: str):
    assert suggested(place, typed)[:1] == [first]


def test_houses_come_in_the_order_of_numbers_and_streets_in_turn(place: Saxony):
    numbers = ("1", "2", "10", "12", "12a", "120")
    assert suggested(place, "Karl-Liebknecht") == [f"Karl-Liebknecht-Straße {number}" for number in numbers]
    assert suggested(place, "karl")[:3] == ["Karl-Liebknecht-Straße 1", "Karlstraße 1", "Karl-Liebknecht-Straße 2"]


def test_the_nearest_comes_first_where_it_fits_as_well(place: Saxony):
    last = Address.objects.get(street="Karl-Liebknecht-Straße", number="120")
    near = {"lon": last.lon, "lat": last.lat}
    assert suggested(place, "karl liebknecht", near=near)[0] == "Karl-Liebknecht-Straße 120"
    assert suggested(place, "karl liebknecht 12", near=near)[0] == "Karl-Liebknecht-Straße 12"


@pytest.mark.parametrize(
    "typed", ["", "1", "12", "  ", "xyzabc", "Karl-Liebknecht-Straße 999", "%", "_" * 500, "Karl Dresden"]
)
def test_what_means_nothing_suggests_nothing(place: Saxony, typed: str):
    assert suggested(place, typed) == []


def test_at_most_ten_are_suggested_and_none_twice(place: Saxony):
    version = geodata.version(geodata.dataset(place.leipzig, "addresses"))
    house = Address.objects.get(street="Karlstraße").building
    for number in range(30):
        Address.objects.create(
            version=version, key=geodata.address_key("leipzig", "Karlstraße", str(number + 1)), street="Karlstraße",
            number=str(number + 1), lon=12, lat=51, search=f"karlstrasse {number + 1} 04275 leipzig",
        )  # fmt: skip
    found = ask(SUGGEST, place.leipzig, text="Karlstr")["addressSuggestions"]
    assert len(found) == 10
    assert len({each["id"] for each in found}) == 10
    assert found[0]["buildingId"] == global_id("Building", house.key)


def test_the_address_of_a_building_that_somebody_objected_for_is_not_told(place: Saxony):
    row = Address.objects.get(street="Müllerweg")
    row.building.hidden = True
    row.building.save()
    assert suggested(place, "Müllerweg") == []
    one = ask("query ($id: ID!) { address(id: $id) { text } }", place.leipzig, id=global_id("StreetAddress", row.key))
    assert one["address"] is None


def test_another_citys_addresses_are_not_suggested(place: Saxony):
    assert ask(SUGGEST, place.dresden, text="Karlstraße")["addressSuggestions"] == []
