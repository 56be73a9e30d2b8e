"""WKB of the geometries of GeoJSON; heights are left out."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

_HEAD = struct.Struct("<BI")
_COUNTED = struct.Struct("<BII")
_COUNT = struct.Struct("<I")
_NUMBERS = {int, float}
_MOST_COLLECTIONS = 4


class NoGeometry(ValueError):
    """What is wrong with a geometry, as a sentence."""


def wkb_of(geometry: Any, depth: int = 0) -> bytes | None:
    """The WKB of a GeoJSON geometry; None where there is none. Raises NoGeometry."""
    if geometry is None:
        return None
    if not isinstance(geometry, Mapping) or not isinstance(geometry.get("type"), str):
        raise NoGeometry(_("It is no geometry with a type"))
    kind = geometry["type"]
    if kind == "GeometryCollection":
        return _collection(geometry.get("geometries"), depth)
    write = _WRITERS.get(kind)
    if write is None:
        raise NoGeometry(_("GeoJSON has no geometry of the type “%(kind)s”") % {"kind": kind[:40]})
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list):
        raise NoGeometry(_("It has no list of coordinates"))
    return write(coordinates)


def _collection(parts: Any, depth: int) -> bytes:
    if not isinstance(parts, list) or depth > _MOST_COLLECTIONS:
        raise NoGeometry(_("It is a collection without geometries, or of collections of collections"))
    inner = [wkb for part in parts if (wkb := wkb_of(part, depth + 1)) is not None]
    return _COUNTED.pack(1, 7, len(inner)) + b"".join(inner)


def _point(coordinates: list[Any]) -> bytes:
    return _HEAD.pack(1, 1) + (_positions([coordinates]) if coordinates else struct.pack("<2d", math.nan, math.nan))


def _line(coordinates: list[Any]) -> bytes:
    return _COUNTED.pack(1, 2, len(coordinates)) + _positions(coordinates)


def _polygon(coordinates: list[Any]) -> bytes:
    rings = [_COUNT.pack(len(ring)) + _ring(ring) for ring in _lists(coordinates)]
    return _COUNTED.pack(1, 3, len(rings)) + b"".join(rings)


def _ring(ring: list[Any]) -> bytes:
    if ring and (len(ring) < 4 or ring[0] != ring[-1]):
        raise NoGeometry(_("A ring does not end where it began, or has fewer than four positions"))
    return _positions(ring)


def _many(kind: int, write: Callable[[list[Any]], bytes]) -> Callable[[list[Any]], bytes]:
    def written(coordinates: list[Any]) -> bytes:
        return _COUNTED.pack(1, kind, len(coordinates)) + b"".join(map(write, _lists(coordinates)))

    return written


def _lists(coordinates: list[Any]) -> list[list[Any]]:
    if not all(isinstance(part, list) for part in coordinates):
        raise NoGeometry(_("The coordinates are not nested as their type asks"))
    return coordinates


def _positions(positions: list[Any]) -> bytes:
    """Only the first two numbers of each; the others are its height."""
    try:
        lengths = set(map(len, positions))
        if lengths != {2}:
            if positions and min(lengths) < 2:
                raise NoGeometry(_("A position has fewer than two numbers"))
            positions = [position[:2] for position in positions]
        numbers = list(chain.from_iterable(positions))
    except TypeError as error:
        raise NoGeometry(_("The coordinates are not nested as their type asks")) from error
    if not set(map(type, numbers)) <= _NUMBERS:
        raise NoGeometry(_("A coordinate is no number, or they are not nested as their type asks"))
    try:
        finite = math.isfinite(sum(numbers))
        packed = struct.pack(f"<{len(numbers)}d", *numbers)
    except OverflowError as error:
        raise NoGeometry(_("A coordinate is infinite")) from error
    if not finite:
        raise NoGeometry(_("A coordinate is infinite"))
    return packed


_WRITERS: dict[str, Callable[[list[Any]], bytes]] = {
    "Point": _point,
    "LineString": _line,
    "Polygon": _polygon,
    "MultiPoint": _many(4, _point),
    "MultiLineString": _many(5, _line),
    "MultiPolygon": _many(6, _polygon),
}
