"""A whole quarter: its streets and blocks, its buildings with what is so of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .ground import Ground
from .houses import House, give_numbers, houses_of
from .layout import Block, Layout, Sketch, Street
from .names import MAIN, street_names
from .roles import Truth, truth_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A building of a quarter."""

    block: Block
    house: House
    truth: Truth


@dataclass(slots=True)
class Quarter:
    """An invented quarter. ``letters`` begin the ids of its buildings; ``east`` and ``north`` shift it, in metres."""

    seed: str
    letters: str
    ground: Ground
    layout: Layout
    streets: list[Street]
    postcode: str = ""
    town: str = ""
    standing: list[Standing] = field(default_factory=list)

    @classmethod
    def invent(cls, sketch: Sketch, seed: str, letters: str, ground: Ground, names: list[str] | None = None) -> Quarter:
        """The quarter of ``sketch``; the same seed gives the same quarter."""
        layout = Layout.of(sketch, seed)
        count = sketch.rows + sketch.columns + 2
        names = list(names or street_names(seed, count))
        names[layout.main] = MAIN if MAIN not in names else names[layout.main]
        made = cls(seed, letters, ground, layout, layout.streets(names[:count]))
        made.standing = list(made._build())
        return made

    def _build(self) -> Iterator[Standing]:
        drawn = [(block, house) for block in self.layout.blocks() for house in houses_of(block, self.seed)]
        give_numbers([house for _block, house in drawn])
        for number, (block, house) in enumerate(drawn, start=1):
            yield Standing(block, house, truth_of(house, block, self.seed, f"{self.letters}-{number:05d}"))
