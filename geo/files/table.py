"""Tables: which columns say where a row lies, and rows as features."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from django.utils.translation import gettext as _

from .crs import NoCrs, normal_crs
from .names import folded
from .numbers import NoNumber, read_span
from .raw import RawFeature
from .refusals import refusal

_WKT = re.compile(
    r"^\s*(?:SRID=(?P<srid>\d{4,6});)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON|SURFACE|CURVE)\s*Z?M?\s*(?:\(|EMPTY)",
    re.IGNORECASE,
)
# Names of longitude or easting with the latitude or northing that goes with it.
_PAIRS = (
    ("lon", "lat"), ("longitude", "latitude"), ("long", "lat"), ("lng", "lat"), ("x", "y"),
    ("laengengrad", "breitengrad"),
    ("laenge", "breite"), ("easting", "northing"), ("ostwert", "nordwert"), ("rechtswert", "hochwert"), ("ost", "nord"),
    ("xkoordinate", "ykoordinate"), ("geolon", "geolat"), ("coordx", "coordy"), ("e", "n"),
)  # fmt: skip
_SRID = re.compile(r"\s*SRID=(\d{4,6});\s*(.*)", re.IGNORECASE | re.DOTALL)
_DEGREES = frozenset({"lon", "longitude", "long", "lng", "laengengrad", "geolon"})


@dataclass(frozen=True, slots=True)
class Places:
    """Where a row's place stands: in a column of WKT, or in two of numbers; neither: it has none."""

    wkt: str = ""
    x: str = ""
    y: str = ""
    crs: str = ""

    @property
    def columns(self) -> set[str]:
        return {self.wkt, self.x, self.y} - {""}


def find_places(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Places:
    """Looks at names and at the first rows."""
    first = list(rows)
    for column in columns:
        said = [str(row[column]) for row in first if row.get(column)]
        if said and all(_WKT.match(text) for text in said):
            match = _SRID.match(said[0])
            return Places(wkt=column, crs=_crs(match[1]) if match else "")
    by_name = {folded(column): column for column in columns}
    for x, y in _PAIRS:
        if x in by_name and y in by_name:
            return Places(x=by_name[x], y=by_name[y], crs="EPSG:4326" if x in _DEGREES else "")
    return Places()


def features_of(
    rows: Iterable[tuple[int, dict[str, Any]]], places: Places, file: str, layer: str
) -> Iterator[RawFeature]:
    """Rows with their numbers as features; columns of places are no fields. Raises FileError."""
    for number, row in rows:
        try:
            wkb = _from_wkt(row.get(places.wkt), places) if places.wkt else _from_numbers(row, places)
        except (ValueError, shapely.errors.ShapelyError) as error:
            said = str(error) if isinstance(error, NoNumber | _NoPlace) else _("The text is no geometry (WKT)")
            message = _("%(error)s. Mend the row and import the file again.") % {"error": said}
            column = places.wkt or f"{places.x}, {places.y}"
            raise refusal(file, message, layer=layer, feature=number, name=column) from error
        yield RawFeature(number, "", wkb, {name: value for name, value in row.items() if name not in places.columns})


class _NoPlace(ValueError):
    pass


def _from_wkt(value: Any, places: Places) -> bytes | None:
    text = str(value or "").strip()
    if not text:
        return None
    match = _SRID.match(text)
    if match:
        if _crs(match[1]) != places.crs:
            raise _NoPlace(_("SRID %(srid)s is another one than that of the first row") % {"srid": match[1]})
        text = match[2]
    return bytes(shapely.to_wkb(shapely.from_wkt(text)))


def _from_numbers(row: Mapping[str, Any], places: Places) -> bytes | None:
    if not places.x:
        return None
    x, y = read_span(row.get(places.x)), read_span(row.get(places.y))
    if x is None and y is None:
        return None
    if x is None or y is None:
        raise _NoPlace(_("Only one of the two coordinates is given"))
    return bytes(shapely.to_wkb(shapely.Point(x.low, y.low)))


def _crs(srid: str) -> str:
    try:
        return normal_crs(f"EPSG:{srid}")
    except NoCrs:
        return ""
