"""Renews the locks: versions and hashes, and no host of a registry."""

from __future__ import annotations

import os

from find_uv import find_uv
from places import BIN, ROOT, main, run

LOCKS = ("run", "dev", "bench", "uv")


def lock() -> None:
    """Compile each ``requirements/*.in``, and the lock of the frontend's packages."""
    uv = find_uv()
    for name in LOCKS:
        folder = ROOT / "requirements"
        run(
            uv, "pip", "compile", "--quiet", "--upgrade", "--universal", "--generate-hashes",
            "--python-version", "3.11", "--no-header", folder / f"{name}.in", "--output-file", folder / f"{name}.txt",
        )  # fmt: skip
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    run(BIN / "npm", "install", "--package-lock-only", "--ignore-scripts", env={"PATH": path})


if __name__ == "__main__":
    main(lock)
