"""Reading PMTiles, version 3: a header, directories of where tiles lie, and the tiles.

Follows the specification "PMTiles Version 3". Directories are lists of varints: differences of tile ids, run lengths,
lengths and offsets; an entry without a run points to a leaf directory.
"""

from __future__ import annotations

import gzip
import struct
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

HEADER_BYTES = 127
DEEPEST_ZOOM = 26
_HEADER = struct.Struct("<7sB11Q6B4i")
_GZIP = 2
_MOST_LEAVES = 64

Read = Callable[[int, int], bytes]
"""Reads so many bytes from a place of the file: ``read(offset, length)``."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the parts of an archive begin, how long they are, and which zooms it has."""

    root: tuple[int, int]
    leaves: int
    tiles: int
    directories_zipped: bool
    tiles_zipped: bool
    min_zoom: int
    max_zoom: int

    @classmethod
    def read(cls, data: bytes) -> Header:
        """From the first bytes of an archive. Raises ValueError where they are none."""
        if len(data) < HEADER_BYTES or data[:8] != b"PMTiles\x03":
            raise ValueError("this is no PMTiles archive of version 3")
        found = _HEADER.unpack_from(data)
        return cls(
            (found[2], found[3]), found[6], found[8], found[14] == _GZIP, found[15] == _GZIP, found[17], found[18]
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Directory:
    """Entries by the first tile id of each; a run of 0 is a leaf directory."""

    ids: list[int]
    runs: list[int]
    lengths: list[int]
    offsets: list[int]

    @classmethod
    def read(cls, data: bytes) -> Directory:
        """From its plain bytes. Raises ValueError or IndexError where they are cut off."""
        numbers = _varints(data)
        count = next(numbers)
        ids, last = [], 0
        for _ in range(count):
            last += next(numbers)
            ids.append(last)
        runs = [next(numbers) for _ in range(count)]
        lengths = [next(numbers) for _ in range(count)]
        offsets: list[int] = []
        for at in range(count):
            given = next(numbers)
            # Nought: right behind the one before.
            offsets.append(given - 1 if given else offsets[at - 1] + lengths[at - 1])
        return cls(ids, runs, lengths, offsets)


@dataclass(slots=True)
class Archive:
    """An archive whose directories are kept once they were read; the file itself is opened by whoever asks."""

    header: Header
    root: Directory
    _leaves: OrderedDict[int, Directory] = field(default_factory=OrderedDict)

    @classmethod
    def open(cls, read: Read) -> Archive:
        """Read header and root directory. Raises ValueError where it is no archive."""
        header = Header.read(read(0, HEADER_BYTES))
        return cls(header, _directory(read(*header.root), zipped=header.directories_zipped))

    def place(self, zoom: int, x: int, y: int, read: Read) -> tuple[int, int] | None:
        """Offset and length of a tile in the file; None where the archive has none there."""
        wanted = tile_id(zoom, x, y)
        directory = self.root
        # The specification allows no more than three levels of directories.
        for _level in range(4):
            at = bisect_right(directory.ids, wanted) - 1
            if at < 0:
                return None
            run, offset, length = directory.runs[at], directory.offsets[at], directory.lengths[at]
            if run:
                inside = wanted < directory.ids[at] + run
                return (self.header.tiles + offset, length) if inside else None
            directory = self._leaf(offset, length, read)
        return None

    def _leaf(self, offset: int, length: int, read: Read) -> Directory:
        known = self._leaves.get(offset)
        if known is None:
            data = read(self.header.leaves + offset, length)
            known = self._leaves[offset] = _directory(data, zipped=self.header.directories_zipped)
            while len(self._leaves) > _MOST_LEAVES:
                self._leaves.popitem(last=False)
        return known


def tile_id(zoom: int, x: int, y: int) -> int:
    """The number of a tile: all tiles of lower zooms first, then along the Hilbert curve of its own."""
    if not (0 <= zoom <= DEEPEST_ZOOM and 0 <= x < 1 << zoom and 0 <= y < 1 << zoom):
        raise ValueError(f"there is no tile {zoom}/{x}/{y}")
    number = ((1 << 2 * zoom) - 1) // 3
    half = (1 << zoom) >> 1
    while half:
        right, below = bool(x & half), bool(y & half)
        number += half * half * ((3 * right) ^ below)
        if not below:
            if right:
                x, y = half - 1 - (x & (half - 1)), half - 1 - (y & (half - 1))
            x, y = y, x
        half >>= 1
    return number


def _directory(data: bytes, *, zipped: bool) -> Directory:
    return Directory.read(gzip.decompress(data) if zipped else data)


def _varints(data: bytes) -> Iterator[int]:
    at = 0
    while True:
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
            shift += 7
        yield value
