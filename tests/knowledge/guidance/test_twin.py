"""The engine and its JavaScript twin say the same."""

import json
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from knowledge.guidance.engine.judge import judge_all
from knowledge.guidance.engine.reading import read_answers, read_dates, read_flow, read_measures
from knowledge.guidance.engine.walk import walk
from knowledge.guidance.engine.writing import write_flow, write_judgement, write_measure, write_position
from tests.knowledge.guidance.engine.strategies import cases

HERE = Path(__file__).parent
NODE = str(Path(sys.executable).parent / "node")
ENOUGH = 2_000


def drawn_cases():
    found = []

    @settings(
        max_examples=ENOUGH + 200,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
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


def test_both_engines_agree_on_thousands_of_flows_and_answers(tmp_path):
    drawn = drawn_cases()
    assert len(drawn) >= ENOUGH
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([in_the_form_that_clients_get(case) for case in drawn]), encoding="utf-8")

    run = subprocess.run([NODE, str(HERE / "twin.js"), str(path)], capture_output=True, text=True, timeout=120)

    assert run.returncode == 0, run.stderr
    ends = set()
    for case, theirs in zip(drawn, json.loads(run.stdout), strict=True):
        ours = answered(case)
        assert ours == theirs, json.dumps(case)
        ends |= {ours["position"]["end"], *(judgement["outcome"] for judgement in ours["judgements"])}
    assert ends == {None, "result", "outcome", "lost", "circle", "suitable", "possible", "open", "unsuitable"}


def test_the_twin_passes_the_vectors():
    tests = [str(path) for path in HERE.glob("*.test.js")]

    run = subprocess.run([NODE, "--test", *tests], capture_output=True, text=True, timeout=120)

    assert run.returncode == 0, run.stdout
