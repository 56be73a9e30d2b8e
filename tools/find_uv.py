"""Finds uv, which installs packages: on the PATH, or fetched by pip or by hand with its pinned hash."""

from __future__ import annotations

import base64
import configparser
import hashlib
import io
import os
import platform
import re
import shutil
import ssl
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from places import ROOT, VAR, StepFailed, digest, say

LOCK = ROOT / "requirements" / "uv.txt"


def find_uv() -> Path:
    """The uv to use; fetched into ``var/tools`` where there is none. Raises StepFailed where that can't be done."""
    on_path = shutil.which("uv")
    if on_path and subprocess.run([on_path, "--version"], capture_output=True, check=False).returncode == 0:
        return Path(on_path)
    folder = VAR / "tools" / f"uv-{digest([LOCK])[:12]}"
    for place in (folder / "bin" / "uv", folder / "uv"):
        if place.is_file():
            return place
    say("• Fetching uv, which installs packages")
    return _with_pip(folder) or _by_hand(folder)


def _with_pip(folder: Path) -> Path | None:
    """Into a virtual environment of its own; None where this Python can't make one, as Debian's without ensurepip."""
    made = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True, check=False)
    pip = folder / "bin" / "pip"
    if made.returncode or not pip.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        return None
    command = [str(pip), "install", "--quiet", "--require-hashes", "--requirement", str(LOCK)]
    if subprocess.run(command, check=False).returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise StepFailed("uv can't be installed: is there a network, and is pip's index reachable?")
    return folder / "bin" / "uv"


def _by_hand(folder: Path) -> Path:
    """From its wheel, whose hash is pinned like that of every package."""
    settings = pip_settings()
    if "index-url" not in settings:
        raise StepFailed(
            "This Python can't make an environment, and pip knows no index to fetch uv from. One of these helps:\n"
            "  install uv; install Python's venv (on Debian: apt install python3-venv);\n"
            "  or name your package index: PIP_INDEX_URL=https://.../simple/ make ..."
        )
    index = settings["index-url"].rstrip("/") + "/"
    context = ssl.create_default_context(cafile=settings.get("cert"))
    version, hashes = pinned()
    page_address = urljoin(index, "uv/")
    page = _get(page_address, context).decode()
    for link in re.findall(r'href="([^"]+)"', page):
        address = urljoin(page_address, link.replace("&amp;", "&")).partition("#")[0]
        name = unquote(urlsplit(address).path.rpartition("/")[2])
        if name.startswith(f"uv-{version}-") and fits(name):
            content = _get(_signed_as(page_address, address), context)
            if hashlib.sha256(content).hexdigest() not in hashes:
                raise StepFailed(f"{name} is not the file that requirements/uv.txt pins: its hash differs.")
            return _unpack(content, folder)
    raise StepFailed("There is no uv for this machine at pip's index. Install uv, or Python's venv with pip.")


def pinned() -> tuple[str, set[str]]:
    """The version of uv in its lock, and the hashes its files may have."""
    lock = LOCK.read_text(encoding="utf-8")
    version = re.search(r"^uv==([\w.]+)", lock, re.MULTILINE)
    if version is None:
        raise StepFailed("requirements/uv.txt names no version of uv.")
    return version[1], set(re.findall(r"sha256:([0-9a-f]{64})", lock))


def fits(wheel: str) -> bool:
    """Whether the wheel is for this machine."""
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    if not wheel.endswith(".whl"):
        return False
    if sys.platform == "darwin":
        return "macosx" in wheel and ("arm64" if machine == "aarch64" else machine) in wheel
    libc = "musllinux" if platform.libc_ver()[0] != "glibc" else "manylinux"
    return libc in wheel and machine in wheel


def pip_settings() -> dict[str, str]:
    """What pip would take from its environment and its files: the index and the certificates."""
    home = Path.home()
    config = os.environ.get("XDG_CONFIG_HOME", str(home / ".config"))
    places = [Path("/etc/pip.conf"), home / ".pip" / "pip.conf", Path(config, "pip", "pip.conf")]
    if os.environ.get("PIP_CONFIG_FILE"):
        places.append(Path(os.environ["PIP_CONFIG_FILE"]))
    found: dict[str, str] = {}
    for place in places:
        parser = configparser.ConfigParser(interpolation=None)
        if place.is_file():
            parser.read(place, encoding="utf-8")
        for section in ("global", "install"):
            if parser.has_section(section):
                found |= {name.replace("_", "-"): value for name, value in parser.items(section)}
    for name in ("index-url", "cert"):
        value = os.environ.get("PIP_" + name.replace("-", "_").upper())
        if value:
            found[name] = value
    return found


def _get(address: str, context: ssl.SSLContext) -> bytes:
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http"):
        raise StepFailed(f"pip's index should be an address on the web, not {parts.scheme}:")
    host = parts.hostname or ""
    netloc = f"{host}:{parts.port}" if parts.port else host
    request = urllib.request.Request(urlunsplit(parts._replace(netloc=netloc)))
    if parts.username:
        sign_in = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        request.add_header("Authorization", "Basic " + base64.b64encode(sign_in.encode()).decode())
    try:
        with urllib.request.urlopen(request, timeout=120, context=context) as answer:
            return bytes(answer.read())
    except OSError as error:
        raise StepFailed(f"{host} can't be reached: {error}") from None


def _signed_as(page: str, address: str) -> str:
    """``address`` with the sign-in of ``page`` where both are on one host."""
    ours, theirs = urlsplit(page), urlsplit(address)
    same = ours.hostname == theirs.hostname
    return urlunsplit(theirs._replace(netloc=ours.netloc)) if same else address


def _unpack(wheel: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        program = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "uv").write_bytes(archive.read(program))
    (folder / "uv").chmod(0o755)
    return folder / "uv"
