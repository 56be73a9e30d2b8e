"""Coordinate reference systems: what a file declares, what its numbers look like, and the way to WGS 84."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]

from .names import shown

WGS84 = "EPSG:4326"
# Land and sea of Germany with room around it, and of Europe's countries that deliver to German offices.
GERMANY = (5.0, 46.5, 16.0, 56.0)
EUROPE = (-32.0, 27.0, 45.0, 72.0)
_URN = re.compile(r"^urn:(?:x-)?ogc:def:crs(?:,crs)?:(?P<who>EPSG|OGC|CRS):[^:]*:(?P<code>\w+)", re.IGNORECASE)
_COMPOUND_URN = re.compile(r"^urn:(?:x-)?ogc:def:crs,(?:crs:)?(?P<who>EPSG):[^:]*:(?P<code>\d+),", re.IGNORECASE)
_ADDRESS = re.compile(
    r"^https?://www\.opengis\.net/(?:def/crs/(?P<who>EPSG|OGC)/[^/]*/|gml/srs/epsg\.xml#)(?P<code>\w+)$", re.I
)
_EPSG = re.compile(r"^EPSG:(?P<code>\d{4,6})(?:\+\d{4,6})?$", re.IGNORECASE)
_ADV = re.compile(r"(?:^|:)(?P<code>ETRS89_UTM3[123]|ETRS89_Lat-Lon|ETRS89_h?|DE_DHDN_3GK[2-5])\b", re.IGNORECASE)
# The German surveying offices' own names, see the GeoInfoDok.
_ADV_CODES = {
    "ETRS89_UTM31": 25831, "ETRS89_UTM32": 25832, "ETRS89_UTM33": 25833, "ETRS89_LAT-LON": 4258,
    "DE_DHDN_3GK2": 31466, "DE_DHDN_3GK3": 31467, "DE_DHDN_3GK4": 31468, "DE_DHDN_3GK5": 31469,
}  # fmt: skip
# What German offices deliver in, the most frequent first.
_USUAL = (
    "EPSG:25833", "EPSG:25832", "EPSG:4326", "EPSG:3857", "EPSG:31469", "EPSG:31468", "EPSG:31467", "EPSG:31466",
    "EPSG:5650", "EPSG:4647",
)  # fmt: skip


class NoCrs(ValueError):
    """A reference system nobody knows, or a place that can't be; as a sentence."""


def normal_crs(declared: str) -> str:
    """``EPSG:n`` of what a file declares, else its WKT; heights are left out. Raises NoCrs. Empty stays empty."""
    text = declared.strip()
    if not text:
        return ""
    code = _code(text)
    try:
        crs = CRS.from_epsg(code) if code else CRS.from_user_input(text) if len(text) < 20_000 else None
    except CRSError as error:
        raise _unknown(text) from error
    if crs is None or not (crs.is_projected or crs.is_geographic or crs.is_compound):
        message = _("The coordinate reference system “%(crs)s” says nothing of places on the earth")
        raise NoCrs(message % {"crs": shown(text)})
    return _named(_flat(crs))


def likely_crs(bounds: Sequence[float]) -> list[str]:
    """Systems in which ``bounds`` (west, south, east, north, as the numbers are) lie in Germany, likeliest first."""
    return [crs for crs in _USUAL if _inside(_corners(bounds, crs), GERMANY)]


def looks_swapped(bounds: Sequence[float], crs: str) -> bool:
    """Whether ``bounds`` lie outside of Germany as they are, but in Germany with the axes the other way round."""
    if _inside(_corners(bounds, crs), GERMANY):
        return False
    west, south, east, north = bounds
    return _inside(_corners((south, west, north, east), crs), GERMANY)


def to_wgs84(xy: NDArray[np.float64], crs: str) -> NDArray[np.float64]:
    """Coordinates (n, 2), easting or longitude first, as longitude and latitude in degrees.

    What can't be transformed becomes infinite. Raises NoCrs where the system itself is not known.
    """
    if crs == WGS84 or not len(xy):
        return xy
    lon, lat = _transformer(crs).transform(xy[:, 0], xy[:, 1])
    return np.column_stack([lon, lat])


def title_of(crs: str) -> str:
    """How people call it, such as ``ETRS89 / UTM zone 33N (EPSG:25833)``."""
    try:
        name = CRS.from_user_input(crs).name
    except CRSError:
        return crs
    return f"{name} ({crs})" if crs.startswith("EPSG:") else name


def _unknown(crs: str) -> NoCrs:
    return NoCrs(_("The coordinate reference system “%(crs)s” is not known") % {"crs": shown(crs)})


def _code(text: str) -> int:
    for pattern in (_EPSG, _COMPOUND_URN, _URN, _ADDRESS):
        if match := pattern.match(text):
            code = match["code"].upper()
            # CRS84 is WGS 84 with longitude first, which is how all coordinates are given here.
            return 4326 if code in ("CRS84", "CRS84H", "84") else int(code) if code.isdecimal() else 0
    match = _ADV.search(text)
    return _ADV_CODES.get(match["code"].upper(), 0) if match else 0


def _flat(crs: CRS) -> CRS:
    """Without heights."""
    if crs.is_compound:
        crs = crs.sub_crs_list[0]
    if crs.is_bound and crs.source_crs is not None:
        crs = crs.source_crs
    return crs.to_2d()


def _named(crs: CRS) -> str:
    code = crs.to_epsg(min_confidence=70)
    # Its geographic twin in three dimensions and CRS84 are the same places.
    return f"EPSG:{4326 if code == 4979 else code}" if code else str(crs.to_wkt())


@cache
def _transformer(crs: str) -> Transformer:
    set_network_enabled(active=False)
    try:
        return Transformer.from_crs(CRS.from_user_input(crs), WGS84, always_xy=True)
    except (CRSError, ProjError) as error:
        raise _unknown(crs) from error


def _corners(bounds: Sequence[float], crs: str) -> NDArray[np.float64]:
    west, south, east, north = bounds
    corners = np.array([(west, south), (east, south), (east, north), (west, north)], dtype=np.float64)
    try:
        return to_wgs84(corners, crs)
    except NoCrs:
        return np.full((4, 2), np.inf)


def _inside(points: NDArray[np.float64], box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    lon, lat = points[:, 0], points[:, 1]
    return bool(np.all((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)))
