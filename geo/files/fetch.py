"""Fetching from addresses that people type: only from hosts that anybody may reach, and never without end."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from .refusals import refusal

_MOST_REDIRECTS = 5
_SOCKET_SECONDS = 30
_BLOCK = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was answered. ``url``: where it came from in the end; ``kind``: its media type."""

    url: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one answer may hold, and how long it may take."""

    bytes: int = 0
    seconds: float = 300

    @property
    def most(self) -> int:
        return self.bytes or int(getattr(settings, "GEODATA_MAX_BYTES", 2_000_000_000))


def fetch(url: str, into: Path, limits: Limits = Limits(), accept: str = "*/*") -> Fetched:
    """Write what ``url`` answers into a file, which is there only when it is whole.

    Each redirect is checked as the first address is, and the connection goes to the very IP address that was checked.
    Raises FileError where the host may not be asked, does not answer, or answers with an error or with too much.
    """
    until = time.monotonic() + limits.seconds
    at = url
    for _turn in range(_MOST_REDIRECTS + 1):
        parts = checked(at)
        connection = _connection(parts, url)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"Accept": accept, "Accept-Encoding": "identity", "User-Agent": "enact-toolkit geodata"}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            if answer.status in _REDIRECTS and (target := answer.headers.get("Location")):
                at = urljoin(at, target)
                continue
            if answer.status != 200:
                message = _("The service answers %(status)d %(reason)s. Check the address, or ask its operator.")
                raise refusal(_short(at), message % {"status": answer.status, "reason": answer.reason[:60]})
            size = _write_whole(answer, into, limits.most, until, at)
            return Fetched(at, answer.headers.get_content_type(), size)
        except (OSError, http.client.HTTPException, ValueError) as error:
            message = _("The service does not answer as it should (%(error)s). Try again later.")
            raise refusal(_short(at), message % {"error": type(error).__name__}) from error
        finally:
            connection.close()
    raise refusal(_short(url), _("The address leads from one place to the next without end."))


def checked(url: str) -> SplitResult:
    """The address in its parts. Raises FileError where it is none of the web."""
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or any(ord(each) <= 32 or ord(each) == 127 for each in url):
        raise refusal(_short(url), _("Only addresses that begin with https:// or http:// can be imported from."))
    if parts.username or parts.password:
        raise refusal(_short(url), _("Addresses with a name or password in them are not taken."))
    return parts


def permitted_ip(host: str, port: int, url: str) -> str:
    """The IP address to connect to. Raises FileError where one of the host's is not public."""
    allowed = host.lower() in {each.lower() for each in getattr(settings, "GEODATA_ALLOW_PRIVATE_HOSTS", [])}
    try:
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise refusal(_short(url), _("The host “%(host)s” is not found.") % {"host": host[:100]}) from error
    if not allowed and not all(_is_public(each) for each in found):
        message = _(
            "The host “%(host)s” is not on the public internet. "
            "An administrator can allow it in the setting GEODATA_ALLOW_PRIVATE_HOSTS."
        )
        raise refusal(_short(url), message % {"host": host[:100]})
    return found[0]


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    # Addresses that carry another one are as public as that one.
    return address.is_global and not address.is_multicast and (inner is None or bool(inner.is_global))


def _connection(parts: SplitResult, url: str) -> http.client.HTTPConnection:
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    ip = permitted_ip(host, port, url)
    if secure:
        return _Secure(host, port, ip)
    return _Plain(host, port, ip)


class _Plain(http.client.HTTPConnection):
    """Connects to the IP address that was checked, so that a second look-up can't lead elsewhere."""

    def __init__(self, host: str, port: int, ip: str) -> None:
        super().__init__(host, port, timeout=_SOCKET_SECONDS)
        self._ip = ip

    def connect(self) -> None:
        self.sock = socket.create_connection((self._ip, self.port), self.timeout)


class _Secure(_Plain):
    """The same by TLS, with the host's own name in the certificate."""

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _write_whole(answer: http.client.HTTPResponse, into: Path, most: int, until: float, url: str) -> int:
    part = into.with_name(into.name + ".part")
    try:
        size = _write(answer, part, most, until, url)
        part.replace(into)
    finally:
        part.unlink(missing_ok=True)
    return size


def _write(answer: http.client.HTTPResponse, part: Path, most: int, until: float, url: str) -> int:
    size = 0
    expected = answer.length
    with part.open("wb") as file:
        while block := answer.read(_BLOCK):
            size += len(block)
            if size > most:
                raise refusal(_short(url), _("The service sends more than can be imported. Ask it for a part."))
            if time.monotonic() > until:
                raise refusal(_short(url), _("The service takes too long. Try again later, or ask it for a part."))
            file.write(block)
    if expected is not None and size < expected:
        raise refusal(_short(url), _("The service stopped before all was sent. Try again; what came stays here."))
    return size


def _short(url: str) -> str:
    """An address as messages name it: without what may be a key in its query."""
    return url.partition("?")[0][:200]
