"""Programs that don't come from a package registry: found, or installed by apt where that is possible."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable

from places import StepFailed, run, say


def need(package: str, programs: Iterable[str], why: str) -> str:
    """The path of the first of ``programs`` there is; installs Debian's ``package`` when we are root.

    Raises StepFailed that says what to install where we can't.
    """
    names = list(programs)
    found = _first(names)
    if found:
        return found
    if shutil.which("apt-get") and os.geteuid() == 0:
        say(f"• Installing {package} ({why})")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get", "update", "-qq", env=quiet)
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package, env=quiet)
        found = _first(names)
    if not found:
        raise StepFailed(f"{package} is needed {why}. Install it, for example: sudo apt-get install {package}")
    return found


def _first(names: list[str]) -> str | None:
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    return None
