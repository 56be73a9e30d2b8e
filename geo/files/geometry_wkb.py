"""Kinds of WKB that GEOS does not know: patches become polygons, arcs are named."""

from __future__ import annotations

import struct

from django.utils.translation import gettext as _

_PATCHES = {15: 6, 16: 6, 17: 3}
_MOST_DEPTH = 5


class NotPlain(ValueError):
    """Why a geometry can't be used, as a sentence."""


def kind_of(wkb: bytes) -> tuple[int, bool]:
    """The kind as OGC numbers it, without what marks heights; and whether there are heights. Raises NotPlain."""
    if len(wkb) < 5:
        raise NotPlain(_("It is damaged. Mend it in a GIS and export it again"))
    code = struct.unpack_from("<I" if wkb[0] else ">I", wkb, 1)[0]
    bare = code & 0x0FFFFFFF
    return bare % 1000, bool(code & 0x80000000) or bare // 1000 in (1, 3)


def with_polygons(wkb: bytes) -> bytes:
    """The same with polyhedral surfaces and triangulated networks as polygons, which may overlap. Raises NotPlain."""
    changed = bytearray(wkb)
    try:
        _walk(changed, 0, 0)
    except struct.error as error:
        raise NotPlain(_("It is damaged. Mend it in a GIS and export it again")) from error
    return bytes(changed)


def _walk(data: bytearray, at: int, depth: int) -> int:
    """Rename what begins at ``at``; where it ends."""
    order = "<" if data[at : at + 1] == b"\x01" else ">"
    code = struct.unpack_from(f"{order}I", data, at + 1)[0]
    flags, thousands, kind = code & 0xF0000000, (code & 0x0FFFFFFF) // 1000, (code & 0x0FFFFFFF) % 1000
    if depth > _MOST_DEPTH:
        raise NotPlain(_("It is a collection of collections. Divide it in a GIS"))
    kind = _PATCHES.get(kind, kind)
    struct.pack_into(f"{order}I", data, at + 1, flags | thousands * 1000 + kind)
    width = 16 + 8 * (bool(flags & 0x80000000) + bool(flags & 0x40000000) or (0, 1, 1, 2)[thousands % 4])
    at += 5 + 4 * bool(flags & 0x20000000)
    if kind == 1:
        return at + width
    count = struct.unpack_from(f"{order}I", data, at)[0]
    at += 4
    if kind == 2:
        return at + width * int(count)
    if kind not in (3, 4, 5, 6, 7):
        raise NotPlain(_("It has arcs or is of a kind that is not read. Turn arcs into lines in a GIS"))
    for _part in range(count):
        at = _ring(data, at, order, width) if kind == 3 else _walk(data, at, depth + 1)
    return at


def _ring(data: bytearray, at: int, order: str, width: int) -> int:
    return at + 4 + width * int(struct.unpack_from(f"{order}I", data, at)[0])
