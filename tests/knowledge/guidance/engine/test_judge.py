from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.guidance.engine.dates import Dates
from knowledge.guidance.engine.judge import Effect, Outcome, judge, judge_all
from knowledge.guidance.engine.reading import read_answers, read_dates, read_flow, read_measures
from knowledge.guidance.engine.walk import walk
from tests.knowledge.guidance.engine.strategies import FACTS, data, dates, flows, measures, told, value_of

measures_read = measures().map(lambda measure: read_measures([measure])[0])
dates_read = dates().map(read_dates)
said = (told | data).map(read_answers)
TODAY = Dates(date(2026, 9, 10))


def learn(facts, fact, draw):
    return {**facts, **read_answers({fact: draw.draw(value_of(fact))})}


@given(measures_read, said, dates_read, st.sampled_from(FACTS), st.data())
def test_what_is_decided_stays_so_when_a_missing_fact_is_learned(measure, facts, on, fact, draw):
    facts.pop(fact, None)
    before, after = judge(measure, facts, on), judge(measure, learn(facts, fact, draw), on)

    if before.outcome in (Outcome.SUITABLE, Outcome.UNSUITABLE):
        assert after.outcome is before.outcome
    if before.outcome is Outcome.POSSIBLE:
        assert after.outcome in (Outcome.SUITABLE, Outcome.POSSIBLE)


@given(measures_read, said, dates_read, st.sampled_from(FACTS), st.data())
def test_an_unrelated_fact_changes_nothing(measure, facts, on, fact, draw):
    if fact not in measure.names:
        assert judge(measure, learn(facts, fact, draw), on) == judge(measure, facts, on)


@given(measures_read, said, dates_read)
def test_nothing_is_suitable_while_a_rule_lacks_a_fact(measure, facts, on):
    judgement = judge(measure, facts, on)

    if judgement.outcome is Outcome.SUITABLE:
        assert not any(reason.missing for reason in judgement.reasons)
        assert {reason.effect for reason in judgement.reasons} <= {Effect.SPEAKS_FOR, Effect.NOT_IN_FORCE}


@given(measures_read, said, dates_read)
def test_every_rule_gives_a_reason_and_the_deciding_fact_is_one_of_the_missing(measure, facts, on):
    judgement = judge(measure, facts, on)

    assert [reason.rule for reason in judgement.reasons] == list(measure.rules)
    assert (judgement.decides is not None) == (judgement.outcome is Outcome.OPEN)
    missing = {name for r in judgement.reasons if r.effect is Effect.UNDECIDED for name in r.missing}
    assert judgement.decides is None or judgement.decides in missing
    assert (judgement.outcome is Outcome.POSSIBLE) == bool(judgement.conditions)


@given(flows(), measures_read, dates_read, st.data())
def test_going_on_with_a_flow_never_turns_what_was_decided(plain, measure, on, draw):
    for step in plain["steps"]:
        step.pop("else_not_applicable", None)
    flow, answers, decided = read_flow(plain), {}, None
    while (position := walk(flow, answers)).end is None:
        outcome = judge(measure, position.facts, on).outcome
        assert decided in (None, outcome)
        decided = outcome if outcome in (Outcome.SUITABLE, Outcome.UNSUITABLE) else None
        answers |= read_answers({position.step.fact: draw.draw(value_of(position.step.fact) | st.none())})


GARDEN, ROOF = {"var": "site.garden"}, {"var": "site.roof"}


@pytest.mark.parametrize(
    ("kind", "when_true", "when_false", "when_unknown"),
    [
        ("rules_out", Outcome.UNSUITABLE, Outcome.SUITABLE, Outcome.OPEN),
        ("requires", Outcome.SUITABLE, Outcome.UNSUITABLE, Outcome.OPEN),
        ("favours", Outcome.SUITABLE, Outcome.POSSIBLE, Outcome.POSSIBLE),
        ("needs_check", Outcome.POSSIBLE, Outcome.SUITABLE, Outcome.POSSIBLE),
    ],
)
def test_one_rule_of_each_kind(kind, when_true, when_false, when_unknown):
    [measure] = read_measures([{"key": "heat-pump", "rules": [{kind: GARDEN}]}])

    outcomes = [judge(measure, read_answers({"site.garden": said}), TODAY).outcome for said in (True, False, None)]
    assert outcomes == [when_true, when_false, when_unknown]


def test_a_hard_rule_that_is_broken_decides_though_another_is_open():
    [measure] = read_measures([{"key": "heat-pump", "rules": [{"requires": ROOF}, {"requires": GARDEN}]}])

    judgement = judge(measure, read_answers({"site.garden": False}), TODAY)
    assert judgement.outcome is Outcome.UNSUITABLE
    assert [(reason.effect, reason.facts, reason.missing) for reason in judgement.reasons] == [
        (Effect.UNDECIDED, (), ("site.roof",)),
        (Effect.SPEAKS_AGAINST, ("site.garden",), ()),
    ]


def test_the_fact_that_alone_settles_most_rules_decides_most():
    both = {"and": [ROOF, GARDEN]}
    [measure] = read_measures([{"key": "solar", "rules": [{"rules_out": both}, {"requires": GARDEN}]}])

    assert judge(measure, {}, TODAY).decides == "site.garden"


def test_a_measure_without_rules_suits_everybody():
    advice, meeting = judge_all(read_measures([{"key": "advice"}, {"key": "meeting"}]), {}, TODAY)
    assert (advice.measure, advice.outcome, meeting.outcome) == ("advice", Outcome.SUITABLE, Outcome.SUITABLE)
