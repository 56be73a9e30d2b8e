"""What the parameters of an address ask for. Every mistake is told, none is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from geo.models import Dataset
from geo.values.boxes import Box
from geo.values.wanted import SHOWN, Wanted, wanted_value

from .public import Refused

_SHOWN = {attribute.key for attribute in SHOWN}
_OF_ALL = {"bbox"}


def parameters_of(kind: str) -> set[str]:
    """The filters a download of this kind of data takes."""
    if kind == Dataset.Kind.STATISTICS:
        return set()
    if kind == Dataset.Kind.ADDRESSES:
        return _OF_ALL
    if kind == Dataset.Kind.BUILDINGS:
        return _OF_ALL | {"area", "unknown"} | _SHOWN
    return _OF_ALL | {"category"}


def wanted_of(given: Mapping[str, str]) -> Wanted:
    """What the filters ``given`` ask for. Raises Refused."""
    values = {}
    for attribute in _SHOWN & set(given):
        try:
            values[attribute] = wanted_value(attribute, given[attribute])
        except ValueError:
            raise Refused(400, f"“{given[attribute]}” can't be a value of “{attribute}”.") from None
    unknown = frozenset(filter(None, given.get("unknown", "").split(",")))
    if unknown - _SHOWN:
        raise Refused(400, f"Nobody knows what “{', '.join(sorted(unknown - _SHOWN))}” is; see “unknown”.")
    boxes = boxes_of(given["bbox"]) if "bbox" in given else ()
    return Wanted(boxes, _key_of(given.get("area")), given.get("category", ""), values, unknown)


def boxes_of(text: str) -> tuple[Box, ...]:
    """``west,south,east,north``, or with heights; two boxes where it crosses the antimeridian. Raises Refused."""
    try:
        numbers = [float(part) for part in text.split(",")]
        if len(numbers) == 6:
            numbers = [*numbers[:2], *numbers[3:5]]
        west, south, east, north = numbers
        if west <= east:
            return (Box(west, south, east, north),)
        return Box(west, south, 180, north), Box(-180, south, east, north)
    except ValueError:
        message = "“bbox” is west,south,east,north in degrees of longitude and latitude, with commas between."
        raise Refused(400, message) from None


def moments_of(text: str) -> None:
    """Check a moment, or two with a slash between of which one may be open. Raises Refused."""
    parts = text.split("/")
    open_ends = [part in ("", "..") for part in parts]
    try:
        if len(parts) > 2 or (len(parts) == 1 and open_ends[0]):
            raise ValueError(text)
        moments = [_moment(part) for part, is_open in zip(parts, open_ends, strict=True) if not is_open]
        if len(moments) == 2 and moments[0] > moments[1]:
            raise ValueError(text)
    except ValueError:
        message = "“datetime” is a moment such as 2025-01-01T00:00:00Z, or two with a slash between."
        raise Refused(400, message) from None


def number_of(text: str, least: int, most: int, name: str) -> int:
    """A whole number; what is above ``most`` is ``most``. Raises Refused."""
    if not (text.isascii() and text.isdigit()) or len(text) > 18 or int(text) < least:
        raise Refused(400, f"“{name}” is a whole number from {least} to {most}.")
    return min(int(text), most)


def key_of(text: str) -> UUID | None:
    """A feature's id; None where it can't be one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _key_of(text: str | None) -> UUID | None:
    key = key_of(text) if text else None
    if text is not None and key is None:
        raise Refused(400, "“area” is the id of an area.")
    return key


def _moment(text: str) -> float:
    if len(text) == 10:
        return datetime.combine(date.fromisoformat(text), datetime.min.time()).timestamp()
    if "T" not in text.upper():
        raise ValueError(text)
    return datetime.fromisoformat(text).timestamp()
