"""Definitions, positions and judgements as plain data, ready for JSON; what is empty is left out."""

from __future__ import annotations

from collections.abc import Iterable

from .condition import Condition
from .condition_reading import write_answer, write_condition
from .facts import Fact
from .flow import Flow, Persona, Step, StepKind
from .judge import Judgement, Reason
from .measure import Measure, Rule
from .walk import Position

Plain = dict[str, object]

_STEP_WORDS = {StepKind.QUESTION: "ask", StepKind.INFORMATION: "show", StepKind.OUTCOME: "end"}


def write_fact(fact: Fact) -> Plain:
    """The plain data that ``read_facts`` reads a list of."""
    return filled(
        {
            "key": fact.key,
            "kind": fact.kind.value,
            "label": dict(fact.label),
            "options": [filled({"key": option.key, "label": dict(option.label)}) for option in fact.options],
            "unit": fact.unit,
            "low": fact.low,
            "high": fact.high,
            "whole": fact.whole,
            "private": fact.private,
            "from_data": fact.from_data,
        }
    )


def write_flow(flow: Flow) -> Plain:
    """The plain data that ``read_flow`` reads."""
    return filled(
        {
            "key": flow.key,
            "title": dict(flow.title),
            "measures": list(flow.measures),
            "steps": [_step(step) for step in flow.steps],
            "personas": [_persona(persona) for persona in flow.personas],
        }
    )


def write_measure(measure: Measure) -> Plain:
    """The plain data that ``read_measures`` reads a list of."""
    rules = [_rule(rule) for rule in measure.rules]
    return filled({"key": measure.key, "title": dict(measure.title), "rules": rules})


def write_position(position: Position) -> Plain:
    """A position without the step's words."""
    return {
        "step": position.step.key if position.step else None,
        "end": position.end.value if position.end else None,
        "path": [[passage.step, passage.how.value] for passage in position.path],
        "facts": {key: write_answer(answer) for key, answer in position.facts.items()},
        "unused": list(position.unused),
        "suggestion": write_answer(position.suggestion) if position.suggestion else None,
        "shown": list(position.shown),
        "missing": list(position.missing),
    }


def write_judgement(judgement: Judgement) -> Plain:
    """A judgement whose reasons stand in the order of the measure's rules."""
    return {
        "measure": judgement.measure,
        "outcome": judgement.outcome.value,
        "reasons": [_reason(reason) for reason in judgement.reasons],
        "conditions": [place for place, reason in enumerate(judgement.reasons) if _is_in(reason, judgement.conditions)],
        "decides": judgement.decides,
    }


def _step(step: Step) -> Plain:
    asks = step.kind is StepKind.QUESTION
    return filled(
        {
            _STEP_WORDS[step.kind]: step.fact if asks else step.key,
            "key": step.key if asks and step.key != step.fact else "",
            "only_if": _condition(step.only_if),
            "else_not_applicable": step.else_not_applicable,
            "routes": [filled({"if": _condition(route.condition), "to": route.to}) for route in step.routes],
            "contact": step.contact,
            "words": dict(step.words),
            "why": dict(step.why),
            "more": dict(step.more),
        }
    )


def _condition(condition: Condition | None) -> Plain | None:
    return None if condition is None else write_condition(condition)


def _persona(persona: Persona) -> Plain:
    dates = persona.dates
    return filled(
        {
            "name": persona.name,
            "on": dates.reading.isoformat(),
            "installation": dates.installation.isoformat() if dates.installation else None,
            "application": dates.application.isoformat() if dates.application else None,
            "facts": {key: write_answer(answer) for key, answer in persona.facts.items()},
            "path": list(persona.path),
        }
    ) | {"expects": {measure: str(outcome) for measure, outcome in persona.expects.items()}}


def _rule(rule: Rule) -> Plain:
    return filled(
        {
            rule.kind.value: write_condition(rule.condition),
            "because": dict(rule.because),
            "turns_on": rule.turns_on.value if rule.valid_from or rule.valid_to else None,
            "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
            "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
            "legal_basis": rule.legal_basis,
            "source_url": rule.source_url,
            "checked_on": rule.checked_on.isoformat() if rule.checked_on else None,
            "to_check": rule.to_check,
        }
    )


def _reason(reason: Reason) -> Plain:
    return {"effect": reason.effect.value, "facts": list(reason.facts), "missing": list(reason.missing)}


def _is_in(reason: Reason, reasons: Iterable[Reason]) -> bool:
    return any(reason is other for other in reasons)


def filled(data: Plain) -> Plain:
    """``data`` without what is empty; nought is not."""
    return {key: item for key, item in data.items() if not _is_empty(item)}


def _is_empty(item: object) -> bool:
    return item is None or item is False or item in ("", [], {})
