"""Colours for maps that can be told apart by everybody: sets to begin with, and what is wrong with a set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from .areas import Category, Suitability
from .colours import Sight, contrast, difference

HEX = r"^#[0-9a-fA-F]{6}$"
GROUND = "#f4f3ee"
"""The map below the data."""
LEAST_CONTRAST = 3.0
"""WCAG 2.2, 1.4.11: what a person must see to understand a picture stands out from what is beside it."""
LEAST_DIFFERENCE = 10.0
"""CIEDE2000 between two entries of a legend; about ten just noticeable steps, for small areas side by side."""

CATEGORY_COLOURS: Mapping[str, str] = {
    Category.DENSIFICATION: "#6e0d16",
    Category.EXPANSION: "#cf5c12",
    Category.NEW_NETWORK: "#a84fd6",
    Category.HYDROGEN: "#12306b",
    Category.DECENTRAL: "#1b8f6a",
    Category.EXAMINATION: "#666666",
}
SUITABILITY_COLOURS: Mapping[str, str] = {
    Suitability.VERY_LIKELY: "#00513f",
    Suitability.LIKELY: "#1d8f72",
    Suitability.UNLIKELY: "#b07a22",
    Suitability.VERY_UNLIKELY: "#7a2b10",
}
WARM = ("#858580", "#ad7d22", "#a84417", "#7f1a45", "#2b0b3d")
DISTINCT = ("#004a4e", "#ef1dd9", "#987e22", "#7e3d1f", "#59029a", "#078c6f", "#120d29", "#2b0f0c")
ONE = "#0f4c5c"


@dataclass(frozen=True, slots=True)
class Weakness:
    """Why a colour can't be used: too pale (``second`` None), or too like another to somebody with this ``sight``.

    ``first`` and ``second`` are places in the set, from 0. ``amount``: the contrast, or the difference.
    """

    first: int
    second: int | None
    amount: float
    sight: Sight = Sight.TYPICAL


def weaknesses(colours: Sequence[str], *, in_order: bool = False) -> Iterator[Weakness]:
    """What is wrong with ``colours`` on a map; ``in_order``: of classes only neighbours have to be told apart."""
    for place, colour in enumerate(colours):
        if contrast(colour, GROUND) < LEAST_CONTRAST:
            yield Weakness(place, None, contrast(colour, GROUND))
    places = range(len(colours))
    for first, second in pairwise(places) if in_order else combinations(places, 2):
        sight = min(Sight, key=lambda each: difference(colours[first], colours[second], each))
        amount = difference(colours[first], colours[second], sight)
        if amount < LEAST_DIFFERENCE:
            yield Weakness(first, second, amount, sight)


def ramp(number: int) -> tuple[str, ...]:
    """Colours for ``number`` classes, from little to much; at most five can be told apart."""
    if number <= 1:
        return (ONE,)[:number]
    return WARM[-number:] if number < len(WARM) else WARM


def distinct(number: int) -> tuple[str, ...]:
    """Colours for ``number`` categories, at most eight."""
    return DISTINCT[:number]
