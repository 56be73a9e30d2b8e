"""What `make demo` says before it does long work."""

from __future__ import annotations

import re
import socket

import pytest
from places import StepFailed

import demo
from cms.management.demo.write_sites import PASSWORD

pytestmark = pytest.mark.quick


def test_a_busy_port_is_told_with_the_way_out(monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(StepFailed, match=rf"Port {port} is in use.*make demo PORT="):
            demo.port_to_serve()


@pytest.mark.parametrize("text", ["eight", "0", "70000", "80.5", "-1"])
def test_what_is_no_port_is_told(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(StepFailed, match=re.escape(repr(text))):
        demo.port_to_serve()


def test_a_free_port_is_taken(monkeypatch):
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    monkeypatch.setenv("PORT", str(port))
    assert demo.port_to_serve() == port


def test_a_reset_never_empties_a_database_of_somebody_else(monkeypatch, tmp_path):
    monkeypatch.setattr(demo, "VAR", tmp_path)
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")
    (tmp_path / "enact.sqlite3").touch()
    with pytest.raises(StepFailed, match="DATABASE_URL"):
        demo.reset()
    assert (tmp_path / "enact.sqlite3").exists()


def test_a_reset_removes_the_demo_and_nothing_beside_it(monkeypatch, tmp_path):
    monkeypatch.setattr(demo, "VAR", tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name in ("enact.sqlite3", "enact.sqlite3-wal", "backup.sqlite3"):
        (tmp_path / name).touch()
    for name in ("media", "tools"):
        (tmp_path / name).mkdir()
    demo.reset()
    assert {path.name for path in tmp_path.iterdir()} == {"backup.sqlite3", "tools"}


def test_the_welcome_names_every_site_and_every_sign_in():
    text = demo.welcome(8123)
    for host in ("localhost", "leipzig.localhost", "dresden.localhost"):
        assert f"http://{host}:8123/" in text
    assert PASSWORD in text
    for name in ("admin", "redaktion-leipzig", "moderation-dresden", "beratung-leipzig", "redaktion-sachsen"):
        assert re.search(rf"^  {name} ", text, re.MULTILINE)
