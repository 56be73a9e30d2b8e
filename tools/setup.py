"""Makes everything that running, testing or changing the project needs, and only what is not there yet.

    python3 tools/setup.py [run|dev|bench]
"""  # fmt: skip

from __future__ import annotations

import os
import sys

from find_uv import find_uv
from places import BIN, PYTHON, ROOT, VENV, StepFailed, digest, main, once, run

ASSETS = [
    ROOT / "package.json", ROOT / "package-lock.json", ROOT / "frontend_templates", ROOT / "geo" / "assets",
    ROOT / "cms" / "core" / "assets",
]  # fmt: skip
BUILT = [
    ROOT / "frontend_templates" / "web" / "static" / "web" / "dist", ROOT / "geo" / "static" / "geo" / "dist",
    ROOT / "cms" / "core" / "static" / "core" / "dist",
]  # fmt: skip


def set_up(kind: str = "run") -> None:
    """Make the environment from the locks, install the frontend's packages, build assets, compile translations."""
    _environment(kind)
    _packages_of_node()
    _assets()
    _translations()


def _environment(kind: str) -> None:
    folder = VENV if kind != "bench" else ROOT / ".venv-bench"
    python = folder / BIN.name / "python"
    stamp = folder / f"installed-{kind}"
    # What developers have includes what runs.
    if kind == "run" and _is_current(folder, "dev"):
        return
    lock = ROOT / "requirements" / f"{kind}.txt"

    def install() -> None:
        uv = find_uv()
        env = {"UV_PYTHON_DOWNLOADS": "never"}
        if not python.is_file():
            run(uv, "venv", "--quiet", "--python", sys.executable, folder, env=env)
        run(uv, "pip", "install", "--python", python, "--require-hashes", "--requirement", lock, env=env)

    once(f"Installing Python packages ({lock.name})", stamp, _state(kind), install)


def _is_current(folder: os.PathLike[str], kind: str) -> bool:
    stamp = ROOT / folder / f"installed-{kind}"
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _state(kind)


def _state(kind: str) -> str:
    return digest([ROOT / "requirements" / f"{kind}.txt"])


def _with_node() -> dict[str, str]:
    return {"PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", "PUPPETEER_SKIP_DOWNLOAD": "1"}


def _packages_of_node() -> None:
    def install() -> None:
        run(BIN / "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", env=_with_node())

    state = digest([ROOT / "package-lock.json", ROOT / ".npmrc"])
    once("Installing the frontend's packages", ROOT / "node_modules" / ".installed", state, install)


def _assets() -> None:
    def build() -> None:
        run(BIN / "npm", "run", "--silent", "build", env=_with_node())

    stamp = ROOT / "node_modules" / ".built"
    if not all(folder.is_dir() for folder in BUILT):
        stamp.unlink(missing_ok=True)
    once("Building styles and scripts", stamp, digest(ASSETS), build)


def _translations() -> None:
    catalogues = sorted(
        file
        for folder in ("cms", "geo", "search", "knowledge", "frontend_templates")
        for file in (ROOT / folder).rglob("*.po")
    )
    stamp = VENV / "messages"
    if not all(file.with_suffix(".mo").is_file() for file in catalogues):
        stamp.unlink(missing_ok=True)

    def compile_messages() -> None:
        run(PYTHON, ROOT / "tools" / "messages.py", "compile")

    once("Compiling the program's translations", stamp, digest(catalogues), compile_messages)


def _main() -> None:
    kind = sys.argv[1] if len(sys.argv) > 1 else "dev"
    if kind not in ("run", "dev", "bench"):
        raise StepFailed(f"{kind!r} is no environment; there are run, dev and bench.")
    set_up(kind)


if __name__ == "__main__":
    main(_main)
