"""Is every step well made, and do its routes lead somewhere?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from knowledge.guidance.engine.facts import Catalogue
from knowledge.guidance.engine.flow import Flow, Step, StepKind

from .conditions import review_condition
from .findings import Code, Finding, finding


def review_steps(flow: Flow, catalogue: Catalogue) -> Iterator[Finding]:
    for key, count in Counter(step.key for step in flow.steps).items():
        if count > 1:
            yield finding(Code.DUPLICATE_KEY, place_of(key), key=key)
    for place, step in enumerate(flow.steps):
        yield from _review_step(step, catalogue)
        yield from _review_routes(flow, place)


def place_of(key: str) -> str:
    return f"steps.{key}"


def _review_step(step: Step, catalogue: Catalogue) -> Iterator[Finding]:
    where = place_of(step.key)
    if step.kind is StepKind.QUESTION and step.fact not in catalogue:
        yield finding(Code.UNKNOWN_FACT, where, fact=step.fact)
    if step.kind is StepKind.OUTCOME and not step.contact:
        yield finding(Code.NO_CONTACT, where, step=step.key)
    if step.only_if is not None:
        yield from review_condition(step.only_if, catalogue, f"{where}.only_if")
    for number, route in enumerate(step.routes):
        if route.condition is not None:
            yield from review_condition(route.condition, catalogue, f"{where}.routes[{number}]")


def _review_routes(flow: Flow, place: int) -> Iterator[Finding]:
    step, always = flow.steps[place], False
    for number, route in enumerate(step.routes):
        where = f"{place_of(step.key)}.routes[{number}]"
        if always:
            yield finding(Code.ROUTE_NEVER_TAKEN, where)
        if flow.place_of(route.to, place) is None:
            yield finding(Code.NO_SUCH_STEP, where, target=route.to)
        always = always or route.condition is None
