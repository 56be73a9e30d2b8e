"""Whether WKB is points, lines or areas, without reading all of it."""

from __future__ import annotations

import struct

from .recipe import Geometry

_KINDS = {
    **dict.fromkeys((1, 4), Geometry.POINT),
    **dict.fromkeys((2, 5, 8, 9, 11, 13), Geometry.LINE),
}


def geometry_of(wkb: bytes | None) -> Geometry:
    """What a feature is; collections of patches and whatever else has an inside count as areas."""
    if not wkb or len(wkb) < 5:
        return Geometry.NONE
    code = struct.unpack("<I" if wkb[0] else ">I", wkb[1:5])[0]
    # Heights, measures and reference systems are marked by thousands, or by the highest bits.
    return _KINDS.get((code & 0x0FFFFFFF) % 1000, Geometry.POLYGON)
