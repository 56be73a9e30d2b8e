"""What anybody can ask of an area."""

from __future__ import annotations

from typing import Any

import pytest

from cms.core.graphql.scalars import global_id
from tests.asking import answer, ask
from tests.factories import Saxony, geodata, saxony
from tests.factories.maps import HeatPlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FIELDS = """id name theme category { key label meaning } horizon { key label } size { low unit } buildings { low state }
  suitability { supply level supplyLabel levelLabel } statute { title url } isDesignated gas { future label year }
  isUnplanned notice plan { title } dataset { title licence }"""
AT = f"query ($at: PlaceInput!) {{ area(at: $at) {{ {FIELDS} }} areasAt(at: $at) {{ name theme }} }}"
ONE = f"query ($id: ID!) {{ area(id: $id) {{ {FIELDS} }} }}"
HERE = {"lon": geodata.CORNER[0] + 0.0001, "lat": geodata.CORNER[1] + 0.0001}


@pytest.fixture
def place() -> Saxony:
    return saxony()


@pytest.fixture
def area(place: Saxony) -> Any:
    plan = HeatPlanFactory(title="Wärmeplan Leipzig", municipality=place.leipzig)
    version = geodata.version(geodata.dataset(place.leipzig, "areas", theme="heat_plan", name="plan", plan=plan))
    details = {
        "suitability": {"heat_network": "very_likely"}, "statute": "Satzung Nord", "designated": True,
        "gas": "closed", "gas_year": 2035,
    }  # fmt: skip
    return geodata.shape_of(
        version, "A", geodata.square(-50, -50, 500), name="Gebiet A", category="heat_network_expansion",
        horizon="2035", details=details, area_m2=250_000,
    )  # fmt: skip


def test_the_area_of_a_place_says_what_the_plan_foresees_and_that_it_obliges_nobody(place: Saxony, area: Any):
    houses = geodata.version(geodata.dataset(place.leipzig))
    for number in range(3):
        geodata.lies_in(geodata.building(houses, str(number), east_m=20 * number), area)
    found = ask(AT, place.leipzig, at=HERE)["area"]
    assert found["name"] == "Gebiet A"
    assert found["category"]["key"] == "heat_network_expansion"
    assert found["horizon"]["key"] == "2035"
    assert found["size"] == {"low": 25, "unit": "HECTARE"}
    assert found["buildings"] == {"low": 3, "state": "REGISTERED"}
    assert found["suitability"][0]["level"] == "VERY_LIKELY"
    assert found["statute"] == {"title": "Satzung Nord", "url": ""}
    assert found["gas"]["year"] == 2035
    assert found["isDesignated"] is True
    assert found["isUnplanned"] is None
    assert found["notice"]
    assert found["plan"] == {"title": "Wärmeplan Leipzig"}
    assert ask(ONE, place.leipzig, id=found["id"])["area"] == found


def test_a_place_lies_in_areas_of_several_kinds_the_heat_plan_first(place: Saxony, area: Any):
    districts = geodata.version(geodata.dataset(place.leipzig, "areas", theme="district"))
    geodata.shape_of(districts, "1", geodata.square(-50, -50, 900), name="Nord", area_m2=810_000)
    geodata.shape_of(districts, "2", geodata.square(5000, 0, 900), name="Fern", area_m2=810_000)
    found = ask(AT, place.leipzig, at=HERE)["areasAt"]
    assert found == [{"name": "Gebiet A", "theme": "HEAT_PLAN"}, {"name": "Nord", "theme": "DISTRICT"}]


def test_a_place_outside_has_no_area(place: Saxony, area: Any):
    assert ask(AT, place.leipzig, at={"lon": 1, "lat": 51}) == {"area": None, "areasAt": []}
    assert ask(AT, place.dresden, at=HERE)["area"] is None


def test_areas_are_listed_by_name_and_category(place: Saxony, area: Any):
    geodata.shape_of(area.version, "B", geodata.square(900, 0, 90), name="Aue", category="decentral")
    listed = "{ areas%s { totalCount edges { node { name } } } }"
    names = lambda text: [edge["node"]["name"] for edge in ask(listed % text, place.leipzig)["areas"]["edges"]]  # noqa: E731
    assert names("") == ["Aue", "Gebiet A"]
    assert names("(category: DECENTRAL)") == ["Aue"]
    assert names("(theme: DISTRICT)") == []
    assert names("(first: 1)") == ["Aue"]


def test_words_are_in_the_language_asked_for(place: Saxony, area: Any):
    document = "query ($id: ID!) { area(id: $id, locale: EN) { notice category { label } } }"
    found = ask(document, place.leipzig, id=global_id("Area", area.feature.key))["area"]
    assert found["category"]["label"] == "heat network area, network to be extended"
    assert "obliges nobody" in found["notice"]


@pytest.mark.parametrize("arguments", ["", '(id: "x", at: {lon: 1, lat: 1})', "(at: {lon: 999, lat: 1})"])
def test_a_question_for_no_area_is_refused(place: Saxony, arguments: str):
    [error] = answer(f"{{ area{arguments} {{ id }} }}", place.leipzig).errors
    assert error.extensions["code"] in ("ID_OR_PLACE", "BAD_PLACE")
