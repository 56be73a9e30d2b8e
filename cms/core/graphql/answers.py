"""What comes out of an execution, for whichever transport carries it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. ``data`` is shared with the cache: read it, never change it."""

    data: dict[str, Any] | None
    errors: tuple[dict[str, Any], ...] = ()
    # As HTTP would say it: 200, 400 for a refused request, 500 for a masked failure of the whole answer.
    status: int = 200
    etag: str = ""
    # Until when the answer is right if nobody publishes anything; empty where it must not be kept.
    expires: datetime | None = None
    no_store: bool = True
    extensions: dict[str, Any] = field(default_factory=dict)
    # The encoded answer, where it is kept.
    body: bytes = b""
