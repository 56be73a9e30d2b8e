"""YAML from anybody: each place has its line, and what would cost too much is refused before it does."""

from __future__ import annotations

import time

import pytest

from cms.core.values.marked_yaml import line_at, read_yaml
from cms.core.values.problems import Problems

pytestmark = pytest.mark.quick


def told(text):
    problems = Problems()
    value = read_yaml(text, "file.yaml", 1, problems)
    return value, [str(problem) for problem in problems.found]


def bomb(levels=12, width=10):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in range(1, levels):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * width)}]")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: [}", "file.yaml, line 2"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]", "line 2: has the tag"),
        ("a: 1\nb: !!binary aGFsbG8=", "line 2: has the tag"),
        ("[" * 100_000, "line 1: is nested more than 40 deep"),
        ("a:\n" + "\n".join(" " * n + "- " for n in range(100)), "is nested more than 40 deep"),
        (bomb(), "has references that make it too large"),
        ("a: &a\n  b: *a", "has references that make it too large"),
        ('a: 1\nb: "x\\0y"', "line 2: has a character that no text may have"),
        ("a: 1\na: 2", "line 2, a: stands here twice"),
        ("a: 1\nb: 2026-13-45", "line 2: has a value that can't be read"),
        (f"a: 1\nb: {'9' * 10_000}", "line 2: has a value that can't be read"),
        ("a: 1\nb: \x07", "is no YAML"),
    ],
)
def test_what_can_not_be_read_is_told_with_its_line_and_at_once(text, expected):
    begun = time.monotonic()
    _value, problems = told(text)
    assert expected in problems[0]
    assert time.monotonic() - begun < 5


def test_references_that_stay_small_are_read():
    value, problems = told("a: &words {de: Haus}\nb: *words")
    assert value == {"a": {"de": "Haus"}, "b": {"de": "Haus"}}
    assert not problems


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("steps[1].routes[0].to", 6),
        ("steps[1].routes[0].nowhere", 5),
        ("steps[1].routes[9].to", 4),
        ("facts.building.year", 8),
        ("facts.building.type", 7),
        ("", 1),
    ],
)
def test_a_path_leads_to_the_line_of_the_nearest_place(path, line):
    text = (
        "steps:\n  - ask: one\n  - ask: two\n    routes:\n      - if: x\n        to: y\nfacts:\n  building.year: 1900\n"
    )
    value, _problems = told(text)
    assert line_at(value, path, 1) == line
