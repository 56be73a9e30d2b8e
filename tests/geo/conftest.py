from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def tile_folder(tmp_path: Path, settings: Any) -> Path:
    """Where archives are kept in this test only."""
    folder = tmp_path / "tiles"
    tiles = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder)}}
    settings.STORAGES = {**settings.STORAGES, "tiles": tiles}
    return folder
