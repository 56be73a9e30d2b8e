"""A file with a flow is read as a whole, or every mistake in it is told with its line."""

from __future__ import annotations

import pytest

from cms.core.values.problems import FileError
from knowledge.guidance.files.flow_file import read_flow_file

from .travelling import FILE, changed

pytestmark = pytest.mark.quick


def test_a_file_has_a_flow_and_what_came_with_it():
    file = read_flow_file(FILE.encode(), "heizung.yaml")
    assert file.flow.key == "heizung"
    assert file.flow.languages == ["de", "it"]
    assert [entry.name for entry in file] == ["heating.carrier", "pumpe", "efficiency.heat-pump@2025-01-01"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (changed("kind: choice", "kind: choise"), "line 31, facts[1].kind: must be one of"),
        (changed("- {to: ende}", "- {too: ende}"), "line 14, flow.steps[1].routes[2].to: is missing"),
        (changed('{"==": [{var: heating.carrier}, gas]}, to', '{"=": 1}, to'), "line 13, flow.steps[1].routes[1].if"),
        (changed("words: {de: ", "words: {xx: "), "line 10, flow.steps[1].words.xx: is unknown here"),
        (changed('why: {de: "Davon', f'why: {{de: "{"x" * 600}'), "line 11, flow.steps[1].why.de: has 6"),
        (changed("on: 2026-09-01", "on: tomorrow"), "line 26, flow.personas[1].on: must be a date"),
        (changed("gas}", "{low: 1, high: 2}}"), "line 27, flow.personas[1].facts.heating.carrier: "),
        (changed("https://www.gesetze", "javascript:alert"), "line 46, measures[1].rules[1].source_url: should be an"),
        (changed("low: 260", "low: .inf"), "line 51, parameters[1].low: should be a number"),
        (changed("version: 1", "version: 2"), "line 1, version: is 2, but only 1"),
        (changed("end: ende", "end: heating.carrier"), "flow.steps[2]: has the key heating.carrier, as another"),
        (changed("audience:", "password:"), "line 6, flow.password: is unknown here"),
        (changed('{de: "Zwei Fragen."}', '{it: "Due domande."}'), "line 5, flow.intro: has no German words"),
        (changed("facts:\n", "facts: 7\nmore:\n"), "line 29, facts: should be a list"),
        (b"version: 1", "flow: is missing"),
        (b"- 1\n- 2", "line 1: should hold a flow"),
        (b"", "line 1: should hold a flow"),
        (b"version: 1\nflow: \xff\xfe", "line 2: is no text in UTF-8"),
        (b"#" * 1_000_001, "has 1000001 bytes, but may have 1000000"),
        (b"version: 1\nflow: &a [*a]", "references that make it too large"),
        (b"version: 1\nflow: !!python/name:os.system x", "line 2: has the tag"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_field(content, told):
    with pytest.raises(FileError) as error:
        read_flow_file(content, "heizung.yaml")
    assert [problem for problem in error.value.problems if told in str(problem)], str(error.value)
    assert all(str(problem).startswith("heizung.yaml, line ") for problem in error.value.problems)
