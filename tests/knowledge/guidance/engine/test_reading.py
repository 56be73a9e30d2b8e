from datetime import date

import pytest
from hypothesis import given

from knowledge.guidance.engine.entries import DefinitionError
from knowledge.guidance.engine.measure import Rules
from knowledge.guidance.engine.reading import read_answers, read_facts, read_flow, read_measures
from knowledge.guidance.engine.version import structure_version, version
from knowledge.guidance.engine.writing import write_fact, write_flow, write_measure
from tests.knowledge.guidance.engine.strategies import flows, measures

FACTS = [
    {
        "key": "heating.carrier",
        "kind": "choice",
        "label": {"de": "Energieträger", "en": "Energy carrier"},
        "options": [{"key": "gas", "label": {"de": "Gas"}}, {"key": "oil"}],
        "from_data": True,
    },
    {"key": "building.area", "kind": "number", "unit": "m2", "low": 0, "high": 5000},
    {"key": "owner.poor", "kind": "yes_no", "private": True},
]
FLOW = {
    "key": "heating-for-my-house",
    "title": {"de": "Welche Heizung passt?"},
    "measures": ["heat-pump"],
    "steps": [
        {"ask": "heating.carrier", "words": {"de": "Womit heizen Sie?"}, "why": {"de": "Davon hängt viel ab."}},
        {
            "ask": "building.area",
            "key": "area",
            "only_if": {"!=": [{"var": "heating.carrier"}, "oil"]},
            "else_not_applicable": True,
            "routes": [{"if": {"<": [{"var": "building.area"}, 50]}, "to": "call"}, {"to": "result"}],
        },
        {"show": "note", "words": {"de": "Gut zu wissen"}, "more": {"de": "Mehr dazu"}},
        {"end": "call", "contact": "advice-leipzig"},
    ],
    "personas": [
        {
            "name": "Herr Vogel",
            "on": "2026-09-10",
            "installation": "2026-10-01",
            "facts": {"heating.carrier": "gas", "building.area": {"estimated": {"low": 80, "high": 90}}},
            "expects": {"heat-pump": "possible"},
            "path": ["heating.carrier", "area"],
        }
    ],
}
MEASURES = [
    {
        "key": "heat-pump",
        "title": {"de": "Wärmepumpe"},
        "rules": [
            {
                "requires": {"not": {"var": "owner.poor"}},
                "because": {"de": "Eine Erklärung"},
                "turns_on": "installation",
                "valid_from": "2026-07-30",
                "legal_basis": "§ 43 GModG",
                "source_url": "https://example.org/law",
                "checked_on": "2026-08-31",
                "to_check": True,
            }
        ],
    }
]


def test_what_is_read_is_written_the_same():
    assert [write_fact(fact) for fact in read_facts(FACTS).values()] == FACTS
    assert write_flow(read_flow(FLOW)) == FLOW
    assert [write_measure(measure) for measure in read_measures(MEASURES)] == MEASURES


@given(flows(), measures())
def test_whatever_is_read_survives_being_written_and_read_again(flow, measure):
    assert read_flow(write_flow(read_flow(flow))) == read_flow(flow)
    assert read_measures([write_measure(read_measures([measure])[0])]) == read_measures([measure])


def test_days_may_be_dates_as_yaml_has_them():
    [measure] = read_measures([{"key": "pump", "rules": [{"requires": {"var": "a"}, "valid_to": date(2028, 12, 31)}]}])

    assert (measure.rules[0].kind, measure.rules[0].valid_to) == (Rules.REQUIRES, date(2028, 12, 31))


def problems(read, data):
    with pytest.raises(DefinitionError) as refused:
        read(data)
    return [(problem.path, problem.message) for problem in refused.value.problems]


def test_every_problem_of_a_flow_is_told_with_its_path():
    flow = {
        "key": "Flow!",
        "steps": [
            {"ask": "Area"},
            {"ask": "area", "show": "note"},
            {"ask": "area", "key": "result", "tilte": {"de": "?"}},
            {"ask": "area", "routes": [{"if": {"<": [{"var": "area"}, "3"]}, "to": "next"}, {"to": 3}]},
            {"ask": "area", "words": "Wie groß?"},
            "area",
        ],
        "personas": [{"name": "Frau Becker", "facts": {"area": [1]}, "expects": {"pump": "suitabel"}}],
        "colour": "red",
    }

    assert [path for path, _message in problems(read_flow, flow)] == [
        "key",
        "steps[0].ask",
        "steps[1]",
        "steps[1].show",
        "steps[2].key",
        "steps[2].tilte",
        "steps[3].routes[0].if.<[1]",
        "steps[3].routes[1].to",
        "steps[4].words",
        "steps[5]",
        "steps[5]",
        "steps[5].ask",
        "personas[0].expects.pump",
        "personas[0].on",
        "personas[0].facts.area",
        "colour",
    ]


def test_problems_of_measures_and_facts_are_told_with_their_path():
    rules = [{"forbids": {"var": "a"}}, {"requires": {"var": "a"}, "valid_from": "soon", "turns_on": "birthday"}]
    rules += [{"requires": {"var": "a"}, "valid_from": "2026-02-01", "valid_to": "2026-01-31", "to_check": "no"}]
    assert [path for path, _message in problems(read_measures, [{"key": "pump", "rules": rules}])] == [
        "measures[0].rules[0]",
        "measures[0].rules[1].valid_from",
        "measures[0].rules[1].turns_on",
        "measures[0].rules[2].valid_to",
        "measures[0].rules[2].to_check",
    ]
    facts = [{"key": "a", "kind": "colour"}, {"key": "b", "kind": "number", "low": 3, "high": True}]
    facts += [{"key": "c", "kind": "number", "low": 3, "high": 2}, {"key": "c", "options": [{"key": "dont-know"}]}]
    assert [path for path, _message in problems(read_facts, facts)] == [
        "facts[0].kind",
        "facts[0].options",
        "facts[1].high",
        "facts[2].high",
        "facts[3].options[0].key",
        "facts[3].key",
    ]


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {},
        {"guessed": 3},
        {"known": None},
        {"known": 1, "estimated": 2},
        {"known": 1, "source": 3},
        {"estimated": {"low": 3, "high": 2}},
        {"estimated": {"low": "3", "high": "4"}},
        float("inf"),
        2**60,
    ],
)
def test_what_is_no_answer_is_refused(answer):
    assert problems(read_answers, {"area": answer})[0][0].startswith("answers.area")


def test_a_definition_that_is_no_mapping_is_refused():
    for nonsense in (None, [], "flow", 3, {1: 2}):
        assert problems(read_flow, nonsense)[0] == ("", "must be a mapping of names to values")


def versions(flow=FLOW, rules=MEASURES, facts=FACTS):
    read = (read_flow(flow), read_measures(rules), read_facts(facts))
    return version(*read), structure_version(*read)


def test_new_words_make_a_new_version_of_the_same_structure():
    words = [FLOW["steps"][0] | {"words": {"de": "Womit heizen Sie heute?"}}, *FLOW["steps"][1:]]
    whole, structure = versions()
    reworded, same = versions(FLOW | {"steps": words})

    assert (reworded != whole, same == structure) == (True, True)
    assert versions() == (whole, structure)


def test_what_changes_the_meaning_of_answers_makes_a_new_structure():
    _whole, structure = versions()
    options = [FACTS[0] | {"options": [{"key": "gas"}]}, *FACTS[1:]]

    assert versions(FLOW | {"steps": FLOW["steps"][:3]})[1] != structure
    assert versions(rules=[{"key": "heat-pump"}])[1] != structure
    assert versions(facts=options)[1] != structure


def test_facts_that_a_flow_does_not_name_are_none_of_its_version():
    assert versions(facts=[*FACTS, {"key": "site.roof", "kind": "yes_no"}]) == versions()
