"""What a layer's geometries are called, whatever dialect names them."""

from __future__ import annotations

from collections.abc import Iterable

_PLAIN = {
    "POINT": "Point", "LINESTRING": "LineString", "POLYGON": "Polygon", "CURVEPOLYGON": "Polygon",
    "CURVE": "LineString",
    "SURFACE": "Polygon", "TIN": "Polygon", "POLYHEDRALSURFACE": "Polygon", "TRIANGLE": "Polygon",
    "COMPOUNDCURVE": "LineString", "CIRCULARSTRING": "LineString",
}  # fmt: skip


def common_name(kinds: Iterable[str]) -> str:
    """Point, LineString or Polygon where all are such, single or multiple; else Mixed. Empty where there are none."""
    found = {_PLAIN.get(_bare(kind), "Mixed") for kind in kinds}
    return next(iter(found)) if len(found) == 1 else "Mixed" if found else ""


def _bare(kind: str) -> str:
    words = kind.upper().replace("2.5D", "").replace("25D", "").split()
    return words[0].removeprefix("MULTI").removeprefix("2.5D") if words else ""
