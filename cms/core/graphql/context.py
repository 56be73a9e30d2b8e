"""What a resolver knows about the request it answers: ``info.context``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from cms.core.models import Municipality


def local_now() -> datetime:
    """The time on the clock of the town hall; dates are decided by it, wherever the server stands."""
    return timezone.now().astimezone(ZoneInfo(settings.TIME_ZONE))


@dataclass(slots=True)
class Context:
    """One request, as resolvers see it. It knows no user: everybody gets the same public content."""

    # Of the request's host. Roots may read another one's public content by its key.
    municipality: Municipality
    # Scheme, host and port of that municipality's site, without a slash at the end.
    base_url: str
    # The state of the content, by municipality; read before any of it.
    versions: Mapping[int | None, int] = field(default_factory=dict)
    now: datetime = field(default_factory=local_now)
    preview_token: str = ""
    # Whom to count for rate limits. Never stored or logged as it is.
    client_address: str = ""
    # The first moment at which the answer may become wrong by itself.
    boundary: datetime | None = None
    # Per request, for whatever loads many records at once.
    loaders: dict[Any, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.date()

    def expires(self, at: datetime | None) -> None:
        """The answer being made is right only until ``at``; moments that have passed don't count."""
        if at is not None and at > self.now and (self.boundary is None or at < self.boundary):
            self.boundary = at
