"""The areas of a quarter: of its heat plan, its districts, its blocks, its parks and water."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from .layout import Block
from .quarter import Quarter

STEP = 12.0
GREEN = ("w", "b", "u")


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the quarter; ``shape`` is of shapely, in longitude and latitude."""

    id: str
    name: str
    shape: Any


def joined(quarter: Quarter, letter_of: Callable[[Block], str]) -> dict[str, Any]:
    """For each letter the cells of its blocks as one shape; neighbours share their border."""
    cells: dict[str, list[Any]] = {}
    for block in quarter.layout.blocks():
        cells.setdefault(letter_of(block), []).append(shapely.segmentize(shapely.box(*block.cell), STEP))
    return {
        letter: shapely.set_precision(shapely.union_all(quarter.ground.shapes(drawn)), 1e-7)
        for letter, drawn in sorted(cells.items())
    }


def blocks(quarter: Quarter) -> list[Area]:
    """What can be built on between the streets, as long as somebody lives or works there."""
    kept = [block for block in quarter.layout.blocks() if block.kind not in GREEN]
    return list(_each(quarter, kept, "Block", "BB"))


def greens(quarter: Quarter) -> list[Area]:
    """Parks and allotments."""
    kept = [block for block in quarter.layout.blocks() if block.kind in GREEN]
    return list(_each(quarter, kept, "Grün", "GR"))


def _each(quarter: Quarter, kept: list[Block], word: str, letters: str) -> Iterator[Area]:
    shapes = quarter.ground.shapes([shapely.segmentize(shapely.box(*block.inner), STEP) for block in kept])
    for number, (block, shape) in enumerate(zip(kept, shapes, strict=True), start=1):
        yield Area(f"{quarter.letters}-{letters}{block.number:03d}", f"{word} {number}", shape)


def water(quarter: Quarter) -> list[Area]:
    """A brook from north to south through the column that has its banks; none where the sketch has no banks."""
    xs, ys = quarter.layout.xs, quarter.layout.ys
    column = quarter.layout.sketch.kinds[0].find("b")
    if column < 0:
        return []
    x = (xs[column] + xs[column + 1]) / 2
    line = shapely.segmentize(shapely.linestrings([(x, ys[0] + 60), (x, ys[-1] - 60)]), STEP)
    wave = shapely.transform(line, lambda each: each + np.column_stack([14 * np.sin(each[:, 1] / 55), 0 * each[:, 0]]))
    [shape] = quarter.ground.shapes([shapely.buffer(wave, 4.5, cap_style="flat")])
    return [Area(f"{quarter.letters}-W1", "Musterbach", shape)]


def middles(quarter: Quarter) -> list[Area]:
    """The streets' middles."""
    lines = shapely.segmentize([shapely.linestrings(street.line) for street in quarter.streets], STEP)
    shapes = quarter.ground.shapes(lines)
    return [
        Area(f"{quarter.letters}-S{number:02d}", street.name, shape)
        for number, (street, shape) in enumerate(zip(quarter.streets, shapes, strict=True), start=1)
    ]


def outline(quarter: Quarter) -> Any:
    """The border of the whole quarter."""
    [whole] = joined(quarter, lambda block: "").values()
    return whole
