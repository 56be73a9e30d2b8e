"""FlatGeobuf: every feature where the header says it is, and the file ends with the last."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

from django.utils.translation import gettext as _

from geo.files.refusals import counted, refusal

MAGIC = b"fgb\x03fgb"
_FEATURES, _NODE_SIZE = 8, 9
_MOST_HEADER = 1_000_000
_NODE = 40


def check_flatgeobuf(path: Path, name: str) -> int:
    """The number of features. Raises FileError."""
    if path.stat().st_size < 20:
        raise refusal(name, _damaged())
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            declared, at = _header(data)
            return _walk(data, at, declared, name)
        except (struct.error, ValueError) as error:
            raise refusal(name, _damaged()) from error


def _header(data: mmap.mmap) -> tuple[int, int]:
    """How many features the header declares (0: it does not say), and where they begin."""
    size = struct.unpack_from("<I", data, 8)[0]
    if not 8 <= size <= min(_MOST_HEADER, len(data) - 12):
        raise ValueError
    table = 12 + struct.unpack_from("<I", data, 12)[0]
    count = _field(data, table, _FEATURES, "<Q", 0)
    nodes = _field(data, table, _NODE_SIZE, "<H", 16)
    at = 12 + size + (_index_size(count, nodes) if nodes and count else 0)
    # Each feature takes eight bytes at the least.
    if at > len(data) or count > (len(data) - at) // 8:
        raise ValueError
    return count, at


def _field(data: mmap.mmap, table: int, number: int, form: str, otherwise: int) -> int:
    vtable = table - struct.unpack_from("<i", data, table)[0]
    if vtable < 0 or 4 + 2 * number >= struct.unpack_from("<H", data, vtable)[0]:
        return otherwise
    offset = struct.unpack_from("<H", data, vtable + 4 + 2 * number)[0]
    return int(struct.unpack_from(form, data, table + offset)[0]) if offset else otherwise


def _index_size(count: int, node_size: int) -> int:
    if node_size < 2:
        raise ValueError
    nodes, level = count, count
    while level > 1:
        level = -(-level // node_size)
        nodes += level
    return nodes * _NODE


def _walk(data: mmap.mmap, at: int, declared: int, name: str) -> int:
    number = 0
    while at < len(data):
        number += 1
        size = struct.unpack_from("<I", data, at)[0]
        at += 4 + size
        if size < 4 or at > len(data):
            raise refusal(name, _damaged(), feature=number)
    if declared and number != declared:
        message = _("It declares %(declared)s features but holds %(number)s.")
        said = message % {"declared": counted(declared), "number": counted(number)}
        raise refusal(name, f"{said} {_damaged()}")
    return number


def _damaged() -> str:
    return _("The FlatGeobuf file is damaged or was cut off. Export it again.")
