"""Children end together: when told to, and when one of them is gone."""

from __future__ import annotations

import os
import sys
import time

import pytest
from places import StepFailed
from processes import Processes

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable, "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
]  # fmt: skip


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Processes:
    monkeypatch.setattr("processes.signal.signal", lambda *_: None)
    monkeypatch.setattr("processes.GRACE", 1)
    return Processes(dict(os.environ))


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_leaving_ends_all_children_even_one_that_will_not_listen(processes):
    with processes:
        processes.start("polite", *SLEEP)
        processes.start("stubborn", *STUBBORN)
        pids = [child.pid for child in processes.running.values()]
        time.sleep(0.5)
    assert not any(is_running(pid) for pid in pids)


def test_when_one_ends_its_name_is_told_and_the_others_end_too(processes, capsys):
    with processes:
        processes.start("polite", *SLEEP)
        processes.start("broken", sys.executable, "-c", "print('why'); raise SystemExit(3)")
        with pytest.raises(StepFailed, match="'broken' ended with code 3"):
            processes.wait()
    assert not is_running(processes.running["polite"].pid)
    assert "broken | why" in capsys.readouterr().out


def test_being_told_to_stop_is_no_failure(processes):
    with processes:
        processes.start("polite", *SLEEP)
        processes.stopping.set()
        assert processes.wait() == 0
