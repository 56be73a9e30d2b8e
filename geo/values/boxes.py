"""Boxes of longitude and latitude, and the cells of a grid by which things in a box are found.

The earth is cut into ``2**level`` columns and rows. Something is filed at the finest level at which it touches two
columns and two rows at most, so a few cells name it, however large it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

COARSEST, FINEST = 4, 17
_ROWS = 1 << 20


@dataclass(frozen=True, slots=True)
class Box:
    """West, south, east and north in degrees, WGS 84. Raises ValueError where it is no box on the earth."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        if not (-180 <= self.west <= self.east <= 180 and -90 <= self.south <= self.north <= 90):
            raise ValueError(f"{self.west}, {self.south}, {self.east}, {self.north} is no box on the earth")

    def meets(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        return (
            self.west <= other.east and other.west <= self.east
            and self.south <= other.north and other.south <= self.north
        )  # fmt: skip

    @property
    def square_degrees(self) -> float:
        return (self.east - self.west) * (self.north - self.south)


@dataclass(frozen=True, slots=True)
class Band:
    """A run of cells in one row of one level; ``row`` holds both, so that one index serves."""

    row: int
    first: int
    last: int


def bands_of(box: Box) -> list[Band]:
    """The cells, at most four, under which something with this box is filed."""
    return list(_bands(_level_for(box), box))


def bands_to_search(box: Box, levels: Iterable[int]) -> list[tuple[int, int, int, int]]:
    """For each of ``levels`` the first and last row and the first and last column that ``box`` touches."""
    found = []
    for level in levels:
        bands = _span(level, box)
        found.append((_row(level, bands[0]), _row(level, bands[1]), bands[2], bands[3]))
    return found


def level_of(row: int) -> int:
    """The level a band's ``row`` is on."""
    return row // _ROWS


def _level_for(box: Box) -> int:
    for level in range(FINEST, COARSEST, -1):
        south, north, west, east = _span(level, box)
        if north - south <= 1 and east - west <= 1:
            return level
    return COARSEST


def _bands(level: int, box: Box) -> Iterator[Band]:
    south, north, west, east = _span(level, box)
    for y in range(south, north + 1):
        yield Band(_row(level, y), west, east)


def _row(level: int, y: int) -> int:
    return level * _ROWS + y


def _span(level: int, box: Box) -> tuple[int, int, int, int]:
    return _y(level, box.south), _y(level, box.north), _x(level, box.west), _x(level, box.east)


def _x(level: int, lon: float) -> int:
    return min(int((lon + 180) / 360 * (1 << level)), (1 << level) - 1)


def _y(level: int, lat: float) -> int:
    return min(int((lat + 90) / 180 * (1 << level)), (1 << level) - 1)
