"""One request for a page: who asks for what, and what the API answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from frontend_templates.transport import ApiError, transport

# Codes of answers that mean: the address names something that does not exist.
_NO_SUCH_THING = {"BAD_CURSOR", "BAD_ID", "BAD_USER_INPUT", "BAD_ARGUMENT", "VARIABLE_INVALID", "NOT_FOUND"}

_ROBOTS = re.compile(r"bot\b|crawl|spider|slurp|preview|monitor|curl/|wget/|python-", re.IGNORECASE)


class NoSuchPage(Exception):
    """The address names nothing that readers may see."""


class Elsewhere(Exception):
    """The page is at another address."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


class UnknownHost(Exception):
    """No municipality answers to the host of the request."""


def client_address(request: HttpRequest) -> str:
    """Whose connection it is: what a trusted proxy says of it, else the connection's own address."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    while forwarded and address in settings.TRUSTED_PROXIES:
        address = forwarded.pop()
    return address


def is_machine(request: HttpRequest) -> bool:
    """Whether nobody reads the answer: a robot asks, or a browser ahead of its person."""
    ahead = request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", "")
    return "prefetch" in ahead or bool(_ROBOTS.search(request.headers.get("User-Agent", "")))


@dataclass(slots=True)
class Visit:
    """What is asked, and for how long the answers hold."""

    host: str
    locale: str
    path: str = "/"
    params: Mapping[str, str] = field(default_factory=dict)
    preview_token: str = ""
    client_address: str = ""
    is_machine: bool = False
    expires: datetime | None = None
    no_store: bool = False
    # Whether search engines may list the page although nobody keeps it.
    is_entrance: bool = False

    @classmethod
    def of(cls, request: HttpRequest, locale: str, path: str = "/") -> Visit:
        """The visit that ``request`` makes."""
        return cls(
            request.get_host(),
            locale,
            path,
            request.GET,
            client_address=client_address(request),
            is_machine=is_machine(request),
        )

    @property
    def today(self) -> date:
        """The day on the calendar of the town hall."""
        return timezone.now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()

    def ask(self, document: str, **variables: Any) -> dict[str, Any]:
        """The data that ``document`` gets. Raises NoSuchPage, UnknownHost or ApiError where there is none."""
        answer = transport().execute(
            document,
            variables,
            host=self.host,
            preview_token=self.preview_token,
            client_address=self.client_address,
        )
        self.no_store = self.no_store or answer.no_store
        if answer.expires is not None:
            self.expires = min(self.expires, answer.expires) if self.expires else answer.expires
        if answer.data is None or answer.errors:
            codes = {str(error.get("extensions", {}).get("code", "")) for error in answer.errors}
            if "UNKNOWN_HOST" in codes:
                raise UnknownHost(self.host)
            if codes & _NO_SUCH_THING:
                raise NoSuchPage(self.path)
            raise ApiError(f"{document}: status {answer.status}, {', '.join(sorted(codes)) or 'no code'}")
        return answer.data

    def ask_here(self, document: str, **variables: Any) -> dict[str, Any]:
        """Like ``ask``, in the reader's language."""
        return self.ask(document, locale=self.locale.upper(), **variables)
