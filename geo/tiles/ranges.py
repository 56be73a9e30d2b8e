"""Byte ranges of HTTP (RFC 9110, section 14): the one range that readers of archives ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Range:
    """Bytes from ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class Unsatisfiable(ValueError):
    """The range lies outside of the file."""


def range_of(header: str, size: int) -> Range | None:
    """What a ``Range`` header asks of a file of ``size`` bytes.

    None where it is to be ignored, as other units, several ranges and mistakes are. Raises Unsatisfiable.
    """
    match = _ONE.fullmatch(header)
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        wanted = int(match[2])
        if not wanted or not size:
            raise Unsatisfiable(header)
        return Range(max(0, size - wanted), size - 1)
    first, last = int(match[1]), int(match[2]) if match[2] else size - 1
    if first >= size:
        raise Unsatisfiable(header)
    return Range(first, min(last, size - 1)) if first <= last else None
