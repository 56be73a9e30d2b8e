import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.guidance.engine.condition_reading import read_condition, write_condition
from knowledge.guidance.engine.entries import DefinitionError
from knowledge.guidance.engine.facts import DONT_KNOW, estimated
from knowledge.guidance.engine.reading import read_answers
from tests.knowledge.guidance.engine.strategies import FACTS, conditions, data, told, value_of


@given(conditions, told | data, st.sampled_from(FACTS), st.data())
def test_what_is_decided_stays_so_whatever_else_becomes_known(condition, said, fact, draw):
    condition, facts = read_condition(condition), read_answers(said)
    before = condition.weigh({**facts, fact: DONT_KNOW})
    after = condition.weigh({**facts, **read_answers({fact: draw.draw(value_of(fact))})})

    assert before.truth is None or after.truth is before.truth


@given(conditions, told, st.integers(0, 8), st.integers(0, 8))
def test_what_a_range_decides_every_value_in_it_decides_the_same(condition, said, one, other):
    condition, facts = read_condition(condition), read_answers(said)
    low, high = sorted((one, other))
    ranged = read_answers({"building.dwellings": {"estimated": {"low": low, "high": high}}})
    verdict = condition.weigh({**facts, **ranged})

    values = [condition.weigh({**facts, "building.dwellings": estimated(value)}) for value in range(low, high + 1)]
    assert verdict.truth is None or {value.truth for value in values} == {verdict.truth}


@given(conditions, told | data)
def test_an_unknown_condition_names_only_facts_it_lacks_and_a_decided_one_only_its_own(condition, said):
    condition, facts = read_condition(condition), read_answers(said)
    verdict = condition.weigh(facts)

    assert set(verdict.facts) <= set(condition.names)
    assert verdict.facts
    forgotten = {key: answer for key, answer in facts.items() if key in verdict.facts}
    if verdict.truth is not None:
        assert condition.weigh(forgotten).truth is verdict.truth


@given(conditions)
def test_a_condition_survives_being_written_and_read(condition):
    assert write_condition(read_condition(condition)) == condition


GAS = {"==": [{"var": "heating.carrier"}, "gas"]}


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ([], "if"),
        ({}, "if"),
        ({"==": [{"var": "a"}, 1], "!=": [{"var": "a"}, 1]}, "if"),
        ({"+": [1, 2]}, "if"),
        ({"==": [{"var": "a"}]}, "if.=="),
        ({"==": ["a", 1]}, "if.==[0]"),
        ({"==": [{"var": "A-b"}, 1]}, "if.==[0].var"),
        ({"==": [{"var": "a"}, None]}, "if.==[1]"),
        ({"==": [{"var": "a"}, {"var": "b"}]}, "if.==[1]"),
        ({"<": [{"var": "a"}, "3"]}, "if.<[1]"),
        ({"<": [{"var": "a"}, True]}, "if.<[1]"),
        ({"<": [{"var": "a"}, float("nan")]}, "if.<[1]"),
        ({"==": [{"var": "a"}, 2**53 + 1]}, "if.==[1]"),
        ({"in": [{"var": "a"}, "gas"]}, "if.in[1]"),
        ({"and": []}, "if.and"),
        ({"and": [GAS, {"or": [GAS, {"not": []}]}]}, "if.and[1].or[1].not"),
        ({"not": {"not": {"not": {"not": GAS}}}}, "if.not.not.not"),
    ],
)
def test_what_is_no_condition_is_refused_with_its_place(data, path):
    with pytest.raises(DefinitionError) as refused:
        read_condition(data, "if")

    assert [problem.path for problem in refused.value.problems] == [path]


def test_three_levels_of_and_or_not_are_allowed():
    assert read_condition({"not": {"and": [{"or": [GAS]}]}}).nesting == 3
