"""Every setting that is read from the environment is documented, and nothing else is."""

from __future__ import annotations

import re

import pytest

from .sources import ROOT, python_files

pytestmark = pytest.mark.quick

READ = re.compile(r"""(?:\benv(?:\.\w+)?\(|os\.environ\.get\(|os\.environ\[)\s*["']([A-Z][A-Z0-9_]*[A-Z0-9])["']""")
# Belong to the machine or to pip, not to this project.
FOREIGN = {"PATH", "XDG_CONFIG_HOME", "PIP_CONFIG_FILE", "DJANGO_SETTINGS_MODULE"}


def test_every_environment_setting_is_documented():
    read = {
        name
        for file in python_files("cms", "tools", "frontend_templates", "knowledge", "search", "geo")
        for name in READ.findall(file.read_text())
    }
    documented = set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    assert documented == read - FOREIGN
