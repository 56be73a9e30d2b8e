"""Files and functions stay small enough to be read at once."""

from __future__ import annotations

import ast

import pytest

from .sources import PACKAGES, ROOT, python_files

pytestmark = pytest.mark.quick

FILE_LINES = 400
FUNCTION_LINES = 50
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc"}


def test_no_python_file_is_longer_than_a_person_reads():
    long = {
        str(file.relative_to(ROOT)): lines
        for file in python_files(*PACKAGES, "tests")
        if (lines := len(file.read_text().splitlines())) > FILE_LINES
    }
    assert not long


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"
        for file in python_files()
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= FUNCTION_LINES
    ]
    assert not long


def test_every_file_is_named_after_something_of_the_field():
    vague = [str(file.relative_to(ROOT)) for file in python_files() if VAGUE & {file.stem, *file.parent.parts}]
    assert not vague
