import pytest

from knowledge.guidance.engine.answers import read_texts, write_texts
from knowledge.guidance.engine.condition_reading import read_condition, write_answer
from knowledge.guidance.engine.estimate.comparison import compare, estimate_all
from knowledge.guidance.engine.estimate.reading import read_book, read_technology
from knowledge.guidance.engine.estimate.writing import write_compared
from knowledge.guidance.engine.judge import judge
from knowledge.guidance.engine.reading import read_answers, read_dates, read_facts, read_flow, read_measures
from knowledge.guidance.engine.walk import walk
from knowledge.guidance.engine.writing import write_judgement, write_position
from tests.knowledge.guidance.engine.vectors import cases


def named(kind):
    return [pytest.param(vectors, case, id=name) for name, vectors, case in cases(kind)]


@pytest.mark.parametrize(("vectors", "case"), named("conditions"))
def test_a_condition_comes_to_what_the_vector_says(vectors, case):
    verdict = read_condition(case["condition"]).weigh(read_answers(case["facts"]))

    assert verdict.truth is case["truth"]
    assert list(verdict.facts) == case.get("rests_on", list(verdict.facts))


@pytest.mark.parametrize(("vectors", "case"), named("cases"))
def test_a_walk_and_its_judgements_come_to_what_the_vector_says(vectors, case):
    position = walk(read_flow(vectors["flow"]), read_answers(case.get("answers")), read_answers(case.get("data")))
    expected = case.get("expect", {})
    reached = write_position(position)
    assert {name: reached[name] for name in expected} == expected

    dates = read_dates(case.get("dates", {"reading": "2026-09-10"}))
    judged = {m.key: write_judgement(judge(m, position.facts, dates)) for m in read_measures(vectors["measures"])}
    for measure, judgement in case.get("judgements", {}).items():
        wanted = {"outcome": judgement} if isinstance(judgement, str) else judgement
        assert {name: judged[measure][name] for name in wanted} == wanted, measure


@pytest.mark.parametrize(("vectors", "case"), named("addresses"))
def test_an_address_is_read_and_written_as_the_vector_says(vectors, case):
    catalogue = read_facts(vectors["facts"])
    answers, refused = read_texts(case["texts"], catalogue)

    assert {key: write_answer(answer) for key, answer in answers.items()} == case["answers"]
    assert {item.fact: item.refusal for item in refused} == case.get("refused", {})
    if "written" in case:
        assert [list(text) for text in write_texts(answers, catalogue)] == case["written"]


def holds(actual, expected):
    """Of mappings only what is named is compared, at any depth; None stands for what is not there."""
    if isinstance(expected, dict):
        return all(holds((actual or {}).get(name), item) for name, item in expected.items())
    return actual == expected


@pytest.mark.parametrize(("vectors", "case"), named("estimates"))
def test_estimates_come_to_what_the_vector_says(vectors, case):
    technologies = {key: read_technology(data) for key, data in vectors["technologies"].items()}
    facts = read_answers({**vectors["facts"], **case.get("facts", {})})
    dates = read_dates({"reading": "2026-11-22", **case.get("dates", {})})
    estimates = estimate_all(technologies, facts, dates, read_book(vectors["book"]))
    compared = {each.measure: write_compared(each) for each in compare(estimates)}

    for measure, expected in case["expect"].items():
        assert holds(compared[measure], expected), compared[measure]
