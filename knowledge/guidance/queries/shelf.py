"""What is made of public content, kept with the edition until time alone may change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar, cast

from cms.core.queries.readings import Reader

T = TypeVar("T")


def kept(reader: Reader, name: Any, read: Callable[[], T]) -> T:
    """What ``read`` returns, kept with the edition until the first moment at which something in it changes by time.

    It must hold no reading: readings belong to the request that made them.
    """
    shelf: dict[Any, tuple[Any, datetime | None]] = reader.edition.keep("guidance", dict)
    found = shelf.get(name)
    if found is None or (found[1] is not None and found[1] <= reader.now):
        found = shelf[name] = _read_until(reader, read)
    reader.expires(found[1])
    return cast("T", found[0])


def _read_until(reader: Reader, read: Callable[[], Any]) -> tuple[Any, datetime | None]:
    times: list[datetime] = []
    told = reader.expires

    def note(moment: datetime | None) -> None:
        if moment is not None and moment > reader.now:
            times.append(moment)
        told(moment)

    reader.expires = note
    try:
        value = read()
    finally:
        reader.expires = told
    return value, min(times, default=None)
