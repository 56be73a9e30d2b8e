"""Polygons in GML, as CityGML and XWärmeplan have them: rings of positions, with or without heights."""

from __future__ import annotations

import math
from collections.abc import Iterable
from xml.etree.ElementTree import Element

import shapely
from django.utils.translation import gettext as _

from .xml_stream import attribute, below, local


class NoRing(ValueError):
    """A ring that is none; as a sentence."""


def srs_of(element: Element) -> str:
    """The reference system that the element, or the first one in it that has one, names."""
    return next((name for each in element.iter() if (name := attribute(each, "srsName"))), "")


def polygons_in(element: Element, dimension: int = 0) -> list[shapely.Polygon]:
    """All polygons within an element, flat. ``dimension``: of positions that do not say it. Raises NoRing."""
    return [polygon for each in below(element, "Polygon", "PolygonPatch") if (polygon := _polygon(each, dimension))]


def footprint(surfaces: Iterable[shapely.Polygon]) -> bytes | None:
    """What surfaces cover on the ground, as WKB; None where it is nothing."""
    flat = [polygon for polygon in surfaces if polygon.area > 0]
    if not flat:
        return None
    valid = shapely.make_valid(flat)
    joined = shapely.union_all([each for each in valid if each.area > 0], grid_size=0.001)
    parts = [each for each in shapely.get_parts(joined).tolist() if each.geom_type == "Polygon" and each.area > 0]
    if not parts:
        return None
    return bytes(shapely.to_wkb(parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)))


def _polygon(element: Element, dimension: int) -> shapely.Polygon | None:
    rings = {"exterior": [], "interior": []}  # type: dict[str, list[list[tuple[float, float]]]]
    for each in element:
        kind = local(each.tag)
        if kind in rings:
            rings[kind].extend(
                _ring(ring, dimension or _dimension(element)) for ring in below(each, "LinearRing", "Ring")
            )
    if not rings["exterior"]:
        return None
    # A wall seen from above is a line, which is no area.
    return shapely.Polygon(rings["exterior"][0], rings["interior"])


def _ring(element: Element, dimension: int) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for each in below(element, "posList", "pos", "coordinates"):
        if local(each.tag) == "coordinates":
            found += [_pair(place.split(",")) for place in (each.text or "").split()]
            continue
        numbers = (each.text or "").split()
        size = _dimension(each) or dimension or (len(numbers) if local(each.tag) == "pos" else 0)
        size = size or (3 if len(numbers) % 3 == 0 and len(numbers) % 2 else 2)
        if len(numbers) % size:
            message = _("A ring has %(numbers)d numbers, which is no multiple of %(size)d")
            raise NoRing(message % {"numbers": len(numbers), "size": size})
        found += [_pair(numbers[start : start + 2]) for start in range(0, len(numbers), size)]
    if len(found) < 4 or found[0] != found[-1]:
        raise NoRing(_("A ring does not end where it began, or has fewer than four positions"))
    return found


def _dimension(element: Element) -> int:
    text = attribute(element, "srsDimension")
    return int(text) if text in ("2", "3") else 0


def _pair(numbers: list[str]) -> tuple[float, float]:
    try:
        x, y = float(numbers[0]), float(numbers[1])
    except (ValueError, IndexError) as error:
        raise NoRing(_("“%(text)s” is no position") % {"text": " ".join(numbers)[:40]}) from error
    if not (math.isfinite(x) and math.isfinite(y)):
        raise NoRing(_("A position is infinite or no number"))
    return x, y
