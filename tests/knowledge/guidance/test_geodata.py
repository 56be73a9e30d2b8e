"""A flow started at a building takes what everybody may see of it, and says from where."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cms.core.graphql.scalars import global_id
from geo.models import Fact
from tests.asking import answer
from tests.factories import Saxony, geodata
from tests.factories.maps import HeatPlanFactory

from .test_positions import POSITION, TO_THE_END, given, position

pytestmark = pytest.mark.django_db


def area_of(place: Saxony, **plan: Any) -> Any:
    made = HeatPlanFactory(title="Wärmeplan Leipzig", municipality=place.leipzig, **plan)
    version = geodata.version(geodata.dataset(place.leipzig, "areas", theme="heat_plan", plan=made))
    return geodata.shape_of(version, "A", geodata.square(-50, -50, 500), name="A", category="heat_network")


def house_of(place: Saxony, basis: str = "open", **facts: Any) -> Any:
    version = geodata.version(geodata.dataset(place.leipzig, name="Hauskataster", basis=basis))
    return geodata.building(version, "1", **facts)


def at(place: Saxony, house: Any, address: str = "") -> dict[str, Any]:
    return position(place, address, building=global_id("Building", house.key))


def test_a_registered_year_is_not_asked_and_says_whose_it_is(place: Saxony):
    house = house_of(place, year=1931, type="multi_family")
    geodata.lies_in(house, area_of(place, status="decided", decided_by="Stadtrat", decided_on=date(2026, 6, 1)))
    without = TO_THE_END.replace("&building.year=1898", "")
    found = at(place, house, without)
    taken = {each["label"]: each["source"] for each in found["result"]["taken"]}
    assert taken["1931"] == "Hauskataster"
    assert "Wärmeplan Leipzig" in taken.values()


def test_an_estimate_is_a_suggestion_with_its_method(place: Saxony):
    house = house_of(place, year=(1919, 1948))
    Fact.objects.update(state="estimated", method="tabula")
    found = at(place, house, "building.type=single_family")
    assert found["step"]["key"] == "building.year"
    assert found["suggestion"]["state"] == "ESTIMATED"
    assert found["suggestion"]["source"].startswith("Hauskataster, ")


def test_a_plan_that_is_not_decided_is_no_certainty(place: Saxony):
    house = house_of(place)
    geodata.lies_in(house, area_of(place, status="preparing"))
    [taken] = at(place, house, TO_THE_END)["result"]["taken"]
    assert taken["label"] == "Wärmenetz"
    assert taken["source"].startswith("Wärmeplan Leipzig, ")


def test_what_is_protected_of_a_house_changes_nothing(place: Saxony):
    empty = house_of(place)
    told = at(place, empty, "building.type=single_family")
    version = empty.dataset.active
    survey = geodata.version(geodata.dataset(place.leipzig, basis="act", joins=empty.dataset))
    geodata.tell_of(empty, survey, house="single_family", year=1931, heating_carrier="oil", heat_consumption=20_000)
    assert version is not None
    assert at(place, empty, "building.type=single_family") == told


@pytest.mark.parametrize("change", ["hidden", "recalled", "elsewhere"])
def test_a_house_of_which_nothing_is_told_gives_no_answers(place: Saxony, change: str):
    house = house_of(place, year=1931)
    if change == "hidden":
        house.hidden = True
        house.save()
        assert at(place, house, "building.type=single_family")["suggestion"] is None
        return
    if change == "recalled":
        house.dataset.versions.update(state="recalled")
    else:
        house = geodata.building(geodata.version(geodata.dataset(place.dresden)), "1", year=1931)
    found = answer(POSITION, place.leipzig, answers=given(""), building=global_id("Building", house.key))
    assert found.errors[0].extensions["code"] == "UNKNOWN_BUILDING"


def test_a_building_that_is_gone_is_its_successor(place: Saxony):
    old = house_of(place, year=1931)
    version = geodata.version(old.dataset)
    new = geodata.building(version, "2", year=1990)
    old.gone_since, old.successor = version, new
    old.save()
    without = TO_THE_END.replace("&building.year=1898", "")
    assert "1990" in [each["label"] for each in at(place, old, without)["result"]["taken"]]
