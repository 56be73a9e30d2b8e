"""Blocks and streets of a quarter, from a sketch in letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from .chance import chance
from .ground import Ring

# What stands in a block, by its letter.
KINDS = {
    "g": "perimeter blocks of the years around 1900", "s": "single-family houses", "t": "terraced houses",
    "z": "parallel rows of the 1920s to 1950s", "p": "prefabricated slabs", "c": "trade", "k": "a school and shops",
    "a": "courtyard houses of an old village", "n": "new houses with flats", "w": "a park", "b": "the banks of a brook",
    "u": "allotments and fields",
}  # fmt: skip
WIDTH, HEIGHT = 118.0, 84.0
HALF_STREET, HALF_MAIN = 7.5, 13.0


@dataclass(frozen=True, slots=True)
class Sketch:
    """A quarter in letters, north above: what stands where, in which plan area and which district it is.

    Raises ValueError where the three are not of one size or a letter is unknown.
    """

    kinds: tuple[str, ...]
    plan: tuple[str, ...]
    districts: tuple[str, ...]

    def __post_init__(self) -> None:
        sizes = {(len(part), *{len(line) for line in part}) for part in (self.kinds, self.plan, self.districts)}
        if len(sizes) != 1 or len(next(iter(sizes))) != 2:
            raise ValueError("kinds, plan and districts should have the same number of lines of the same length")
        if unknown := set("".join(self.kinds)) - set(KINDS):
            raise ValueError(f"kinds has {', '.join(sorted(unknown))}, but knows {', '.join(KINDS)}")

    @property
    def rows(self) -> int:
        return len(self.kinds)

    @property
    def columns(self) -> int:
        return len(self.kinds[0])


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a block, seen from its street: ``u`` runs along it, ``v`` into the block, both in metres."""

    x: float
    y: float
    along: tuple[float, float]
    length: float
    depth: float
    street: int
    odd: bool

    def point(self, u: float, v: float) -> tuple[float, float]:
        """Where ``u`` and ``v`` are in the drawing."""
        (ux, uy) = self.along
        return self.x + u * ux - v * uy, self.y + u * uy + v * ux

    def ring(self, *corners: tuple[float, float]) -> Ring:
        return [self.point(u, v) for u, v in corners]

    def rectangle(self, u0: float, u1: float, v0: float, v1: float) -> Ring:
        return self.ring((u0, v0), (u1, v0), (u1, v1), (u0, v1))


@dataclass(frozen=True, slots=True)
class Block:
    """A block between four streets; ``cell`` reaches to their middles, ``inner`` is what can be built on."""

    number: int
    kind: str
    plan: str
    district: str
    cell: tuple[float, float, float, float]
    inner: tuple[float, float, float, float]
    # South, east, north and west.
    streets: tuple[int, int, int, int]

    @property
    def sides(self) -> tuple[Side, Side, Side, Side]:
        """South, east, north and west; each seen from its street."""
        west, south, east, north = self.inner
        wide, high = east - west, north - south
        below, right, above, left = self.streets
        return (
            Side(west, south, (1, 0), wide, high, below, odd=True),
            Side(east, south, (0, 1), high, wide, right, odd=False),
            Side(east, north, (-1, 0), wide, high, above, odd=False),
            Side(west, north, (0, -1), high, wide, left, odd=True),
        )


@dataclass(frozen=True, slots=True)
class Street:
    """The middle of a street as a line of the drawing; ``main`` ones are wider."""

    name: str
    line: Ring
    main: bool


def edges(count: int, size: float, random: Random) -> list[float]:
    """The middles of ``count + 1`` streets around zero, about ``size`` metres apart."""
    steps = [size * random.uniform(0.86, 1.16) for _ in range(count)]
    places = [0.0, *accumulate(steps)]
    return [place - places[-1] / 2 for place in places]


@dataclass(frozen=True, slots=True)
class Layout:
    """The streets' middles: from west to east, and from north to south."""

    sketch: Sketch
    xs: list[float]
    ys: list[float]

    @classmethod
    def of(cls, sketch: Sketch, seed: str) -> Layout:
        random = chance(seed, "layout")
        xs = edges(sketch.columns, WIDTH, random)
        return cls(sketch, xs, edges(sketch.rows, HEIGHT, random)[::-1])

    @property
    def main(self) -> int:
        """The street from west to east that is wider."""
        return self.sketch.rows // 2

    def _half(self, street: int) -> float:
        return HALF_MAIN if street == self.main else HALF_STREET

    def blocks(self) -> Iterator[Block]:
        across = self.sketch.rows + 1
        for row in range(self.sketch.rows):
            for column in range(self.sketch.columns):
                west, east = self.xs[column], self.xs[column + 1]
                north, south = self.ys[row], self.ys[row + 1]
                inner = (
                    west + HALF_STREET, south + self._half(row + 1), east - HALF_STREET, north - self._half(row)
                )  # fmt: skip
                yield Block(
                    row * self.sketch.columns + column, self.sketch.kinds[row][column], self.sketch.plan[row][column],
                    self.sketch.districts[row][column], (west, south, east, north), inner,
                    (row + 1, across + column + 1, row, across + column),
                )  # fmt: skip

    def streets(self, names: list[str]) -> list[Street]:
        """From west to east first, from north to south; ``names`` has one for each, the main one's left alone."""
        west, east, north, south = self.xs[0], self.xs[-1], self.ys[0], self.ys[-1]
        lines = [[(west, y), (east, y)] for y in self.ys] + [[(x, north), (x, south)] for x in self.xs]
        return [
            Street(name, line, number == self.main)
            for number, (name, line) in enumerate(zip(names, lines, strict=True))
        ]
