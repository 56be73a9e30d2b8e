"""What entries name outside of themselves, and whether it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from knowledge.guidance.engine.condition import Condition
from knowledge.guidance.engine.facts import Catalogue, Fact
from knowledge.guidance.engine.flow import Flow
from knowledge.guidance.engine.measure import Measure
from knowledge.guidance.engine.review.conditions import review_condition
from knowledge.guidance.engine.review.findings import Code, finding

from .entries import Entry


class Named(NamedTuple):
    """Something else that an entry names, and where."""

    kind: str
    name: str
    path: str


def names_of(entry: Entry) -> Iterator[Named]:
    """The pictures, pages, programmes, topics, measures and parameters that ``entry`` names."""
    values = entry.values
    if values.get("image"):
        yield Named("image", values["image"], "image")
    yield from _listed("topic", values.get("topics", ()), "topics")
    yield from _listed("page", values.get("articles", ()), "articles")
    yield from _listed("parameter", values.get("investment", ()), "investment")
    yield from (Named("parameter", values[name], name) for name in ("efficiency", "saving") if values.get(name))
    for place, grant in enumerate(values.get("grants", ())):
        yield Named("programme", grant["programme"], f"grants[{place}].programme")
    yield from _listed("measure", values.get("measures", ()), "measures")
    for place, persona in enumerate(values.get("personas", ())):
        for measure in persona.get("expects") or {}:
            yield Named("measure", measure, f"personas[{place}].expects.{measure}")
    for stream, field in (("steps", "contact"), ("next_steps", "page")):
        for place, each in enumerate(entry.streams[stream].plain if stream in entry.streams else ()):
            if each.get(field):
                yield Named("page", each[field], f"{stream}[{place}].{field}")


def note_unknown_names(entry: Entry, is_there: Callable[[str, str], bool]) -> None:
    """Note what ``entry`` names and is nowhere."""
    for kind, name, path in names_of(entry):
        if not is_there(kind, name):
            entry.wrong(path, f"names the {kind} {name!r}, which does not exist")


def note_wrong_facts(entry: Entry, catalogue: Catalogue) -> None:
    """Note facts that are not in ``catalogue``, and values that they never have."""
    for path, condition in conditions_of(entry):
        for found in review_condition(condition, catalogue, path):
            entry.wrong(path, found.message)
    if isinstance(entry.definition, Flow):
        _note_wrong_answers(entry, entry.definition, catalogue)


def facts_of(entry: Entry) -> set[str]:
    """The facts that ``entry`` asks for, judges or names in a condition."""
    found = {name for _path, condition in conditions_of(entry) for name in condition.names}
    if isinstance(entry.definition, Flow):
        found |= {step.fact for step in entry.definition.steps if step.fact}
        found |= {fact for persona in entry.definition.personas for fact in persona.facts}
    return found | ({entry.key} if isinstance(entry.definition, Fact) else set())


def conditions_of(entry: Entry) -> Iterator[tuple[str, Condition]]:
    """Every condition of ``entry``, with its place."""
    yield from entry.conditions
    if isinstance(entry.definition, Measure):
        for place, rule in enumerate(entry.definition.rules):
            yield f"rules[{place}].{rule.kind.value}", rule.condition
    if isinstance(entry.definition, Flow):
        for place, step in enumerate(entry.definition.steps):
            if step.only_if is not None:
                yield f"steps[{place}].only_if", step.only_if
            for number, route in enumerate(step.routes):
                if route.condition is not None:
                    yield f"steps[{place}].routes[{number}].if", route.condition


def _note_wrong_answers(entry: Entry, flow: Flow, catalogue: Catalogue) -> None:
    for place, step in enumerate(flow.steps):
        if step.fact and step.fact not in catalogue:
            entry.wrong(f"steps[{place}].ask", finding(Code.UNKNOWN_FACT, "", fact=step.fact).message)
    for place, persona in enumerate(flow.personas):
        for key, answer in persona.facts.items():
            path, fact = f"personas[{place}].facts.{key}", catalogue.get(key)
            if fact is None:
                entry.wrong(path, finding(Code.UNKNOWN_FACT, "", fact=key).message)
            elif isinstance(answer.value, str | int | float) and not fact.allows(answer.value):
                entry.wrong(path, f"says {answer.value!r}, which {key} never is")


def _listed(kind: str, names: Iterable[str], field: str) -> Iterator[Named]:
    yield from (Named(kind, name, f"{field}[{place}]") for place, name in enumerate(names))
