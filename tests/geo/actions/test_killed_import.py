"""What becomes of an import whose process is killed, and of people who save while one runs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.conftest import TEMPLATES, migrations_digest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the database file"),
]


@pytest.fixture
def run(tmp_path):
    database = tmp_path / "killed.sqlite3"
    shutil.copyfile(TEMPLATES / f"{migrations_digest()}.sqlite3", database)
    environment = {
        **os.environ, "DATABASE_URL": f"sqlite:///{database}", "VAR_DIR": str(tmp_path),
        "PYTHONPATH": str(settings.BASE_DIR),
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
    }  # fmt: skip

    def run(what: str) -> tuple[int, Any]:
        script = Path(__file__).with_name("killed_import.py")
        done = subprocess.run([sys.executable, script, what], env=environment, capture_output=True, text=True)
        assert done.stdout, done.stderr
        return done.returncode, json.loads(done.stdout.splitlines()[-1])

    return run


@pytest.mark.thorough
def test_a_killed_import_leaves_the_active_version_and_its_rows_are_collected_while_editors_can_save(run):
    status, before = run("stage")
    assert status == -signal.SIGKILL
    _status, told = run("collect")
    assert told["active"] == 1
    assert told["left"]["Shape"] > before["Shape"]
    assert told["at_once"] == 0, "an import that was heard of just now was taken for a dead one"
    assert (told["later"], told["again"], told["state"]) == (1, 0, "failed")
    assert told["after"] == before
    assert told["second"] == "ready"
    assert told["saved"] > 5, "nobody else could write while the import did"
