"""Draws the buildings of a block, each with its entrances."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from .chance import chance
from .ground import Ring
from .layout import Block, Side


@dataclass(slots=True)
class Entrance:
    """A door on a street, ``along`` its metres from the street's west or north end; ``number`` is given later.

    ``behind``: it is in the courtyard.
    """

    street: int
    odd: bool
    along: float
    x: float
    y: float
    behind: bool = False
    number: str = ""


@dataclass(slots=True)
class House:
    """A building of the drawing. ``role`` says what it is, see ``roles``; the outer ring comes first."""

    role: str
    rings: list[Ring]
    entrances: list[Entrance] = field(default_factory=list)

    @property
    def footprint(self) -> float:
        """Square metres."""
        outer, *holes = (abs(_shoelace(ring)) for ring in self.rings)
        return outer - sum(holes)


Houses = Iterator[House]


def _shoelace(ring: Ring) -> float:
    following = [*ring[1:], ring[0]]
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, following, strict=True)) / 2


def houses_of(block: Block, seed: str) -> Houses:
    """The buildings of ``block``, always the same for ``seed``."""
    return DRAWN[block.kind](block, chance(seed, block.number))


def _door(side: Side, u: float, v: float) -> Entrance:
    x, y = side.point(u, v + 1)
    along = x if side.along[0] else -y
    return Entrance(side.street, side.odd, along, x, y)


def _standing(side: Side, role: str, u0: float, u1: float, v0: float, v1: float) -> House:
    """A box with one door."""
    return House(role, [side.rectangle(u0, u1, v0, v1)], [_door(side, (u0 + u1) / 2, v0)])


def _lots(length: float, random: Random, low: float, high: float) -> Iterator[tuple[float, float]]:
    """``length`` cut into pieces of about the same width between ``low`` and ``high``."""
    count = max(1, round(length / random.uniform(low, high)))
    for number in range(count):
        yield length * number / count, length * (number + 1) / count


def _perimeter(block: Block, random: Random) -> Houses:
    depth = random.uniform(11.5, 13)
    for place, side in enumerate(block.sides):
        inset = depth if place % 2 else 0.0
        for start, end in _lots(side.length - 2 * inset, random, 14, 20):
            u0, u1 = start + inset, end + inset
            if random.random() < 0.06:
                continue
            corner = inset == 0 and (start == 0 or end == side.length)
            house = _standing(side, "corner" if corner else "perimeter", u0, u1, 0, depth)
            if inset == 0 and u0 > depth and u1 < side.length - depth and random.random() < 0.4:
                wing = u0 + (u1 - u0) * 0.45
                house.rings = [
                    side.ring((u0, 0), (u1, 0), (u1, depth), (wing, depth), (wing, depth + 6), (u0, depth + 6))
                ]
            yield house
    yield from _rear(block.sides[0], depth, random)


def _rear(side: Side, depth: float, random: Random) -> Houses:
    middle = side.depth / 2
    for start, end in _lots(side.length - 2 * depth - 12, random, 17, 24):
        if random.random() < 0.45:
            u0 = start + depth + 8
            house = _standing(side, "rear", u0, u0 + (end - start) * 0.6, middle - 4.5, middle + 4.5)
            house.entrances[0].behind = True
            yield house


def _single(block: Block, random: Random) -> Houses:
    for side in (block.sides[0], block.sides[2]):
        for start, end in _lots(side.length, random, 17, 23):
            wide, set_back = random.uniform(8.5, 11), random.uniform(4, 7)
            u0 = start + random.uniform(1.5, 3)
            yield _standing(side, "single", u0, u0 + wide, set_back, set_back + random.uniform(9, 12))
            if u0 + wide + 3.5 < end and random.random() < 0.4:
                yield House("garage", [side.rectangle(u0 + wide + 0.4, u0 + wide + 3.4, set_back + 2, set_back + 8)])


def _terraced(block: Block, random: Random) -> Houses:
    wide = random.uniform(5.8, 7)
    for side in (block.sides[0], block.sides[2]):
        set_back = random.uniform(4, 6)
        for start, end in _lots(side.length - 6, random, 44, 52):
            for number in range(int((end - start - 5) // wide)):
                u0 = start + 5 + number * wide
                yield _standing(side, "terraced", u0, u0 + wide, set_back, set_back + 11)


def _rows(block: Block, random: Random) -> Houses:
    wide = random.uniform(12.5, 15)
    for side in (block.sides[0], block.sides[2]):
        for v in (5, side.depth / 2 - 5) if side.odd else (5,):
            count = int((side.length - 10) // wide)
            for number in range(count):
                u0 = 5 + number * wide
                yield _standing(side, "rows", u0, u0 + wide, v, v + 10.5)


def _slabs(block: Block, random: Random) -> Houses:
    for side in (block.sides[0], block.sides[2]):
        count = int((side.length - 8) // 15)
        whole = random.random() < 0.35
        role = "tower" if random.random() < 0.2 else "slab"
        ends = [4 + 15.0 * number for number in range(count + 1)]
        if whole:
            doors = [_door(side, u + 7.5, 8) for u in ends[:-1]]
            yield House(role, [side.rectangle(ends[0], ends[-1], 8, 20)], doors)
        else:
            yield from (_standing(side, role, u, u + 15, 8, 20) for u in ends[:-1])


def _points(block: Block, random: Random) -> Houses:
    for side in (block.sides[0], block.sides[2]):
        for start, end in _lots(side.length, random, 21, 26):
            yield _standing(side, "point", start + 3, min(end - 3, start + 19), 5, 5 + random.uniform(14, 17))


def _trade(block: Block, random: Random) -> Houses:
    side = block.sides[0]
    for start, end in _lots(side.length, random, 40, 60):
        yield _standing(side, "hall", start + 4, end - 4, 6, side.depth * random.uniform(0.5, 0.62))
    above = block.sides[2]
    yield _standing(above, "office", 6, 6 + random.uniform(14, 24), 4, 16)


def _school(block: Block, random: Random) -> Houses:
    side = block.sides[0]
    u1, v1 = side.length * 0.52, min(44.0, side.depth - 22)
    court = side.rectangle(22, u1 - 12, 19, v1 - 11)[::-1]
    yield House("school", [side.rectangle(10, u1, 8, v1), court], [_door(side, 36, 8)])
    yield _standing(side, "gym", u1 + 10, side.length - 6, 10, min(36.0, v1))
    above = block.sides[2]
    for start, end in _lots(above.length - 40, random, 18, 24):
        yield _standing(above, "shop", start + 2, end - 1, 3, 14)


def _village(block: Block, random: Random) -> Houses:
    for side in (block.sides[0], block.sides[2]):
        for start, end in _lots(side.length, random, 32, 38):
            u0, u1, deep = start + 2, end - 3, random.uniform(21, 25)
            if random.random() < 0.6:
                court = side.rectangle(u0 + 8, u1 - 7, 8, deep - 7)[::-1]
                yield House("farm", [side.rectangle(u0, u1, 0, deep), court], [_door(side, (u0 + u1) / 2, 0)])
            else:
                yield _standing(side, "cottage", u0, u0 + 13, 1, 10)
                yield House("barn", [side.rectangle(u0, u1, deep - 7, deep + 1)])


def _empty(_block: Block, _random: Random) -> Houses:
    return iter(())


DRAWN: dict[str, Callable[[Block, Random], Houses]] = {
    "g": _perimeter, "s": _single, "t": _terraced, "z": _rows, "p": _slabs, "c": _trade, "k": _school, "a": _village,
    "n": _points, "w": _empty, "b": _empty, "u": _empty,
}  # fmt: skip


def give_numbers(houses: list[House]) -> None:
    """Number the doors of each side of each street in their order; doors in courtyards go with the one before."""
    sides: dict[tuple[int, bool], list[Entrance]] = {}
    for house in houses:
        for door in house.entrances:
            sides.setdefault((door.street, door.odd), []).append(door)
    for (_street, odd), doors in sides.items():
        number, behind = -1 if odd else 0, 0
        for door in sorted(doors, key=lambda each: each.along):
            behind = behind + 1 if door.behind and number > 0 else 0
            number += 0 if behind else 2
            door.number = f"{number}{chr(ord('a') + behind - 1) if behind else ''}"
