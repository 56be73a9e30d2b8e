"""What blocks store and what the engine reads say the same, however often one is made of the other."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.guidance.values.conditions import plain_condition, stored_condition
from knowledge.guidance.values.grants import plain_next_steps, stored_next_steps
from knowledge.guidance.values.stored import (
    plain_personas,
    plain_rules,
    plain_steps,
    reworded,
    stored_personas,
    stored_rules,
    stored_steps,
)
from tests.knowledge.guidance.engine.strategies import CATALOGUE, conditions, flows, measures, shallow, told

pytestmark = pytest.mark.quick

KINDS = {fact["key"]: fact["kind"] for fact in CATALOGUE}


def name_of(number):
    return str(number)


def key_of(kind, name):
    return name


def same(one, other):
    """Strictly: for Python True is 1, for a flow it is not."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def stable(plain, store, read):
    """Read from blocks once, a form stays the same at every further round."""
    first = read(store(plain))
    assert same(read(store(first)), first)
    return first


@given(conditions)
def test_a_condition_stays_the_same(condition):
    stable(condition, stored_condition, lambda stored: plain_condition(stored, KINDS))


@given(flows())
def test_steps_stay_the_same(flow):
    def store(plain):
        return stored_steps(plain, "flow", "de", key_of)

    stable(flow["steps"], store, lambda stored: plain_steps({"de": stored}, KINDS, name_of))


@given(measures())
def test_rules_stay_the_same(measure):
    stable(measure["rules"], lambda plain: stored_rules(plain, "m", "de"), lambda s: plain_rules({"de": s}, KINDS))


@given(told)
def test_a_personas_answers_stay_the_same(answers):
    persona = {"name": "Frau Wolf", "on": "2026-09-01", "facts": answers, "expects": {"m": "open"}, "path": ["s1"]}
    first = stable(
        [persona],
        lambda plain: stored_personas(plain, key_of),
        lambda stored: plain_personas(stored, KINDS, name_of),
    )
    assert list(first[0]["facts"]) == list(answers)


@given(st.lists(shallow, max_size=3))
def test_next_steps_stay_the_same(found):
    steps = [{"words": {"de": f"Schritt {n}"}, "if": condition, "page": "/weg/"} for n, condition in enumerate(found)]
    stable(
        steps,
        lambda plain: stored_next_steps(plain, "flow", "de", key_of),
        lambda stored: plain_next_steps({"de": stored}, KINDS, name_of),
    )


def test_a_translation_has_the_same_blocks_with_other_words():
    steps = [{"ask": "owner.role", "words": {"de": "Wer?", "it": "Chi?"}, "why": {"de": "Darum."}}]
    german = stored_steps(steps, "flow", "de", key_of)
    italian = reworded(german, steps, ("words", "why", "more"), "it")
    assert italian[0]["id"] == german[0]["id"]
    assert italian[0]["value"] == {**german[0]["value"], "words": "Chi?", "why": ""}
    filled = reworded(german, steps, ("words", "why", "more"), "it", otherwise=True)
    assert filled[0]["value"]["why"] == "Darum."
