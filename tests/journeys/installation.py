"""A demo that runs as `make demo` runs it: real server, real database file, on a free port. Made once, then copied."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent.parent
JOURNEYS = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "journeys"
REGION, LEIPZIG, DRESDEN = "localhost", "leipzig.localhost", "dresden.localhost"
HOSTS = (REGION, LEIPZIG, DRESDEN)
PASSWORD = "enact-demo"
BERLIN = ZoneInfo("Europe/Berlin")
STARTING_SECONDS = 60


def environment(folder: Path, port: int) -> dict[str, str]:
    """What makes a command or a server work on the installation in ``folder``."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.demo",
        "DATABASE_URL": f"sqlite:///{folder / 'enact.sqlite3'}",
        "VAR_DIR": str(folder),
        "WAGTAILADMIN_BASE_URL": f"http://{REGION}:{port}",
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }


def manage(folder: Path, port: int, *arguments: str) -> str:
    """Run a management command on the installation in ``folder`` and return what it says."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(folder, port),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"manage.py {' '.join(arguments)[:80]}:\n{done.stdout}{done.stderr}"
    return done.stdout


def demo_digest() -> str:
    """Changes with the demo's files, with what loads them, with the tables, and with the day the events count from."""
    digest = hashlib.sha256(datetime.now(BERLIN).date().isoformat().encode())
    files = [
        *ROOT.joinpath("demo").rglob("*"),
        *ROOT.joinpath("cms", "management").rglob("*.py"),
        *ROOT.joinpath("cms", "core", "actions").rglob("*.py"),
        *(p for app in ("cms", "geo", "search", "knowledge") for p in ROOT.joinpath(app).rglob("migrations/*.py")),
        ROOT / "requirements" / "run.txt",
    ]
    for path in sorted(files):
        if path.is_file():
            digest.update(str(path.relative_to(ROOT)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def loaded_demo() -> Path:
    """The folder of a freshly loaded demo, from which each installation is copied."""
    template = JOURNEYS / f"demo-{demo_digest()}"
    if template.exists():
        return template
    JOURNEYS.mkdir(parents=True, exist_ok=True)
    for old in JOURNEYS.glob("demo-*"):
        shutil.rmtree(old)
    partial = JOURNEYS / f"loading-{os.getpid()}"
    partial.mkdir()
    try:
        manage(partial, 8000, "migrate", "--verbosity=0")
        manage(partial, 8000, "load_demo", "--verbosity=0")
    except BaseException:
        shutil.rmtree(partial)
        raise
    with sqlite3.connect(partial / "enact.sqlite3") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    partial.rename(template)
    return template


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: object) -> None:
        return None


@dataclass
class Answer:
    """What came over the wire, without a browser in between."""

    status: int
    headers: Message
    body: str


@dataclass
class Installation:
    """One copy of the demo, served."""

    folder: Path
    port: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @classmethod
    def start(cls, name: str) -> Installation:
        folder = JOURNEYS / f"run-{name}-{os.getpid()}"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(loaded_demo(), folder)
        installation = cls(folder, free_port())
        with sqlite3.connect(folder / "enact.sqlite3") as database:
            database.execute("UPDATE wagtailcore_site SET port = ?", [installation.port])
        try:
            installation.serve()
        except BaseException:
            installation.stop()
            raise
        return installation

    def serve(self) -> None:
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)),
            *("--workers", "1", "--blocking-threads", "4", "--access-log", "cms.wsgi:application"),
        ]
        with self.log.open("ab") as log:
            server = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment(self.folder, self.port),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(server)
        started = time.monotonic()
        while not self._answers():
            assert server.poll() is None, f"The server ended:\n{self.logged()}"
            assert time.monotonic() - started < STARTING_SECONDS, f"The server does not answer:\n{self.logged()}"
            time.sleep(0.2)

    def _answers(self) -> bool:
        try:
            return self.fetch(REGION, "/robots.txt").status < 500
        except OSError:
            return False

    def stop(self) -> None:
        for process in self.processes:
            os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        self.processes.clear()
        if not os.environ.get("KEEP_JOURNEYS"):
            shutil.rmtree(self.folder)

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def logged(self) -> str:
        """Everything the server said."""
        return self.log.read_text(errors="replace")

    def address(self, host: str, path: str) -> str:
        return f"http://{host}:{self.port}{path}"

    def manage(self, *arguments: str) -> str:
        return manage(self.folder, self.port, *arguments)

    def run_tasks(self) -> None:
        """Do what the worker would do now, and only that."""
        self.manage("db_worker", "--batch", "--queue-name=*")

    def change(self, sql: str, *values: object) -> None:
        """Make time pass, or something that no person does."""
        with sqlite3.connect(self.folder / "enact.sqlite3", timeout=20) as database:
            assert database.execute(sql, values).rowcount, f"nothing changed by: {sql}"

    def asked(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.folder / "enact.sqlite3", timeout=20) as database:
            return database.execute(sql, values).fetchall()

    def fetch(self, host: str, path: str, headers: dict[str, str] | None = None, data: bytes | None = None) -> Answer:
        """Ask for ``path`` without a browser; the name of the host goes in a header, as it may not resolve here."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=data)
        for name, value in {"Host": f"{host}:{self.port}", **(headers or {})}.items():
            request.add_header(name, value)
        try:
            with urllib.request.build_opener(NoRedirects).open(request, timeout=60) as response:
                return Answer(response.status, response.headers, response.read().decode())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read().decode())
