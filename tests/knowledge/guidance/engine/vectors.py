"""Vectors: cases that both engines pass, in files that people can read."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "vectors"


def vector_files() -> list[Path]:
    return sorted(FOLDER.glob("*.json"))


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def cases(kind: str) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Every case of ``kind`` with its name and the file it is in."""
    return [
        (f"{path.stem}: {case['name']}", vectors, case)
        for path in vector_files()
        for vectors in [read(path)]
        for case in vectors.get(kind, [])
    ]
