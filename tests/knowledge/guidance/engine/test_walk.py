from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.guidance.engine.facts import Known, Range
from knowledge.guidance.engine.reading import read_answers, read_flow
from knowledge.guidance.engine.walk import End, Passed, walk
from tests.knowledge.guidance.engine.strategies import FACTS, data, flows, told, value_of

flows_read = flows().map(read_flow)
answers_read = told.map(read_answers)
data_read = data.map(read_answers)


@given(flows_read, answers_read, data_read)
def test_a_walk_always_ends_at_a_question_or_an_end(flow, answers, said):
    position = walk(flow, answers, said)

    assert (position.step is None) == (position.end in (End.RESULT, End.LOST, End.CIRCLE))
    assert len(position.path) <= len(flow.steps)


@given(flows_read, data_read, st.data())
@settings(max_examples=60)
def test_answering_what_is_asked_ends_without_asking_anything_twice(flow, said, draw):
    answers, asked = {}, []
    while (position := walk(flow, answers, said)).end is None:
        fact = position.step.fact
        assert fact not in asked
        asked.append(fact)
        answers |= read_answers({fact: draw.draw(value_of(fact) | st.none())})

    assert len(asked) <= len(flow.steps)


@given(flows_read, answers_read, data_read, st.sampled_from(FACTS), st.data())
def test_one_more_answer_asks_for_that_fact_no_more_and_reopens_no_answered_step(flow, answers, said, fact, draw):
    before = walk(flow, answers, said)
    after = walk(flow, {**answers, **read_answers({fact: draw.draw(value_of(fact))})}, said)

    if after.end is None:
        assert after.step.fact not in {fact, *answers}
        assert after.step.key not in {passage.step for passage in before.path if passage.how is Passed.ANSWERED}


@given(flows_read, answers_read, data_read, st.sampled_from(FACTS), st.data())
def test_an_answer_changed_and_changed_back_gives_the_identical_position(flow, answers, said, fact, draw):
    before = walk(flow, answers, said)
    changed = {**answers, **read_answers({fact: draw.draw(value_of(fact))})}
    walk(flow, changed, said)
    back = {key: answer for key, answer in changed.items() if key != fact}
    back |= {fact: answers[fact]} if fact in answers else {}

    assert walk(flow, back, said) == before


@given(flows_read, answers_read, data_read)
def test_answers_off_the_path_have_no_say(flow, answers, said):
    position = walk(flow, answers, said)
    used = {key: answer for key, answer in answers.items() if key not in position.unused}

    again = walk(flow, used, said)
    assert (again.step, again.end, again.path, again.facts) == (
        position.step,
        position.end,
        position.path,
        position.facts,
    )


@given(flows_read, answers_read, data_read)
def test_a_fact_is_never_known_better_than_somebody_said(flow, answers, said):
    for key, fact in walk(flow, answers, said).facts.items():
        if fact.state is not Known.NOT_APPLICABLE:
            assert fact in (answers.get(key), said.get(key))
        assert not isinstance(fact.value, Range) or fact == said[key]


@given(flows_read, answers_read, data_read)
def test_a_fact_does_not_apply_only_where_data_or_a_step_say_so(flow, answers, said):
    allowed = {step.fact for step in flow.steps if step.else_not_applicable}
    allowed |= {key for key, datum in said.items() if datum.state is Known.NOT_APPLICABLE}

    facts = walk(flow, answers, said).facts
    assert {key for key, fact in facts.items() if fact.state is Known.NOT_APPLICABLE} <= allowed


def test_an_estimate_that_is_confirmed_is_known_from_then_on():
    flow = read_flow({"key": "flow", "steps": [{"ask": "building.year"}]})
    said = read_answers({"building.year": {"estimated": 1905, "source": "typology"}})

    asked = walk(flow, {}, said)
    assert (asked.step.key, asked.suggestion) == ("building.year", said["building.year"])

    confirmed = walk(flow, read_answers({"building.year": 1905}), said)
    assert (confirmed.end, confirmed.facts["building.year"].state) == (End.RESULT, Known.KNOWN)


def test_a_fact_answered_later_does_not_reach_back_to_an_earlier_condition():
    flow = read_flow(
        {
            "key": "flow",
            "steps": [
                {"ask": "a", "routes": [{"if": {"var": "b"}, "to": "result"}, {"to": "next"}]},
                {"ask": "b"},
                {"ask": "c"},
            ],
        }
    )

    assert walk(flow, read_answers({"a": True, "b": True})).step.key == "c"
