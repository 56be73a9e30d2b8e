"""Where things are, how steps are told, and stamps that say which steps are done."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
OLDEST = (3, 11)
GENERATED = {"__pycache__", "dist", "node_modules"}


class StepFailed(Exception):
    """A step could not be done; its message is for the person at the keyboard."""


def say(text: str) -> None:
    """Tell what happens now."""
    print(text, flush=True)


def digest(paths: Iterable[Path]) -> str:
    """Changes when the content or the name of a file does; folders stand for all files in them."""
    result = hashlib.sha256()
    for path in sorted(files(paths)):
        result.update(str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).encode())
        result.update(hashlib.sha256(path.read_bytes()).digest())
    return result.hexdigest()


def files(paths: Iterable[Path]) -> set[Path]:
    """The files among ``paths`` and in the folders among them, without what is generated."""
    found = set()
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else [path]:
            inside = set(file.relative_to(path).parts)
            if file.is_file() and not GENERATED & inside and file.suffix != ".mo":
                found.add(file)
    return found


def once(title: str, stamp: Path, state: str, work: Callable[[], None]) -> bool:
    """Do ``work`` unless ``stamp`` says that it was done for ``state``. Returns whether it was done now."""
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == state:
        return False
    say(f"• {title}")
    started = time.monotonic()
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state, encoding="utf-8")
    say(f"  done in {time.monotonic() - started:.0f} s")
    return True


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run ``command`` in the project's folder. Raises StepFailed with its name when it fails."""
    words = [str(word) for word in command]
    try:
        code = subprocess.run(words, cwd=ROOT, env={**os.environ, **(env or {})}, check=False).returncode
    except OSError as error:
        raise StepFailed(f"{words[0]} can't be started: {error}") from None
    if code:
        raise StepFailed(f"`{' '.join(words)}` ended with code {code}; what it said stands above.")


def main(work: Callable[[], int | None]) -> None:
    """Run ``work`` as a program: failures are told in a sentence, and Ctrl-C is no failure."""
    if sys.version_info < OLDEST:
        raise SystemExit(f"Python {'.'.join(map(str, OLDEST))} or newer is needed, this is {sys.version.split()[0]}.")
    try:
        raise SystemExit(work() or 0)
    except StepFailed as error:
        raise SystemExit(f"\n{error}") from None
    except KeyboardInterrupt:
        raise SystemExit("\nStopped.") from None
