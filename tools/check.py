"""What can be said about the code without running its tests; goes on after a failure, to tell all of them."""

from __future__ import annotations

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from places import BIN, PYTHON, ROOT, main, say

CHECKS: dict[str, list[str]] = {
    "style": [str(BIN / "ruff"), "check", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "types": [str(BIN / "mypy")],
    "imports": [str(BIN / "lint-imports")],
    "scripts": [str(BIN / "node"), "node_modules/typescript/bin/tsc", "--project", "jsconfig.json"],
    "templates": [str(BIN / "djlint"), "--lint", "--quiet", "frontend_templates", "knowledge", "geo", "cms"],
    "models and migrations": [str(PYTHON), "manage.py", "makemigrations", "--check", "--dry-run", "--verbosity", "0"],
    "schema.graphql": [str(PYTHON), "manage.py", "write_schema", "--check"],
    "translations of the program": [str(PYTHON), "tools/messages.py", "check"],
    "settings, sizes, locks": [str(BIN / "pytest"), "-q", "tests/promises", "-m", "quick"],
}


def check() -> int:
    """Run all checks, two at a time; the exit code."""
    started = time.monotonic()
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda name: (name, *_run(CHECKS[name])), CHECKS))
    failed = [name for name, code, _output in results if code]
    for name, code, output in results:
        say(f"{'✗' if code else '✓'} {name}")
        if code:
            say(output)
    say(f"{len(results) - len(failed)} of {len(results)} checks passed in {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


def _run(command: list[str]) -> tuple[int, str]:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    done = subprocess.run(
        command, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.returncode, done.stdout


if __name__ == "__main__":
    main(check)
