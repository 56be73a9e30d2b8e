"""What data say reaches a flow only as far as its provider lets this reader see it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cms.core.queries.readings import Reader
from knowledge.guidance.engine.facts import Answer, Range, estimated, known
from knowledge.guidance.queries.providers import PROVIDERS, Subject, register_provider
from tests.asking import answer
from tests.factories import Saxony

from .test_positions import POSITION, given, position

pytestmark = pytest.mark.django_db

# What is known of two houses in the same street, and what of them this reader may see.
KNOWN: dict[str, Answer] = {
    "building.year": estimated(1898, "Gebäudekataster"),
    "area.category": known("heat_network", "Wärmeplan"),
    "network.operator_confirmed": known(True, "Netzbetreiber"),
}
HOUSES: dict[str, dict[str, Answer]] = {"open": KNOWN, "hidden": KNOWN}
VISIBLE = {"open": set(KNOWN), "hidden": {"area.category"}}
ODD: dict[str, Answer] = {
    "building.year": known(9999, "Gebäudekataster"),
    "building.type": known("castle"),
    "owner.income": known("up_to_40000", "Finanzamt"),
    "no.fact": known(1),
    "area.category": known("swamp"),
}
TOLD = "building.type=single_family&heating.carrier=gas&owner.income=dont-know&site.outdoor_space=garden"


@pytest.fixture(autouse=True)
def provider() -> Iterator[None]:
    def facts_of(key: str, reader: Reader) -> dict[str, Answer] | None:
        if key == "odd":
            return ODD
        return {name: HOUSES[key][name] for name in VISIBLE[key]} if key in HOUSES else None

    before = dict(PROVIDERS)
    register_provider(Subject.BUILDING, facts_of)
    yield
    PROVIDERS.clear()
    PROVIDERS.update(before)


def test_an_estimate_is_asked_for_confirmation_with_its_source(place: Saxony):
    found = position(place, "building.type=single_family", building="open")
    assert found["step"]["key"] == "building.year"
    assert found["suggestion"] == {
        "value": "1898", "label": "1898", "state": "ESTIMATED", "source": "Gebäudekataster"
    }  # fmt: skip


def test_what_is_known_for_sure_judges_without_being_asked(place: Saxony):
    found = position(place, TOLD + "&building.year=1900", building="open")
    outcomes = {each["measure"]["slug"]: each["outcome"] for each in found["result"]["judgements"]}
    assert outcomes["heat-network"] == "SUITABLE"
    assert {each["source"] for each in found["result"]["taken"]} == {"Wärmeplan", "Netzbetreiber"}


def test_a_value_taken_from_data_can_be_corrected_for_this_result(place: Saxony):
    found = position(place, TOLD + "&building.year=1900&network.operator_confirmed=no", building="open")
    outcomes = {each["measure"]["slug"]: each["outcome"] for each in found["result"]["judgements"]}
    assert outcomes["heat-network"] == "POSSIBLE"
    assert {each["source"] for each in found["result"]["taken"]} == {"Wärmeplan"}


def test_data_are_never_in_the_link(place: Saxony):
    assert "heat_network" not in position(place, TOLD, building="open")["link"]


def test_data_that_make_no_sense_or_are_private_are_not_taken(place: Saxony):
    assert position(place, TOLD, building="odd") == position(place, TOLD)


@pytest.mark.parametrize("address", ["", "building.type=single_family", TOLD, TOLD + "&building.year=dont-know"])
def test_a_hidden_fact_is_learnt_from_no_step_judgement_or_count(
    place: Saxony, address: str, monkeypatch: pytest.MonkeyPatch
):
    """Whatever the hidden facts are, the answer about the house is the same to the last letter."""
    before = json.dumps(position(place, address, building="hidden"))
    for year in (known(1650), estimated(1980), known(Range(1900, 1918))):
        for confirmed in (known(True), known(False)):
            house = KNOWN | {"building.year": year, "network.operator_confirmed": confirmed}
            monkeypatch.setitem(HOUSES, "hidden", house)
            assert json.dumps(position(place, address, building="hidden")) == before
    assert "Gebäudekataster" not in before
    assert 'Netzbetreiber"' not in before


@pytest.mark.parametrize("building", ["", "nirgends", "open ", "1", "x" * 5000])
def test_a_house_nobody_may_see_is_as_one_that_is_not_there(place: Saxony, building: str):
    found = answer(POSITION, place.leipzig, answers=given(TOLD), building=building)
    [error] = found.errors
    assert error.extensions["code"] == "UNKNOWN_BUILDING"
    assert error.message == "There is no building with this id."


def test_areas_have_a_provider_of_their_own(place: Saxony):
    document: Any = '{ guidancePosition(flow: "welche-heizung-passt", area: "a") { link } }'
    assert answer(document, place.leipzig).errors[0].extensions["code"] == "UNKNOWN_AREA"
    register_provider(Subject.AREA, lambda key, reader: {"area.category": known("decentral", "Wärmeplan")})
    assert not answer(document, place.leipzig).errors
