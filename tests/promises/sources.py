"""The project's own Python files."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("energy", "cms", "geo", "search", "knowledge", "frontend_templates", "tools", "bench")


def python_files(*packages: str) -> list[Path]:
    """Every Python file of ``packages`` that people write."""
    return sorted(
        file
        for package in packages or PACKAGES
        for file in (ROOT / package).rglob("*.py")
        if not {"migrations", "node_modules", "__pycache__"} & set(file.relative_to(ROOT).parts)
    )
