"""Imports go down only; a lower floor does not name an upper one in a string either."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from .sources import ROOT, python_files

FLOORS = ["energy", "cms.core", "geo", "search", "knowledge"]
# Settings of the installation name what it is composed of.
FRONT_DOOR = ["frontend_templates"]
DOTTED = re.compile(r"^(cms\.core|geo|search|knowledge|frontend_templates)(\.\w+)+$")


@pytest.mark.slow
def test_all_import_contracts_are_kept():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("floor", FLOORS)
def test_no_floor_names_something_above_it_in_a_string(floor):
    above = FLOORS[FLOORS.index(floor) + 1 :] + FRONT_DOOR
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith(tuple(above))}
    named = []
    for file in python_files(floor.replace(".", "/")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
                is_path = DOTTED.match(text) and text.startswith(tuple(f"{name}." for name in above))
                is_model = re.fullmatch(rf"({'|'.join(sorted(labels))})\.[A-Z]\w+", text) if labels else None
                if is_path or is_model:
                    named.append(f"{file.relative_to(ROOT)}:{node.lineno} {text}")
    assert not named
