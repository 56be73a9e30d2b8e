"""How many questions may still come."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.guidance.engine.facts import Answer, Catalogue, Facts, Known
from knowledge.guidance.engine.flow import Flow, StepKind
from knowledge.guidance.engine.review.paths import longest_path

# By the version of a flow's structure: exploring a long flow takes a tenth of a second.
_MOST: dict[str, int] = {}
_MOST_KEPT = 500


def most_questions(flow: Flow, catalogue: Catalogue, structure: str) -> int:
    """The most questions on any path that answers can take."""
    if structure not in _MOST:
        if len(_MOST) >= _MOST_KEPT:
            _MOST.clear()
        found = longest_path(flow, catalogue) if flow.steps else 0
        _MOST[structure] = longest_way(flow, 0, {}) if found is None else found
    return _MOST[structure]


def longest_way(flow: Flow, place: int, facts: Facts) -> int:
    """The most questions on a way from ``place`` on whose answers are not known yet."""
    best: dict[int, int] = {}
    for at in _last_first(flow, place):
        step = flow.steps[at]
        asks = step.kind is StepKind.QUESTION and not _known(facts.get(step.fact))
        asks = asks and (step.only_if is None or step.only_if.weigh(facts).truth is not False)
        best[at] = int(asks) + max((best.get(target, 0) for target in _targets(flow, at)), default=0)
    return best.get(place, 0)


def _last_first(flow: Flow, place: int) -> list[int]:
    """The places that can be reached, each after all that follow it: routes of a published flow only lead on."""
    order: list[int] = []
    seen: set[int] = {place}
    waiting: list[tuple[int, list[int]]] = [(place, _targets(flow, place))]
    while waiting:
        at, targets = waiting[-1]
        if not targets:
            order.append(at)
            waiting.pop()
            continue
        target = targets.pop()
        if target not in seen:
            seen.add(target)
            waiting.append((target, _targets(flow, target)))
    return order


def _targets(flow: Flow, at: int) -> list[int]:
    step = flow.steps[at]
    if step.ends:
        return []
    found: Iterable[int | None] = [flow.place_of(route.to, at) for route in step.usable_routes]
    return [
        target for target in (found if step.routes else [at + 1]) if target is not None and target < len(flow.steps)
    ]


def _known(answer: Answer | None) -> bool:
    return answer is not None and answer.state in (Known.KNOWN, Known.NOT_APPLICABLE)
