"""uv is fetched by hand where a Debian has neither uv nor pip."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import find_uv
import pytest
from places import StepFailed

pytestmark = pytest.mark.quick


def wheel(program: bytes = b"#!/bin/sh\n") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("uv-1.2.3.data/scripts/uvx", b"")
        archive.writestr("uv-1.2.3.data/scripts/uv", program)
    return buffer.getvalue()


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """An index on no network: addresses and what they answer."""
    answers = {
        "https://mirror.example/simple/uv/": (
            b'<a href="../../files/uv-1.2.3-py3-none-win_amd64.whl#sha256=x">w</a>'
            b'<a href="../../files/uv-1.2.3-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl#sha256=x">l</a>'
        ),
        "https://mirror.example/files/uv-1.2.3-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl": wheel(),
    }
    monkeypatch.setattr(find_uv, "_get", lambda address, context: answers[without_sign_in(address)])
    monkeypatch.setattr(find_uv, "pinned", lambda: ("1.2.3", {hashlib.sha256(wheel()).hexdigest()}))
    monkeypatch.setattr(find_uv.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(find_uv.platform, "libc_ver", lambda: ("glibc", "2.36"))
    monkeypatch.setattr(find_uv.sys, "platform", "linux")
    monkeypatch.setenv("PIP_INDEX_URL", "https://reader:secret@mirror.example/simple")
    monkeypatch.delenv("PIP_CERT", raising=False)
    return answers


def without_sign_in(address: str) -> str:
    parts = urlsplit(address)
    return parts._replace(netloc=parts.hostname or "").geturl()


def test_the_wheel_for_this_machine_comes_from_pips_index_and_can_be_run(index, tmp_path):
    program = find_uv._by_hand(tmp_path / "uv")
    assert program.read_bytes() == b"#!/bin/sh\n"
    assert program.stat().st_mode & 0o111


def test_a_wheel_with_another_hash_is_refused(index, tmp_path):
    name = next(address for address in index if address.endswith(".whl"))
    index[name] = wheel(b"something else")
    with pytest.raises(StepFailed, match="hash differs"):
        find_uv._by_hand(tmp_path / "uv")
    assert not (tmp_path / "uv").exists()


def test_an_index_without_a_wheel_for_this_machine_is_told(index, monkeypatch, tmp_path):
    monkeypatch.setattr(find_uv.platform, "machine", lambda: "s390x")
    with pytest.raises(StepFailed, match="no uv for this machine"):
        find_uv._by_hand(tmp_path / "uv")


@pytest.mark.parametrize("machine", ["x86_64", "aarch64", "arm64", "AMD64"])
@pytest.mark.parametrize("libc", ["glibc", ""])
def test_each_machine_takes_one_kind_of_wheel(monkeypatch, machine, libc):
    names = [
        f"uv-1.2.3-py3-none-{kind}_{cpu}.whl"
        for kind in ("manylinux_2_28", "musllinux_1_1", "macosx_11_0", "win")
        for cpu in ("x86_64", "aarch64", "i686")
    ]
    monkeypatch.setattr(find_uv.platform, "machine", lambda: machine)
    monkeypatch.setattr(find_uv.platform, "libc_ver", lambda: (libc, ""))
    monkeypatch.setattr(find_uv.sys, "platform", "linux")
    assert len([name for name in names if find_uv.fits(name)]) == 1


def test_pips_files_and_environment_say_where_the_index_is(monkeypatch, tmp_path):
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nindex-url = https://from-file.example/simple\ncert = /etc/ca.pem\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    monkeypatch.delenv("PIP_CERT", raising=False)
    assert find_uv.pip_settings()["index-url"] == "https://from-file.example/simple"
    assert find_uv.pip_settings()["cert"] == "/etc/ca.pem"
    monkeypatch.setenv("PIP_INDEX_URL", "https://from-environment.example/simple")
    assert find_uv.pip_settings()["index-url"] == "https://from-environment.example/simple"


def test_the_lock_of_uv_can_be_read():
    version, hashes = find_uv.pinned()
    assert version[0].isdigit()
    assert hashes
    assert Path(find_uv.LOCK).is_file()


def test_without_an_index_the_ways_out_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(find_uv, "pip_settings", dict)
    with pytest.raises(StepFailed, match="PIP_INDEX_URL"):
        find_uv._by_hand(tmp_path / "uv")
