"""Locks pin every package by its hash and name no registry, so that any mirror serves."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib

import pytest

from .sources import ROOT

pytestmark = pytest.mark.quick

LOCKS = ["run", "dev", "bench", "uv"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_python_lock_names_no_host(name):
    assert "://" not in (ROOT / "requirements" / f"{name}.txt").read_text()


@pytest.mark.parametrize("name", LOCKS)
def test_every_python_package_is_pinned_by_hashes(name):
    lock = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert entries
    assert not [entry.split()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]


def test_the_lock_of_node_packages_names_no_host_and_pins_every_package():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert not [name for name, package in packages.items() if name and "integrity" not in package]


def test_the_oldest_python_is_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["requires-python"] == ">=3.11"
    assert project["tool"]["mypy"]["python_version"] == "3.11"
    assert project["tool"]["ruff"]["target-version"] == "py311"


def test_no_committed_file_names_the_host_of_a_registry():
    # Put together here, so that this file does not name them either.
    hosts = ["pypi" + ".org", "python" + "hosted", "npm" + "js.", "repo" + "1.maven", "deb." + "debian"]
    command = ["git", "grep", "-n", "-I", "-i", "-F", *[part for host in hosts for part in ("-e", host)]]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 1, found.stdout or found.stderr
