"""Where steps and routes stand in the picture of a flow."""

from __future__ import annotations

import re
from itertools import pairwise

from knowledge.guidance.engine.diagram import draw
from knowledge.guidance.engine.reading import read_flow
from knowledge.guidance.picture import Picture, lanes, lay_out

FLOW = {
    "key": "f",
    "steps": [
        {"ask": "a", "routes": [{"if": {"var": "a"}, "to": "c"}, {"if": {"var": "b"}, "to": "d"}, {"to": "next"}]},
        {"ask": "b", "routes": [{"to": "result"}]},
        {"ask": "c", "routes": [{"if": {"var": "a"}, "to": "a"}, {"to": "d"}]},
        {"ask": "d"},
    ],
}


def picture() -> Picture:
    return lay_out(draw(read_flow(FLOW)), {})


def test_no_two_steps_overlap():
    boxes = picture().boxes
    assert all(above.bottom < below.top for above, below in pairwise(boxes))


def test_everything_is_within_the_picture():
    made = picture()
    for way in made.ways:
        numbers = [int(number) for number in re.findall(r"\d+", way.line)]
        assert max(numbers) <= max(made.width, made.height)
        assert way.label_left < made.width


def test_a_way_back_is_marked():
    assert [(way.edge.start, way.edge.end) for way in picture().ways if way.is_back] == [("c", "a")]


def test_ways_that_pass_the_same_steps_have_lanes_of_their_own():
    diagram = draw(read_flow(FLOW))
    places = {node.key: place for place, node in enumerate(diagram.nodes)}
    far = [edge for edge in diagram.edges if places[edge.end] > places[edge.start] + 1]
    found = lanes(far, places)
    by_end = {edge.end: found[edge] for edge in far}
    assert len(set(by_end.values())) == len(by_end)
