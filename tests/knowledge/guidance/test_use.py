from __future__ import annotations

from typing import Any

import pytest

from cms.core.graphql.context import Context
from knowledge.guidance.actions import record_use
from knowledge.guidance.models import FlowUse
from tests.asking import answer
from tests.factories import Saxony

pytestmark = [pytest.mark.django_db, pytest.mark.database]

RECORD = """
mutation ($flow: String!, $step: String!, $event: GuidanceUseEvent!, $to: String!) {
  recordGuidanceUse(input: {flow: $flow, step: $step, event: $event, to: $to}) { recorded errors { code message } }
}
"""


def recorded(place: Saxony, context: Context | None = None, **use: str) -> dict[str, Any]:
    values = {"flow": "welche-heizung-passt", "step": "building.type", "event": "REACHED", "to": "", **use}
    return answer(RECORD, place.leipzig, context, **values).data["recordGuidanceUse"]


def counts() -> dict[tuple[str, str, str], int]:
    return {(row.step, row.to, row.event): row.count for row in FlowUse.objects.all()}


def test_a_use_is_counted_by_step_and_day(place: Saxony):
    for use in ({}, {}, {"to": "building.year"}, {"event": "DONT_KNOW"}, {"event": "RESULT", "step": ""}):
        assert recorded(place, **use) == {"recorded": True, "errors": []}
    assert counts() == {
        ("building.type", "", "reached"): 2,
        ("building.type", "building.year", "reached"): 1,
        ("building.type", "", "dont_know"): 1,
        ("", "", "result"): 1,
    }


def test_it_is_counted_for_the_city_whose_website_it_was(place: Saxony):
    recorded(place)
    assert FlowUse.objects.get().municipality == place.leipzig


@pytest.mark.parametrize(
    ("use", "code"),
    [
        ({"flow": "nirgends"}, "UNKNOWN_FLOW"),
        ({"step": "nirgends"}, "UNKNOWN_STEP"),
        ({"step": ""}, "UNKNOWN_STEP"),
        ({"to": "nirgends"}, "UNKNOWN_STEP"),
    ],
)
def test_only_steps_of_public_flows_are_counted(place: Saxony, use: dict[str, str], code: str):
    found = recorded(place, **use)
    assert (found["recorded"], [error["code"] for error in found["errors"]]) == (False, [code])
    assert counts() == {}


def test_one_address_can_not_flood_the_counts(place: Saxony, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(record_use, "MOST_AN_HOUR", 2)
    context = Context(place.leipzig, "", client_address="192.0.2.77")
    found = [recorded(place, context)["recorded"] for _ in range(3)]
    assert found == [True, True, False]


def test_counting_makes_no_answer_anew(place: Saxony):
    from cms.core.queries.versions import content_versions

    before = content_versions()
    recorded(place)
    assert content_versions() == before
