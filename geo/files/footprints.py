"""Plain, valid geometries on the ground: patches are projected and joined, slightly broken rings mended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from numpy.typing import NDArray

from .geometry_wkb import NotPlain, kind_of, with_polygons

MOST_CHANGE = 0.01
_PATCH_KINDS = {7, 15, 16, 17}
_ARCS = {8, 9, 10, 11, 12, 13, 14}
_POLYGONS = (3, 6)
# Walls seen from above.
_NOTHING = 1e-9
# By the library's own words for them.
_FAULTS = {
    "self-intersection": gettext_noop("it crosses itself"),
    "ring self-intersection": gettext_noop("a ring touches or crosses itself"),
    "hole lies outside shell": gettext_noop("a hole lies outside of it"),
    "holes are nested": gettext_noop("one hole lies in another"),
    "nested shells": gettext_noop("one part lies in another"),
    "interior is disconnected": gettext_noop("holes cut it in two"),
    "duplicate rings": gettext_noop("a ring is there twice"),
    "too few points in geometry component": gettext_noop("a ring has too few corners"),
    "": gettext_noop("its rings do not fit together"),
}

# How WKB of the six plain kinds begins, least byte first and without heights.
_EASY = {bytes((1, kind, 0, 0, 0)) for kind in (1, 2, 3, 4, 5, 6)}


def easily_plain(wkbs: Sequence[bytes]) -> NDArray[Any]:
    """At once the geometries of those that need no more than reading; None for those that ``plain`` must look at."""
    easy = np.array([wkb if wkb[:5] in _EASY else None for wkb in wkbs], dtype=object)
    geometries = shapely.from_wkb(easy, on_invalid="ignore")
    geometries[shapely.is_empty(geometries) | ~np.isfinite(shapely.bounds(geometries)).all(axis=1)] = None
    xy, owners = shapely.get_coordinates(geometries, return_index=True)
    geometries[owners[~np.isfinite(xy).all(axis=1)]] = None
    return np.asarray(geometries)


def plain(wkb: bytes) -> Any:
    """The geometry in two dimensions, as it is, valid or not; of patches and solids the footprint.

    None where there is nothing on the ground, as of records that are only a building's walls. Raises NotPlain.
    """
    kind, high = kind_of(wkb)
    if kind in _ARCS:
        raise NotPlain(_("It has arcs, which are not read. Turn them into lines in a GIS and export it again"))
    geometry = shapely.from_wkb(with_polygons(wkb) if kind in _PATCH_KINDS else wkb, on_invalid="ignore")
    if geometry is None:
        raise NotPlain(_("It is damaged. Mend it in a GIS and export it again"))
    geometry = shapely.force_2d(geometry)
    if shapely.is_empty(geometry):
        raise NotPlain(_("It is empty. Draw it, or leave the feature out"))
    if not np.isfinite(shapely.get_coordinates(geometry)).all():
        raise NotPlain(_("A coordinate is no finite number. Mend it and export it again"))
    if kind in _PATCH_KINDS or (high and kind == 6):
        return _footprint(geometry)
    return geometry


def mended(geometry: Any) -> Any:
    """A valid geometry that covers the same but for a hundredth. Raises NotPlain where there is none."""
    if shapely.get_type_id(geometry) not in _POLYGONS:
        raise NotPlain(_("It is a line without length, or a collection that is not valid. Draw it anew in a GIS"))
    before = shapely.area(geometry)
    after = _areas_only(shapely.make_valid(geometry))
    change = abs(shapely.area(after) - before) / before if before else 1.0
    if shapely.is_empty(after) or not shapely.is_valid(after) or change > MOST_CHANGE:
        message = _(
            "Its outline is not valid (%(why)s), and mending it would change its area by %(percent)d %%. "
            "Draw it anew in a GIS"
        )
        raise NotPlain(message % {"why": why_broken(geometry), "percent": round(100 * min(change, 1))})
    return after


def why_broken(geometry: Any) -> str:
    """What makes a geometry invalid, in a few words."""
    said = shapely.is_valid_reason(geometry).split("[")[0].strip().lower()
    return _(_FAULTS.get(said, _FAULTS[""]))


def _footprint(geometry: Any) -> Any:
    """What of polygons in space is seen from above; what has none, such as lines, as it is."""
    parts = _parts(geometry)
    areas = parts[np.isin(shapely.get_type_id(parts), (3,))]
    if not len(areas):
        return geometry
    flat = areas[shapely.area(areas) > _NOTHING]
    if not len(flat):
        return None
    if not shapely.is_valid(flat).all():
        flat = shapely.make_valid(flat)
    joined = _areas_only(shapely.union_all(flat, grid_size=_grid(flat)))
    return None if shapely.is_empty(joined) else joined


def _grid(geometries: Any) -> float:
    """A millimetre, so that patches which nearly touch are joined; in degrees a hundred millionth."""
    return 0.001 if np.abs(shapely.total_bounds(geometries)).max() > 360 else 1e-8


def _parts(geometry: Any) -> Any:
    parts = shapely.get_parts(np.atleast_1d(geometry))
    while len(nested := shapely.get_parts(parts)) > len(parts):
        parts = nested
    return shapely.get_parts(parts)


def _areas_only(geometry: Any) -> Any:
    if shapely.get_type_id(geometry) in _POLYGONS:
        return geometry
    parts = _parts(geometry)
    return shapely.union_all(parts[shapely.get_type_id(parts) == 3])
