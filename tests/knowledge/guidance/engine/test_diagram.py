from knowledge.guidance.engine.diagram import draw
from knowledge.guidance.engine.reading import read_flow

FLOW = read_flow(
    {
        "key": "flow",
        "steps": [
            {"ask": "garden", "routes": [{"if": {"var": "garden"}, "to": "call"}, {"to": "ghost"}, {"to": "next"}]},
            {"show": "note"},
            {"ask": "area"},
            {"end": "call", "contact": "advice"},
        ],
    }
)


def test_every_step_and_the_result_is_a_node_and_every_way_that_can_be_taken_an_edge():
    diagram = draw(FLOW)

    assert [(node.number, node.key) for node in diagram.nodes] == [
        (1, "garden"),
        (2, "note"),
        (3, "area"),
        (4, "call"),
        (5, "result"),
    ]
    assert [(edge.start, edge.end, edge.number, edge.condition is None) for edge in diagram.edges] == [
        ("garden", "call", 1, False),
        ("note", "area", 1, True),
        ("area", "call", 1, True),
    ]


def test_steps_that_a_review_found_unreachable_are_marked():
    assert [node.key for node in draw(FLOW, unreachable={"note"}).nodes if not node.reachable] == ["note"]
