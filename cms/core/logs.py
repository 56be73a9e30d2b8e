"""What goes wrong is logged with the place where it did, and without what a person typed."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlacesFormatter(logging.Formatter):
    """Tracebacks name files, lines and kinds of errors. An error's own words may quote a form, so they are left out
    for requests that brought a query or a body."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, its traceback made for this handler alone."""
        own = logging.makeLogRecord(record.__dict__)
        own.exc_text = None
        if own.exc_info and own.exc_info[1] is not None:
            own.exc_text = "".join(_told(own.exc_info[1], quiet=_brought_words(own)))
            own.exc_info = None
        return super().format(own)


def _brought_words(record: logging.LogRecord) -> bool:
    request: Any = getattr(record, "request", None)
    if request is None:
        return False
    return bool(request.META.get("QUERY_STRING")) or request.method not in ("GET", "HEAD", "OPTIONS")


def _told(failure: BaseException, *, quiet: bool) -> list[str]:
    before = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)
    lines = [*_told(before, quiet=quiet), "\nwhich led to\n\n"] if before is not None else []
    lines += ["Traceback (most recent call last):\n", *traceback.format_tb(failure.__traceback__)]
    kind = f"{type(failure).__module__}.{type(failure).__qualname__}"
    return [*lines, kind if quiet else f"{kind}: {failure}"]
