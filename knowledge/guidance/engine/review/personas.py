"""Do invented people still get what their editors expect?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.guidance.engine.facts import DONT_KNOW
from knowledge.guidance.engine.flow import Flow, Persona, StepKind
from knowledge.guidance.engine.judge import Judgement, judge
from knowledge.guidance.engine.measure import Measure
from knowledge.guidance.engine.walk import Passed, Position, walk

from .findings import Code, Finding, finding


@dataclass(frozen=True, slots=True)
class PersonaRun:
    """Where a persona's answers lead, and how the measures it expects something of are judged."""

    position: Position
    asked: tuple[str, ...]
    judgements: Mapping[str, Judgement]


def run_persona(flow: Flow, measures: Mapping[str, Measure], persona: Persona) -> PersonaRun:
    """Walk with what a persona knows, and "I don't know" else; facts that no step asks for come from data."""
    asked = {step.fact for step in flow.steps if step.kind is StepKind.QUESTION}
    answers = {fact: persona.facts.get(fact, DONT_KNOW) for fact in sorted(asked)}
    data = {fact: answer for fact, answer in persona.facts.items() if fact not in asked}
    position = walk(flow, answers, data)
    steps = [passage.step for passage in position.path if passage.how in (Passed.ANSWERED, Passed.SHOWN)]
    steps += [position.step.key] if position.step is not None else []
    expected = {key: measures[key] for key in persona.expects if key in measures}
    judgements = {key: judge(measure, position.facts, persona.dates) for key, measure in expected.items()}
    return PersonaRun(position, tuple(steps), judgements)


def review_personas(flow: Flow, measures: Mapping[str, Measure]) -> Iterator[Finding]:
    for persona in flow.personas:
        run, where = run_persona(flow, measures, persona), f"personas.{persona.name}"
        for key, expected in persona.expects.items():
            if key not in run.judgements:
                yield finding(Code.UNKNOWN_MEASURE, where, measure=key)
            elif (actual := run.judgements[key].outcome) != expected:
                values = {"persona": persona.name, "measure": key, "actual": actual, "expected": expected}
                yield finding(Code.FAILED_PERSONA, where, **values)
        if persona.path and persona.path != run.asked:
            actual_path, expected_path = " > ".join(run.asked), " > ".join(persona.path)
            yield finding(Code.LOST_PERSONA, where, persona=persona.name, actual=actual_path, expected=expected_path)
