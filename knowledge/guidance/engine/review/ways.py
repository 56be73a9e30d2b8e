"""The graph of routes, whatever their conditions: circles, dead ends, and steps that no route leads to."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.guidance.engine.flow import Flow, StepKind

from .findings import Code, Finding, finding
from .steps import place_of


def ways_on(flow: Flow, place: int) -> list[int]:
    """All places that a step may lead to; ``len(flow.steps)`` is the result."""
    step = flow.steps[place]
    if step.ends:
        return []
    if not step.routes:
        return [place + 1]
    targets = [flow.place_of(route.to, place) for route in step.usable_routes]
    return list(dict.fromkeys(target for target in targets if target is not None))


def reachable(flow: Flow) -> frozenset[int]:
    """The places that routes lead to from the start."""
    found: set[int] = set()
    waiting = [0] if flow.steps else []
    while waiting:
        place = waiting.pop()
        if place not in found and place < len(flow.steps):
            found.add(place)
            waiting.extend(ways_on(flow, place))
    return frozenset(found)


def review_ways(flow: Flow) -> Iterator[Finding]:
    found = reachable(flow)
    for place, step in enumerate(flow.steps):
        if place not in found:
            yield finding(Code.UNREACHABLE_STEP, place_of(step.key), step=step.key)
    circle = circle_of(flow)
    if circle:
        keys = [flow.steps[place].key for place in circle]
        yield finding(Code.CIRCLE, place_of(keys[0]), steps=" > ".join([*keys, keys[0]]))
    for place in sorted(found - _leading_to_an_end(flow)):
        yield finding(Code.DEAD_END, place_of(flow.steps[place].key), step=flow.steps[place].key)


def circle_of(flow: Flow) -> list[int]:
    """The first circle on the ways from the start; empty if there is none."""
    done: set[int] = set()
    trail: list[int] = []
    branches = [iter([0])] if flow.steps else []
    while branches:
        place = next(branches[-1], None)
        if place is None:
            branches.pop()
            if trail:
                done.add(trail.pop())
        elif place in trail:
            return trail[trail.index(place) :]
        elif place < len(flow.steps) and place not in done:
            trail.append(place)
            branches.append(iter(ways_on(flow, place)))
    return []


def _leading_to_an_end(flow: Flow) -> set[int]:
    good = {place for place, step in enumerate(flow.steps) if step.kind is StepKind.OUTCOME}
    good.add(len(flow.steps))
    grown = True
    while grown:
        more = {place for place in range(len(flow.steps)) if place not in good and good & set(ways_on(flow, place))}
        good |= more
        grown = bool(more)
    return good
