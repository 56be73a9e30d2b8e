"""Where the steps and routes of a flow stand in its picture: steps below each other, longer ways in lanes beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.guidance.engine.diagram import Diagram, Edge, Node

BOX = 330
LABEL = 215
LANE = 16
LINE = 20
GAP = 40
MARGIN = 24


@dataclass(frozen=True, slots=True)
class Box:
    """A step's place."""

    node: Node
    left: int
    top: int
    height: int

    @property
    def width(self) -> int:
        return BOX

    @property
    def middle(self) -> int:
        """Where ways come in and go straight on."""
        return self.left + BOX // 2

    @property
    def bottom(self) -> int:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Way:
    """A route's line, and where its label begins."""

    edge: Edge
    line: str
    label_left: int
    label_top: int
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything with its place."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]


def lay_out(diagram: Diagram, lines: Mapping[str, int]) -> Picture:
    """Place the nodes of ``diagram`` in layers; ``lines`` says how many lines of text a step has."""
    places = {node.key: place for place, node in enumerate(diagram.nodes)}
    beside = [edge for edge in diagram.edges if places[edge.end] != places[edge.start] + 1]
    onward = [edge for edge in beside if places[edge.end] > places[edge.start]]
    back = [edge for edge in beside if places[edge.end] <= places[edge.start]]
    right, left = lanes(onward, places), lanes(back, places)
    offset = MARGIN + LANE * (1 + max(left.values(), default=-1))
    boxes = _boxes(diagram, lines, beside, offset)
    ways = [_straight(edge, boxes) for edge in diagram.edges if edge not in beside]
    ways += [_beside(edge, boxes, beside, right) for edge in onward]
    ways += [_back(edge, boxes, beside, left) for edge in back]
    width = offset + BOX + LABEL + LANE * (2 + max(right.values(), default=-1)) + MARGIN
    last = boxes[diagram.nodes[-1].key]
    return Picture(width, last.bottom + MARGIN, tuple(boxes.values()), tuple(ways))


def lanes(edges: Sequence[Edge], places: Mapping[str, int]) -> dict[Edge, int]:
    """A lane for each edge, short ways inside, so that no two share a part of one unless they end together."""
    taken: list[list[tuple[int, int, str]]] = []
    found: dict[Edge, int] = {}
    for edge in sorted(edges, key=lambda each: abs(places[each.end] - places[each.start])):
        low, high = sorted((places[edge.start], places[edge.end]))
        lane = next((n for n, spans in enumerate(taken) if _is_free(spans, low, high, edge.end)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high, edge.end))
        found[edge] = lane
    return found


def _is_free(spans: Sequence[tuple[int, int, str]], low: int, high: int, end: str) -> bool:
    return all(high < other_low or low > other_high or end == other_end for other_low, other_high, other_end in spans)


def _boxes(diagram: Diagram, lines: Mapping[str, int], beside: Sequence[Edge], left: int) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    top = MARGIN
    for node in diagram.nodes:
        leaving = sum(edge.start == node.key for edge in beside)
        height = LINE * max(lines.get(node.key, 1), leaving) + 14
        boxes[node.key] = Box(node, left, top, height)
        top += height + GAP
    return boxes


def _straight(edge: Edge, boxes: Mapping[str, Box]) -> Way:
    start, end = boxes[edge.start], boxes[edge.end]
    return Way(edge, f"M{start.middle} {start.bottom} V{end.top - 3}", start.middle + 8, start.bottom + GAP // 2 + 4)


def _leaving(edge: Edge, boxes: Mapping[str, Box], beside: Sequence[Edge]) -> int:
    siblings = [each for each in beside if each.start == edge.start]
    return boxes[edge.start].top + 18 + LINE * siblings.index(edge)


def _beside(edge: Edge, boxes: Mapping[str, Box], beside: Sequence[Edge], taken: Mapping[Edge, int]) -> Way:
    start, end = boxes[edge.start], boxes[edge.end]
    y, right = _leaving(edge, boxes, beside), start.left + BOX
    lane = right + LABEL + LANE * (1 + taken[edge])
    target = end.bottom - 8
    line = f"M{right} {y} H{lane} V{target} H{end.left + BOX + 4}"
    return Way(edge, line, right + 8, y - 4)


def _back(edge: Edge, boxes: Mapping[str, Box], beside: Sequence[Edge], taken: Mapping[Edge, int]) -> Way:
    start, end = boxes[edge.start], boxes[edge.end]
    y = _leaving(edge, boxes, beside)
    lane = start.left - LANE * (1 + taken[edge])
    return Way(edge, f"M{start.left} {y} H{lane} V{end.bottom - 8} H{end.left - 4}", start.left + BOX + 8, y - 4, True)
