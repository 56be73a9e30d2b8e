"""The engine and its JavaScript twin say the same."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from knowledge.guidance.engine.estimate.comparison import compare, estimate_all
from knowledge.guidance.engine.estimate.reading import read_book, read_technology
from knowledge.guidance.engine.estimate.writing import write_compared
from knowledge.guidance.engine.judge import judge_all
from knowledge.guidance.engine.reading import read_answers, read_dates, read_flow, read_measures
from knowledge.guidance.engine.walk import walk
from knowledge.guidance.engine.writing import write_flow, write_judgement, write_measure, write_position
from tests.knowledge.guidance.engine import books
from tests.knowledge.guidance.engine.houses import known_plainly, plain_dates
from tests.knowledge.guidance.engine.strategies import cases

HERE = Path(__file__).parent
NODE = str(Path(sys.executable).parent / "node")
ENOUGH = 2_000


def drawn(strategy, enough=ENOUGH):
    found = []

    @settings(
        max_examples=enough + 200,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(case):
        found.append(case)

    draw()
    return found


def answered(case):
    measures = read_measures(case["measures"])
    position = walk(read_flow(case["flow"]), read_answers(case["answers"]), read_answers(case["data"]))
    judgements = judge_all(measures, position.facts, read_dates(case["dates"]))
    return {
        "position": write_position(position),
        "judgements": [write_judgement(judgement) for judgement in judgements],
    }


def in_the_form_that_clients_get(case):
    measures = [write_measure(measure) for measure in read_measures(case["measures"])]
    return case | {"flow": write_flow(read_flow(case["flow"])), "measures": measures}


@pytest.mark.thorough
def test_both_engines_agree_on_thousands_of_flows_and_answers(tmp_path):
    drawn_cases = drawn(cases())
    assert len(drawn_cases) >= ENOUGH
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([in_the_form_that_clients_get(case) for case in drawn_cases]), encoding="utf-8")

    run = subprocess.run([NODE, str(HERE / "twin.js"), str(path)], capture_output=True, text=True, timeout=120)

    assert run.returncode == 0, run.stderr
    ends = set()
    for case, theirs in zip(drawn_cases, json.loads(run.stdout), strict=True):
        ours = answered(case)
        assert ours == theirs, json.dumps(case)
        ends |= {ours["position"]["end"], *(judgement["outcome"] for judgement in ours["judgements"])}
    assert ends == {None, "result", "outcome", "lost", "circle", "suitable", "possible", "open", "unsuitable"}


estimated = st.fixed_dictionaries(
    {
        "technologies": st.just(books.PLAIN_TECHNOLOGIES),
        "book": st.sampled_from(books.PLAIN_BOOKS),
        "facts": known_plainly,
    }
)
estimate_cases = st.builds(lambda case, dates: case | {"dates": dates}, estimated, plain_dates)


def same(ours, theirs):
    """Sums of binary fractions may differ in their last digit."""
    if isinstance(ours, dict):
        return isinstance(theirs, dict) and list(ours) == list(theirs) and all(same(ours[k], theirs[k]) for k in ours)
    if isinstance(ours, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    return theirs == (pytest.approx(ours, rel=1e-9) if isinstance(ours, float) else ours)


@pytest.mark.thorough
def test_both_engines_estimate_hundreds_of_houses_alike(tmp_path):
    houses = drawn(estimate_cases, enough=500)
    path = tmp_path / "estimates.json"
    path.write_text(json.dumps(houses), encoding="utf-8")

    run = subprocess.run([NODE, str(HERE / "twin.js"), str(path)], capture_output=True, text=True, timeout=120)

    assert run.returncode == 0, run.stderr
    seen = set()
    for case, theirs in zip(houses, json.loads(run.stdout), strict=True):
        technologies = {key: read_technology(data) for key, data in case["technologies"].items()}
        book, facts, dates = read_book(case["book"]), read_answers(case["facts"]), read_dates(case["dates"])
        ours = [write_compared(each) for each in compare(estimate_all(technologies, facts, dates, book))]
        assert same(ours, theirs), json.dumps([case, ours, theirs])
        grant = ours[0]["estimate"].get("grant")
        seen |= {("grant", grant and grant["amount"]["state"]), ("ranks", any(each.get("may_rank") for each in ours))}
        seen.add(("demand", ours[0]["estimate"]["demand"]["figure"]["state"]))
    assert {("grant", state) for state in (None, "estimated", "unknown")} < seen
    assert {("ranks", True), ("ranks", False), ("demand", "estimated"), ("demand", "unknown")} < seen


def test_the_twin_passes_the_vectors():
    tests = [str(path) for path in HERE.glob("*.test.js")]

    run = subprocess.run([NODE, "--test", *tests], capture_output=True, text=True, timeout=120)

    assert run.returncode == 0, run.stdout
