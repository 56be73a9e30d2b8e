from __future__ import annotations

from typing import Any

import pytest

from tests.asking import answer, ask
from tests.factories import Saxony

from .test_positions import given

pytestmark = pytest.mark.django_db

JUDGEMENTS = """
query ($facts: [GuidanceAnswerInput!]!, $measures: [String!], $installation: Date, $asOf: Date, $locale: Locale) {
  judgements(facts: $facts, measures: $measures, installation: $installation, asOf: $asOf, locale: $locale) {
    measure { slug } outcome decides { key } decidesDate reasons { text effect missing { key } missingDates }
  }
}
"""


def judged(place: Saxony, address: str, **variables: Any) -> dict[str, dict[str, Any]]:
    found = ask(JUDGEMENTS, place.leipzig, facts=given(address), **variables)["judgements"]
    return {each["measure"]["slug"]: each for each in found}


def test_measures_are_judged_by_the_facts_given(place: Saxony):
    found = judged(place, "site.outdoor_space=none&area.category=heat_network&network.operator_confirmed=yes")
    assert found["heat-pump-air"]["outcome"] == "UNSUITABLE"
    assert found["heat-network"]["outcome"] == "SUITABLE"


def test_a_category_of_the_plan_alone_never_makes_the_network_suitable(place: Saxony):
    assert judged(place, "area.category=heat_network_expansion")["heat-network"]["outcome"] == "POSSIBLE"


def test_nothing_known_leaves_open_and_names_what_would_decide(place: Saxony):
    found = judged(place, "")
    assert found["heat-network"]["outcome"] == "OPEN"
    assert found["heat-network"]["decides"] == {"key": "area.category"}


def test_only_the_measures_asked_for_are_judged(place: Saxony):
    assert list(judged(place, "", measures=["gas-boiler", "nirgends"])) == ["gas-boiler"]


def test_a_rule_says_which_day_it_lacks(place: Saxony):
    reasons = judged(place, "heating.carrier=gas")["gas-boiler"]["reasons"]
    assert reasons[0]["missingDates"] == ["INSTALLATION"]
    decided = judged(place, "heating.carrier=gas", installation="2026-09-01")["gas-boiler"]["reasons"]
    assert decided[0]["missingDates"] == []


@pytest.mark.parametrize("address", ["building.type=castle", "no.fact=1", "building.year=1&building.year=2"])
def test_what_is_no_answer_is_refused_and_not_left_out_silently(place: Saxony, address: str):
    found = answer(JUDGEMENTS, place.leipzig, facts=given(address))
    [error] = found.errors
    assert error.extensions["code"] == "BAD_ANSWER"
    assert error.message.startswith(address.partition("=")[0])
