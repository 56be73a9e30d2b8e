"""Runs several processes side by side, and ends all of them together."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO

from places import ROOT, StepFailed, say

GRACE = 10


class Processes:
    """Children whose lines are shown with their name; leaving the context ends them, Ctrl-C and SIGTERM too."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env
        self.running: dict[str, subprocess.Popen[str]] = {}
        self.stopping = threading.Event()

    def __enter__(self) -> Processes:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, name: str, *command: str | Path) -> None:
        """Start ``command``; in a session of its own, so that Ctrl-C reaches it through us only."""
        child = subprocess.Popen(
            [str(word) for word in command], cwd=ROOT, env=self.env, text=True, errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        self.running[name] = child
        if child.stdout:
            threading.Thread(target=self._show, args=(name, child.stdout), daemon=True).start()

    def wait(self) -> int:
        """Wait until we are told to stop; the exit code. Raises StepFailed when a child ends before that."""
        while not self.stopping.wait(0.3):
            self.fail_if_one_ended()
        say("\nStopping.")
        return 0

    def fail_if_one_ended(self) -> None:
        """Raise StepFailed if a child is no longer there; KeyboardInterrupt if we are told to stop."""
        if self.stopping.is_set():
            raise KeyboardInterrupt
        for name, child in self.running.items():
            code = child.poll()
            if code is not None:
                time.sleep(0.3)
                raise StepFailed(f"The process {name!r} ended with code {code}, so everything is stopped.")

    def stop(self) -> None:
        """End all children: first asked, then forced."""
        for child in self.running.values():
            _signal(child, signal.SIGTERM)
        until = time.monotonic() + GRACE
        for child in self.running.values():
            try:
                child.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(child, signal.SIGKILL)
                child.wait()
            # Whatever a child started and left behind.
            _signal(child, signal.SIGKILL)

    def _show(self, name: str, lines: IO[str]) -> None:
        for line in lines:
            say(f"{name.rjust(9)} | {line.rstrip()}")

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()


def _signal(child: subprocess.Popen[str], number: signal.Signals) -> None:
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return
