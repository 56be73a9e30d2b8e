"""Runs a command with a PostgreSQL, or a Redis, of its own: on loopback, in a temporary folder, gone afterwards.

    python3 tools/postgres.py pytest tests        DATABASE_URL names the database
    python3 tools/postgres.py --redis pytest ...  REDIS_URL names a Redis, too
"""  # fmt: skip

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from glob import glob
from pathlib import Path
from typing import Any

from places import ROOT, StepFailed, main, say
from system import need

PATIENCE = 60


def with_servers() -> int:
    """Run what the arguments say beside the servers; its exit code."""
    words = sys.argv[1:]
    with contextlib.ExitStack() as servers:
        env = dict(os.environ)
        env["DATABASE_URL"] = servers.enter_context(postgres())
        if words and words[0] == "--redis":
            words = words[1:]
            env["REDIS_URL"] = servers.enter_context(redis())
        if not words:
            raise StepFailed("Say which command should run beside PostgreSQL.")
        return subprocess.run(words, cwd=ROOT, env=env, check=False).returncode


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL with an empty database; its address."""
    bin_folder = _bin_of_postgres()
    user = _plain_user("postgres")
    with _folder(user) as folder:
        port = free_port()
        data = folder / "data"
        _call(user, bin_folder / "initdb", "-D", data, "-U", "enact", "--auth=trust", "--encoding=UTF8", "--no-sync")
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
        _call(user, bin_folder / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        try:
            address = f"postgres://enact@127.0.0.1:{port}"
            _call(user, bin_folder / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "enact", "enact")
            say(f"PostgreSQL on 127.0.0.1:{port}")
            yield f"{address}/enact"
        finally:
            _call(user, bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """A Redis that keeps nothing; its address."""
    program = need("redis-server", ["redis-server", "valkey-server"], "to test the shared cache")
    user = _plain_user("redis")
    with _folder(user) as folder:
        port = free_port()
        server = subprocess.Popen(
            [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)],
            stdout=subprocess.DEVNULL, start_new_session=True, **_as(user),
        )  # fmt: skip
        try:
            _wait_for(port)
            say(f"Redis on 127.0.0.1:{port}")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(10)


def free_port() -> int:
    """A port of loopback that nothing uses now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _bin_of_postgres() -> Path:
    def newest() -> str | None:
        # Debian keeps the server's programs off the PATH.
        found = sorted(glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda name: int(name.split("/")[4]))
        return found[-1] if found else shutil.which("initdb")

    program = newest()
    if program is None:
        with contextlib.suppress(StepFailed):
            need("postgresql", ["initdb"], "to test on a real PostgreSQL")
        program = newest()
    if program is None:
        raise StepFailed("PostgreSQL is needed to test on it. Install it, for example: sudo apt-get install postgresql")
    return Path(program).parent


def _plain_user(wanted: str) -> str | None:
    """Whom servers run as: they refuse, or should not, to run as root. None is who we are."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return wanted if wanted in names else "nobody"


@contextlib.contextmanager
def _folder(user: str | None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="enact-"))
    if user:
        shutil.chown(folder, user)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _call(user: str | None, *words: str | Path) -> None:
    """Run a program as ``user``; a daemon it leaves behind must not hold our pipes, so output goes to a file."""
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [str(word) for word in words], cwd="/", stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, check=False, env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
            **_as(user),
        )  # fmt: skip
        if done.returncode:
            output.seek(0)
            raise StepFailed(f"{Path(words[0]).name} failed:\n{output.read()}")


def _as(user: str | None) -> dict[str, Any]:
    """The arguments that make a process run as ``user`` with its group and no other."""
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise StepFailed(f"Nothing answers on port {port} after {PATIENCE} seconds.")


if __name__ == "__main__":
    main(with_servers)
