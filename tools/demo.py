"""Runs the demo: sets up what is missing, loads the content, serves it until Ctrl-C.

    PORT=8000 DEMO_RESET=1 python3 tools/demo.py
"""  # fmt: skip

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import time
from pathlib import Path

from places import BIN, PYTHON, ROOT, VAR, StepFailed, digest, main, once, run, say
from processes import Processes
from setup import set_up

SETTINGS = "cms.settings.demo"
HOSTS = {"localhost": "region Saxony", "leipzig.localhost": "Leipzig", "dresden.localhost": "Dresden"}
CODE = [ROOT / folder for folder in ("cms", "geo", "search", "knowledge")]
PATIENCE = 90


def demo() -> int:
    """Everything from the first step to Ctrl-C; the exit code."""
    port = port_to_serve()
    if os.environ.get("DEMO_RESET", "") not in ("", "0"):
        reset()
    set_up("run")
    env = environment(port)
    prepare(env, port)
    with Processes(env) as processes:
        processes.start("web", BIN / "granian", *web(port))
        processes.start("worker", PYTHON, "manage.py", "db_worker", "--interval", "2")
        processes.start("scheduler", PYTHON, "manage.py", "run_scheduler")
        wait_until_it_answers(port, processes)
        say(welcome(port))
        return processes.wait()


def port_to_serve() -> int:
    """The port asked for. Raises StepFailed where it is none, or something else uses it."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise StepFailed(f"PORT should be a number between 1 and 65535, not {text!r}.")
    port = int(text)
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except PermissionError:
            raise StepFailed(f"Port {port} needs more rights. Choose a higher one: make demo PORT=8000") from None
        except OSError:
            raise StepFailed(
                f"Port {port} is in use. Stop what uses it, or choose another: make demo PORT={min(port + 1, 65535)}"
            ) from None
    return port


def reset() -> None:
    """Forget the demo's database and files."""
    if os.environ.get("DATABASE_URL"):
        raise StepFailed("DEMO_RESET removes the demo's own SQLite file; empty the database of DATABASE_URL yourself.")
    say("• Starting anew: removing the demo's database, pictures and mails")
    for file in VAR.glob("enact.sqlite3*"):
        file.unlink()
    for folder in ("media", "mail", "stamps"):
        shutil.rmtree(VAR / folder, ignore_errors=True)


def environment(port: int) -> dict[str, str]:
    """What the demo's processes have in their environment."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "VAR_DIR": str(VAR),
        "PORT": str(port),
        "WAGTAILADMIN_BASE_URL": f"http://localhost:{port}",
        "PYTHONUNBUFFERED": "1",
    }


def prepare(env: dict[str, str], port: int) -> None:
    """Bring the database up to date and load what is new in the demo."""
    # Where collected static files would be: WhiteNoise looks for the folder, though the demo finds them in place.
    (VAR / "static").mkdir(parents=True, exist_ok=True)
    database = os.environ.get("DATABASE_URL", "")
    stamps = VAR / "stamps"
    if not database and not (VAR / "enact.sqlite3").is_file():
        shutil.rmtree(stamps, ignore_errors=True)
    migrations = [file for folder in CODE for file in folder.rglob("migrations/*.py")]
    state = digest([*migrations, ROOT / "requirements" / "run.txt"]) + database
    migrated = once("Preparing the database", stamps / "migrated", state, lambda: manage(env, "migrate", "-v1"))
    if migrated:
        (stamps / "loaded").unlink(missing_ok=True)
    loader = ROOT / "cms" / "management"
    state = digest([ROOT / "demo", loader]) + f" port {port} {database}"
    once("Loading the demo", stamps / "loaded", state, lambda: manage(env, "load_demo", "--port", str(port)))


def manage(env: dict[str, str], *words: str) -> None:
    """Run one of the project's commands."""
    run(PYTHON, "manage.py", *words, env=env)


def web(port: int) -> list[str]:
    """How the web server is called: on loopback only."""
    return [
        "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--blocking-threads", "4", "--no-access-log", "--log-level", "warning", "cms.wsgi:application",
    ]  # fmt: skip


def wait_until_it_answers(port: int, processes: Processes) -> None:
    """Return when every site answers. Raises StepFailed where one does not."""
    say("• Starting web server, task worker and scheduler")
    until = time.monotonic() + PATIENCE
    while True:
        processes.fail_if_one_ended()
        if status(port, "localhost", "/healthz") == 200:
            break
        if time.monotonic() > until:
            raise StepFailed(f"The web server does not answer after {PATIENCE} seconds; what it said stands above.")
        time.sleep(0.3)
    for host in HOSTS:
        code = status(port, host, "/de/")
        if code != 200:
            raise StepFailed(f"http://{host}:{port}/de/ answers with {code}; what the server said stands above.")


def status(port: int, host: str, path: str) -> int:
    """The status that ``host`` answers with, asked on loopback: names below localhost are known to browsers only."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers={"Host": f"{host}:{port}"})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def people() -> list[tuple[str, str, str]]:
    """Sign-in, role and place of the demo's people."""
    found = []
    for line in (ROOT / "demo" / "people.yaml").read_text(encoding="utf-8").splitlines():
        fields = dict(re.findall(r"(\w+): ([^,}]+)", line))
        if "username" in fields:
            found.append((fields["username"], fields.get("role", ""), fields.get("municipality", "everywhere")))
    return found


def welcome(port: int) -> str:
    """What the person at the keyboard needs to know."""
    addresses = [f"  http://{host}:{port}/".ljust(38) + what for host, what in HOSTS.items()]
    signs = [f"  {name.ljust(22)} {role.ljust(10)} {place}" for name, role, place in people()]
    return "\n".join([
        "", "The demo is ready.", "", *addresses,
        f"  http://localhost:{port}/graphql".ljust(38) + "the API, for a browser too",
        f"  http://localhost:{port}/admin/".ljust(38) + "where content is written", "",
        "Sign-ins, all with the password enact-demo:", *signs, "",
        f"Mails the demo sends are kept in {_short(VAR / 'mail')}. Press Ctrl-C to stop.", "",
    ])  # fmt: skip


def _short(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


if __name__ == "__main__":
    main(demo)
