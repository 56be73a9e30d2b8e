"""A picture of a flow as data: nodes and edges without places on a page, which clients lay out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .condition import Condition
from .flow import RESULT, Flow, StepKind


@dataclass(frozen=True, slots=True)
class Node:
    """A step, or the result at the end; ``number`` counts the steps as editors see them."""

    key: str
    number: int
    kind: StepKind | None
    fact: str = ""
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one node to another, taken if its condition is true and no earlier one of the step is."""

    start: str
    end: str
    number: int
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Diagram:
    """All nodes in the flow's order, and all edges that lead to a node."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def draw(flow: Flow, unreachable: Collection[str] = ()) -> Diagram:
    """The diagram of a flow, with the keys of steps that its review found unreachable marked."""
    nodes = [
        Node(step.key, number, step.kind, step.fact, step.key not in unreachable)
        for number, step in enumerate(flow.steps, start=1)
    ]
    result = Node(RESULT, len(flow.steps) + 1, None)
    edges = [edge for place in range(len(flow.steps)) for edge in _edges(flow, place)]
    return Diagram((*nodes, result), tuple(edges))


def _edges(flow: Flow, place: int) -> list[Edge]:
    step = flow.steps[place]
    if step.ends:
        return []
    if not step.routes:
        return [Edge(step.key, _key(flow, place + 1), 1)]
    targets = [(route, flow.place_of(route.to, place)) for route in step.usable_routes]
    return [
        Edge(step.key, _key(flow, target), number, route.condition)
        for number, (route, target) in enumerate(targets, start=1)
        if target is not None
    ]


def _key(flow: Flow, place: int) -> str:
    return flow.steps[place].key if place < len(flow.steps) else RESULT
