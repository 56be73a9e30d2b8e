"""Where areas and buildings are shown: below the page of the map."""

from __future__ import annotations

import uuid

import pytest

from cms.core.graphql.scalars import global_id
from tests.asking import ask
from tests.factories import MapPageFactory, Saxony, geodata, saxony

pytestmark = pytest.mark.django_db

RESOLVE = """query ($path: String!) { resolve(path: $path) {
  __typename ... on PlaceFound { id kind }
} }"""


@pytest.fixture
def place() -> Saxony:
    return saxony()


@pytest.fixture
def house(place: Saxony):
    MapPageFactory(parent=place.leipzig.site.root_page, title="Energiekarte", slug="energiekarte")
    return geodata.building(geodata.version(geodata.dataset(place.leipzig)), "1", street="Ahornweg", storeys=4)


def test_a_building_is_shown_below_the_map_and_says_where(place: Saxony, house):
    path = f"/energiekarte/gebaeude/{house.key}/"
    key = global_id("Building", house.key)
    assert ask(RESOLVE, place.leipzig, path=path)["resolve"] == {
        "__typename": "PlaceFound", "id": key, "kind": "Building",
    }  # fmt: skip
    assert ask("query ($id: ID!) { building(id: $id) { path } }", place.leipzig, id=key)["building"]["path"] == path


def test_an_area_is_shown_below_the_map_too(place: Saxony, house):
    areas = geodata.version(geodata.dataset(place.leipzig, "areas", theme="heat_plan"))
    shape = geodata.shape_of(areas, "a", geodata.square(0, 0, 100), name="Mitte", category="decentral")
    path = f"/energiekarte/gebiet/{shape.feature.key}/"
    assert ask(RESOLVE, place.leipzig, path=path)["resolve"]["kind"] == "Area"
    found = ask("{ areas { edges { node { path } } } }", place.leipzig)["areas"]["edges"]
    assert [edge["node"]["path"] for edge in found] == [path]


def test_addresses_that_are_suggested_lead_to_their_building(place: Saxony, house):
    found = ask('{ addressSuggestions(text: "ahornweg") { path } }', place.leipzig)["addressSuggestions"]
    assert found == [{"path": f"/energiekarte/gebaeude/{house.key}/"}]


@pytest.mark.parametrize(
    "rest", ["gebaeude/", "gebaeude/x/", f"gebaeude/{uuid.UUID(int=7)}/", "strasse/1/", "gebiet/1/2/3/"]
)
def test_nothing_else_is_found_below_the_map(place: Saxony, house, rest: str):
    assert ask(RESOLVE, place.leipzig, path=f"/energiekarte/{rest}")["resolve"]["__typename"] == "NotFound"


def test_a_building_of_another_city_is_not_found_below_this_citys_map(place: Saxony, house):
    other = geodata.building(geodata.version(geodata.dataset(place.dresden)), "1")
    found = ask(RESOLVE, place.leipzig, path=f"/energiekarte/gebaeude/{other.key}/")["resolve"]
    assert found["__typename"] == "NotFound"


def test_without_a_map_there_is_no_path(place: Saxony):
    house = geodata.building(geodata.version(geodata.dataset(place.leipzig)), "1")
    key = global_id("Building", house.key)
    assert ask("query ($id: ID!) { building(id: $id) { path } }", place.leipzig, id=key)["building"]["path"] is None
