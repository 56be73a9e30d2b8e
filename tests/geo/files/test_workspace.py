from __future__ import annotations

import os
import tempfile

from geo.files.workspace import Workspace


def test_what_a_killed_process_left_is_removed_by_a_later_one(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    forgotten, recent = tmp_path / "geodata-old", tmp_path / "geodata-new"
    for folder in (forgotten, recent):
        (folder / "shape1").mkdir(parents=True)
    os.utime(forgotten, (0, 0))
    workspace = Workspace()
    assert sorted(tmp_path.iterdir()) == sorted([recent, workspace.folder])
    workspace.close()
    assert list(tmp_path.iterdir()) == [recent]
