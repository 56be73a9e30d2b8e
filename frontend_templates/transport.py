"""How a frontend asks the API: in the API's own process, or over HTTP when it is deployed apart."""

from __future__ import annotations

import functools
import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from .documents import document

CONNECT_AND_READ_SECONDS = 5.0
LARGEST_ANSWER = 5_000_000


class ApiError(Exception):
    """The API can't be reached or gave no answer to build a page from."""


class Answer(Protocol):
    """What a frontend reads of an answer."""

    @property
    def data(self) -> dict[str, Any] | None: ...
    @property
    def errors(self) -> tuple[dict[str, Any], ...]: ...
    @property
    def status(self) -> int: ...
    @property
    def expires(self) -> datetime | None: ...
    @property
    def no_store(self) -> bool: ...


class Transport(Protocol):
    """The only seam between a frontend and the API."""

    def execute(
        self, document_id: str, variables: Mapping[str, Any], *, host: str, preview_token: str = "",
        client_address: str = "",
    ) -> Answer: ...  # fmt: skip

    def version(self, host: str) -> str:
        """Changes whenever a public answer for ``host`` may; empty where that is not known beforehand."""
        ...


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """An answer that came over the network."""

    data: dict[str, Any] | None
    errors: tuple[dict[str, Any], ...] = ()
    status: int = 200
    expires: datetime | None = None
    no_store: bool = True
    extensions: dict[str, Any] = field(default_factory=dict)


class Http:
    """Asks the API at ``FRONTEND_API_URL``, which must be http or https."""

    def __init__(self, url: str | None = None) -> None:
        parts = urlsplit(url or settings.FRONTEND_API_URL)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ApiError("FRONTEND_API_URL must be the address of the API, with http or https")
        self.secure = parts.scheme == "https"
        self.address = parts.netloc
        self.path = parts.path or "/graphql"

    def version(self, host: str) -> str:
        return ""

    def execute(
        self, document_id: str, variables: Mapping[str, Any], *, host: str, preview_token: str = "",
        client_address: str = "",
    ) -> HttpAnswer:  # fmt: skip
        """Ask for a document of the manifest: by POST where it writes, holds a token or answers of a person."""
        asked = document(document_id)
        headers = {"Host": host, "Accept": "application/graphql-response+json"}
        if client_address:
            headers["X-Forwarded-For"] = client_address
        body = {"documentId": asked.hash, "variables": dict(variables)}
        if asked.is_mutation or asked.is_personal or preview_token:
            status, reply, payload = self._send(
                "POST", self.path, headers | {"Content-Type": "application/json"}, json.dumps(body).encode()
            )
        else:
            query = urlencode({"documentId": asked.hash, "variables": json.dumps(body["variables"], sort_keys=True)})
            status, reply, payload = self._send("GET", f"{self.path}?{query}", headers, None)
        return _answer(status, reply, payload)

    def _send(
        self, method: str, target: str, headers: dict[str, str], body: bytes | None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        kind = http.client.HTTPSConnection if self.secure else http.client.HTTPConnection
        connection = kind(self.address, timeout=CONNECT_AND_READ_SECONDS)
        try:
            connection.request(method, target, body=body, headers=headers)
            response = connection.getresponse()
            return response.status, response.headers, response.read(LARGEST_ANSWER + 1)
        except (OSError, http.client.HTTPException) as error:
            raise ApiError(f"The API does not answer: {type(error).__name__}") from error
        finally:
            connection.close()


def _answer(status: int, headers: http.client.HTTPMessage, payload: bytes) -> HttpAnswer:
    if len(payload) > LARGEST_ANSWER:
        raise ApiError("The API's answer is too large")
    try:
        content = json.loads(payload)
    except ValueError as error:
        raise ApiError(f"The API gave no JSON, but status {status}") from error
    if not isinstance(content, dict):
        raise ApiError("The API gave no object")
    seconds = _max_age(headers.get("Cache-Control", ""))
    return HttpAnswer(
        data=content.get("data"),
        errors=tuple(content.get("errors", ())),
        status=status,
        expires=datetime.now(UTC) + timedelta(seconds=seconds) if seconds is not None else None,
        no_store=seconds is None,
        extensions=content.get("extensions", {}),
    )


def _max_age(cache_control: str) -> int | None:
    """Seconds an answer may be kept; None where it may not be."""
    directives = dict(part.strip().partition("=")[::2] for part in cache_control.lower().split(","))
    age = directives.get("max-age", "")
    return int(age) if "no-store" not in directives and age.isdigit() else None


@functools.lru_cache(maxsize=4)
def _transport(path: str) -> Transport:
    made: Transport = import_string(path)()
    return made


def transport() -> Transport:
    """The transport that the settings name."""
    return _transport(settings.FRONTEND_TRANSPORT)
