from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.guidance.engine.judge import Outcome, judge
from knowledge.guidance.engine.reading import read_answers, read_dates, read_facts, read_flow, read_measures
from knowledge.guidance.engine.review import Code, review
from knowledge.guidance.engine.walk import End, Passed, walk
from tests.knowledge.guidance.engine.strategies import (
    CATALOGUE,
    FACTS,
    dates,
    measures,
    sound_flows,
    value_of,
)

TODAY = date(2026, 9, 10)
FACTS_OF_HOUSES = read_facts(
    [
        {"key": "dwellings", "kind": "number", "low": 1, "high": 500, "whole": True},
        {"key": "area", "kind": "number", "low": 10},
        {"key": "carrier", "options": [{"key": "gas"}, {"key": "oil"}, {"key": "wood"}]},
        {"key": "garden", "kind": "yes_no"},
        {"key": "monument", "kind": "yes_no", "from_data": True},
        *({"key": f"q{number}", "kind": "number", "low": 0, "high": 100} for number in range(20)),
    ]
)


def findings(steps, rules=None, personas=()):
    flow = {"key": "flow", "steps": steps, "personas": list(personas)} | ({"measures": ["pump"]} if rules else {})
    read = read_measures([{"key": "pump", "rules": rules}] if rules else [])
    return [(f.code, f.place, dict(f.values)) for f in review(read_flow(flow), read, FACTS_OF_HOUSES, TODAY)]


def codes(*arguments, **more):
    return [code for code, _place, _values in findings(*arguments, **more)]


def is_(fact, value):
    return {"==": [{"var": fact}, value]}


def below(fact, number):
    return {"<": [{"var": fact}, number]}


def test_a_flow_in_order_has_no_findings():
    steps = [
        {"ask": "dwellings", "routes": [{"if": below("dwellings", 3), "to": "garden"}, {"to": "next"}]},
        {"ask": "carrier"},
        {"ask": "garden", "routes": [{"if": {"var": "garden"}, "to": "result"}, {"to": "call"}]},
        {"end": "call", "contact": "advice"},
    ]
    rules = [{"requires": {"var": "garden"}}, {"favours": {"in": [{"var": "carrier"}, ["gas", "oil"]]}}]

    assert findings(steps, rules) == []


@pytest.mark.parametrize(
    ("condition", "code", "values"),
    [
        (is_("ghosts", 1), Code.UNKNOWN_FACT, {"fact": "ghosts"}),
        (is_("carrier", "coal"), Code.UNKNOWN_OPTION, {"fact": "carrier", "option": "coal"}),
        ({"in": [{"var": "carrier"}, ["gas", "coal"]]}, Code.UNKNOWN_OPTION, {"fact": "carrier", "option": "coal"}),
        (is_("dwellings", "3"), Code.WRONG_TYPE, {"fact": "dwellings", "value": "3"}),
        (is_("dwellings", True), Code.WRONG_TYPE, {"fact": "dwellings", "value": "True"}),
        (below("carrier", 3), Code.WRONG_TYPE, {"fact": "carrier", "value": "3"}),
        (is_("garden", "yes"), Code.WRONG_TYPE, {"fact": "garden", "value": "yes"}),
        ({"var": "carrier"}, Code.WRONG_TYPE, {"fact": "carrier", "value": "yes"}),
    ],
)
def test_a_condition_that_can_never_be_right_is_found_in_steps_routes_and_rules(condition, code, values):
    asked = [{"ask": "carrier"}, {"ask": "garden"}, {"ask": "dwellings"}]
    places = {
        "steps.area.only_if": findings([*asked, {"ask": "area", "only_if": condition}]),
        "steps.area.routes[0]": findings(
            [*asked, {"ask": "area", "routes": [{"if": condition, "to": "next"}, {"to": "next"}]}]
        ),
        "measures.pump.rules[0]": findings(asked, [{"requires": condition}]),
    }

    for place, found in places.items():
        assert (code, place, values) in found


def test_keys_given_twice_are_found():
    assert codes([{"ask": "area"}, {"ask": "area"}]) == [Code.DUPLICATE_KEY]


def test_a_route_to_nowhere_and_one_that_is_never_taken_are_found():
    routes = [{"to": "next"}, {"to": "ghost"}]

    assert findings([{"ask": "area", "routes": routes}]) == [
        (Code.NO_SUCH_STEP, "steps.area.routes[1]", {"target": "ghost"}),
        (Code.ROUTE_NEVER_TAKEN, "steps.area.routes[1]", {}),
    ]


def test_a_step_that_no_route_leads_to_is_found():
    steps = [{"ask": "area", "routes": [{"to": "garden"}]}, {"ask": "carrier"}, {"ask": "garden"}]

    assert findings(steps) == [(Code.UNREACHABLE_STEP, "steps.carrier", {"step": "carrier"})]


def test_a_step_that_routes_lead_to_but_no_answers_is_found():
    steps = [
        {"ask": "dwellings", "routes": [{"if": below("dwellings", 3), "to": "garden"}, {"to": "next"}]},
        {"ask": "carrier", "routes": [{"if": below("dwellings", 2), "to": "next"}, {"to": "garden"}]},
        {"show": "small", "words": {"de": "Klein"}},
        {"ask": "garden", "only_if": {"and": [below("dwellings", 3), {"not": below("dwellings", 3)}]}},
    ]

    assert findings(steps) == [(Code.UNREACHABLE_STEP, "steps.small", {"step": "small"})]


def test_a_circle_and_the_dead_end_it_makes_are_found():
    steps = [{"ask": "area"}, {"ask": "garden", "routes": [{"to": "area"}]}]

    assert findings(steps) == [
        (Code.CIRCLE, "steps.area", {"steps": "area > garden > area"}),
        (Code.DEAD_END, "steps.area", {"step": "area"}),
        (Code.DEAD_END, "steps.garden", {"step": "garden"}),
    ]


def test_options_without_a_way_on_are_named():
    routes = [{"if": {"in": [{"var": "carrier"}, ["gas", "oil"]]}, "to": "result"}]

    found = [values["answer"] for code, _place, values in findings([{"ask": "carrier", "routes": routes}])]
    assert found == ["wood", "dont-know"]


def test_a_gap_in_numbers_is_found_and_whole_numbers_have_none_between_two():
    more, rest = {">": [{"var": "dwellings"}, 2]}, {"if": is_("dwellings", 1), "to": "result"}
    gap = [{"ask": "dwellings", "routes": [rest, {"if": more, "to": "result"}]}]
    few = {"if": below("dwellings", 3), "to": "result"}
    none = [{"ask": "dwellings", "routes": [few, {"if": more, "to": "result"}]}]

    assert (Code.RANGE_GAP, "steps.dwellings", {"answer": "2"}) in findings(gap)
    assert codes(none) == [Code.NO_WAY_ON]


def test_an_outcome_without_contact_is_found():
    assert findings([{"ask": "area"}, {"end": "call"}]) == [(Code.NO_CONTACT, "steps.call", {"step": "call"})]


def test_more_than_twelve_questions_on_a_path_are_warned_of():
    long = [{"ask": f"q{number}"} for number in range(13)]
    split = [{"ask": "garden", "routes": [{"if": {"var": "garden"}, "to": "q7"}, {"to": "next"}]}]
    split += [{"ask": f"q{n}", **({"routes": [{"to": "result"}]} if n == 6 else {})} for n in range(13)]

    assert findings(long) == [(Code.MANY_QUESTIONS, "steps", {"count": "13", "most": "12"})]
    assert codes(split) == []


@pytest.mark.parametrize(
    "rules",
    [
        [{"requires": {"var": "garden"}}, {"rules_out": {"var": "garden"}}],
        [{"requires": below("dwellings", 3)}, {"requires": {">": [{"var": "dwellings"}, 2]}}],
        [{"requires": {"in": [{"var": "carrier"}, []]}}],
        [{"rules_out": is_("area", 30)}, {"rules_out": {"!=": [{"var": "area"}, 30]}, "valid_from": "2026-09-10"}],
    ],
)
def test_a_measure_that_no_answers_can_reach_is_found(rules):
    steps = [{"ask": "garden"}, {"ask": "dwellings"}, {"ask": "carrier"}, {"ask": "area"}]

    assert codes(steps, rules) == [Code.UNREACHABLE_MEASURE]


def test_a_rule_that_is_no_longer_in_force_rules_nothing_out():
    rules = [{"rules_out": is_("area", 30)}, {"rules_out": {"!=": [{"var": "area"}, 30]}, "valid_to": "2026-09-09"}]

    assert codes([{"ask": "area"}], rules) == []


def test_a_rule_that_contradicts_another_is_found():
    rules = [{"requires": below("dwellings", 3)}, {"favours": {">": [{"var": "dwellings"}, 10]}}]

    assert findings([{"ask": "dwellings"}], rules) == [
        (Code.CONTRADICTION, "measures.pump.rules[1]", {"measure": "pump"})
    ]


def test_a_required_fact_that_nobody_asks_for_is_warned_of_unless_data_have_it():
    rules = [{"requires": {"var": "garden"}}, {"rules_out": {"var": "monument"}}]

    assert findings([{"ask": "area"}], rules) == [
        (Code.NEVER_ASKED, "measures.pump", {"measure": "pump", "fact": "garden"})
    ]


def test_too_many_cases_are_a_warning_and_never_silence():
    many = {"or": [{"in": [{"var": f"q{number}"}, [10, 20, 30]]} for number in range(9)]}
    steps = [{"ask": f"q{number}"} for number in range(9)]

    assert codes(steps, [{"requires": many}]) == [Code.NOT_PROVEN]
    assert Code.NOT_PROVEN in codes([*steps, {"ask": "area", "only_if": many}])


BECKER = {
    "name": "Frau Becker",
    "on": "2026-09-10",
    "facts": {"garden": True, "monument": False},
    "expects": {"pump": "suitable"},
}
RULES = [{"requires": {"var": "garden"}}, {"rules_out": {"var": "monument"}}, {"favours": is_("carrier", "gas")}]
STEPS = [{"ask": "garden"}, {"ask": "carrier", "only_if": {"var": "garden"}}]


def test_a_persona_that_gets_something_else_than_expected_is_found():
    expected = {"persona": "Frau Becker", "measure": "pump", "actual": "possible", "expected": "suitable"}

    assert findings(STEPS, RULES, [BECKER]) == [(Code.FAILED_PERSONA, "personas.Frau Becker", expected)]
    assert findings(STEPS, RULES, [BECKER | {"facts": {**BECKER["facts"], "carrier": "gas"}}]) == []


def test_a_persona_that_goes_another_way_is_found():
    persona = BECKER | {"facts": {"garden": False}, "expects": {"pump": "unsuitable"}}

    assert codes(STEPS, RULES, [persona | {"path": ["garden"]}]) == []
    assert codes(STEPS, RULES, [persona | {"path": ["garden", "carrier"]}]) == [Code.LOST_PERSONA]


def test_every_message_can_be_filled_in():
    flow = read_flow({"key": "flow", "steps": [{"ask": "ghost", "routes": [{"to": "nowhere"}]}, {"end": "call"}]})

    for found in review(flow, (), FACTS_OF_HOUSES, TODAY):
        assert "{" not in found.message
        assert found.is_error


@given(sound_flows(), st.data())
def test_nobody_gets_stuck_or_meets_a_hidden_step_in_a_flow_without_such_findings(plain, draw):
    flow = read_flow(plain)
    found = {item.code for item in review(flow, (), read_facts(CATALOGUE), TODAY)}
    unreachable = {
        dict(item.values)["step"]
        for item in review(flow, (), read_facts(CATALOGUE), TODAY)
        if item.code is Code.UNREACHABLE_STEP
    }
    answers = {}
    while (position := walk(flow, answers)).end is None:
        fact = position.step.fact
        answers |= read_answers({fact: draw.draw(value_of(fact) | st.none())})

    met = {passage.step for passage in position.path if passage.how is not Passed.NOT_ASKED}
    assert not met & unreachable
    if not found & {Code.NO_WAY_ON, Code.RANGE_GAP, Code.NO_SUCH_STEP, Code.DUPLICATE_KEY}:
        assert position.end in (End.RESULT, End.OUTCOME)


@given(measures(as_editors_do=True), dates(), st.data())
def test_a_measure_said_to_be_unreachable_suits_nobody(plain, on, draw):
    [measure] = read_measures([plain])
    flow = read_flow({"key": "flow", "steps": [{"ask": fact} for fact in FACTS], "measures": ["measure"]})
    day = read_dates(on)
    found = {item.code for item in review(flow, (measure,), read_facts(CATALOGUE), day.reading)}

    facts = read_answers({fact: draw.draw(value_of(fact)) for fact in FACTS})
    if Code.UNREACHABLE_MEASURE in found and day.installation and day.application:
        assert judge(measure, facts, day).outcome is Outcome.UNSUITABLE
