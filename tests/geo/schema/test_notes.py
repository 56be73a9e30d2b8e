"""Anybody can say that a building's figures are wrong, or object."""

from __future__ import annotations

from typing import Any

import pytest

from cms.core.graphql.scalars import global_id
from geo.models import BuildingNote
from tests.asking import answer, ask
from tests.factories import Saxony, geodata, saxony

pytestmark = pytest.mark.django_db

REPORT = """mutation ($input: ReportBuildingInput!) {
  reportBuilding(input: $input) { accepted reference answerBy errors { field code } }
}"""


@pytest.fixture
def place() -> Saxony:
    return saxony()


@pytest.fixture
def house(place: Saxony) -> Any:
    return geodata.building(geodata.version(geodata.dataset(place.leipzig)), "1")


def report(place: Saxony, house: Any, **fields: Any) -> Any:
    sent = {"building": global_id("Building", house.key), "kind": "OBJECTION", "submissionKey": "k" * 20, **fields}
    return ask(REPORT, place.leipzig, input=sent)["reportBuilding"]


def test_an_objection_is_taken_once_and_answered_in_time(place: Saxony, house: Any):
    first, second = report(place, house), report(place, house)
    assert first["accepted"]
    assert first["answerBy"]
    assert first == second
    assert BuildingNote.objects.get().building == house


def test_a_correction_without_words_is_not_taken(place: Saxony, house: Any):
    found = report(place, house, kind="CORRECTION", attribute="colour")
    assert not found["accepted"]
    assert {each["code"] for each in found["errors"]} == {"TOO_SHORT", "UNKNOWN_ATTRIBUTE"}
    assert BuildingNote.objects.count() == 0


def test_a_building_that_is_not_shown_here_can_not_be_reported(place: Saxony):
    staged = geodata.building(geodata.version(geodata.dataset(place.leipzig), "ready"), "1")
    assert report(place, staged)["errors"] == [{"field": "building", "code": "UNKNOWN_BUILDING"}]
    sent = {"building": "unsinn", "kind": "OBJECTION", "submissionKey": "k" * 20}
    [error] = answer(REPORT, place.leipzig, input=sent).errors
    assert error.extensions["code"] == "BAD_ID"
