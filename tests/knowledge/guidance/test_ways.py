"""How many questions people are told to expect."""

from __future__ import annotations

from knowledge.guidance.engine.reading import read_facts, read_flow
from knowledge.guidance.queries.ways import longest_way, most_questions

FACTS = read_facts([{"key": key, "kind": "yes_no"} for key in ("a", "b", "c")])
# Whoever has answered the first question is not asked the same again, which the routes alone don't tell.
TWICE = {"key": "twice", "steps": [{"ask": "a"}, {"ask": "b"}, {"ask": "a", "key": "again"}]}


def test_what_is_asked_in_two_places_is_expected_once():
    flow = read_flow(TWICE)
    assert longest_way(flow, 0, {}) == 3
    assert most_questions(flow, FACTS, "twice") == 2


def test_a_flow_in_a_circle_or_with_a_fact_gone_is_counted_without_following_answers():
    circle = read_flow(
        {"key": "round", "steps": [{"ask": "a", "routes": [{"to": "b"}]}, {"ask": "b", "routes": [{"to": "a"}]}]}
    )
    gone = read_flow(TWICE)
    assert most_questions(circle, FACTS, "circle") == longest_way(circle, 0, {})
    assert most_questions(gone, {"b": FACTS["b"]}, "gone") == 3
