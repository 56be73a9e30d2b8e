"""The German building typology: net space-heat need of typical houses by kind, age and state of the envelope.

TABULA/IWU, as tabled in HiSim's ``tabula_DE_complete.csv``. A type stands for many houses and is no survey of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .figures import Figure, Source, State, Unit
from .rates import unknown

SOURCE = Source("TABULA/IWU", "https://github.com/FZJ-IEK3-VSA/HiSim")
METHOD = "Typical houses of this kind, age and state (TABULA); net need for space heating"


class House(StrEnum):
    """The kinds of houses that the typology knows."""

    SINGLE = "single_family"
    TERRACED = "terraced"
    MULTI = "multi_family"
    BLOCK = "apartment_block"


class Envelope(StrEnum):
    """The state of the envelope, in the order of the typology's columns."""

    AS_BUILT = "as_built"
    USUAL = "usual_refurbishment"
    ADVANCED = "advanced_refurbishment"


class Construction(StrEnum):
    """How the house was put up; panel and block construction of the GDR has types of its own."""

    CONVENTIONAL = "conventional"
    INDUSTRIAL = "industrial"


@dataclass(frozen=True, slots=True)
class Age:
    """A class of building years, both included; open where None."""

    first: int | None
    last: int | None

    def meets(self, earliest: int, latest: int) -> bool:
        return (self.first is None or self.first <= latest) and (self.last is None or earliest <= self.last)


Need = tuple[float, float, float]

_UNTIL_1859, _1860, _1919, _1949 = Age(None, 1859), Age(1860, 1918), Age(1919, 1948), Age(1949, 1957)
_1958, _1969, _1979, _1984 = Age(1958, 1968), Age(1969, 1978), Age(1979, 1983), Age(1984, 1994)
_1995, _2002, _2010 = Age(1995, 2001), Age(2002, 2009), Age(2010, None)
AGES = (_UNTIL_1859, _1860, _1919, _1949, _1958, _1969, _1979, _1984, _1995, _2002, _2010)

TYPES: dict[tuple[House, Age], Need] = {
    (House.SINGLE, _UNTIL_1859): (283, 95, 49),
    (House.SINGLE, _1860): (270, 99, 58),
    (House.SINGLE, _1919): (219, 84, 51),
    (House.SINGLE, _1949): (273, 119, 61),
    (House.SINGLE, _1958): (265, 128, 70),
    (House.SINGLE, _1969): (195, 92, 59),
    (House.SINGLE, _1979): (131, 74, 46),
    (House.SINGLE, _1984): (152, 97, 57),
    (House.SINGLE, _1995): (98, 76, 58),
    (House.SINGLE, _2002): (70, 61, 55),
    (House.TERRACED, _1860): (200, 95, 52),
    (House.TERRACED, _1919): (156, 68, 44),
    (House.TERRACED, _1949): (193, 81, 52),
    (House.TERRACED, _1958): (107, 59, 39),
    (House.TERRACED, _1969): (138, 72, 47),
    (House.TERRACED, _1979): (138, 87, 52),
    (House.TERRACED, _1984): (95, 70, 43),
    (House.MULTI, _1860): (173, 80, 41),
    (House.MULTI, _1919): (219, 82, 48),
    (House.MULTI, _1949): (194, 79, 48),
    (House.MULTI, _1958): (140, 65, 40),
    (House.MULTI, _1969): (148, 73, 45),
    (House.MULTI, _1979): (123, 67, 42),
    (House.MULTI, _1984): (128, 71, 44),
    (House.MULTI, _1995): (81, 53, 44),
    (House.MULTI, _2002): (50, 45, 41),
    (House.BLOCK, _1860): (135, 70, 37),
    (House.BLOCK, _1919): (167, 69, 43),
    (House.BLOCK, _1949): (164, 68, 42),
    (House.BLOCK, _1958): (143, 63, 39),
    (House.BLOCK, _1969): (122, 59, 37),
}

INDUSTRIAL_TYPES: dict[tuple[House, Age], Need] = {
    (House.BLOCK, _1969): (106, 55, 35),
    (House.BLOCK, _1979): (96, 54, 35),
    (House.BLOCK, _1984): (86, 53, 34),
    (House.MULTI, _1949): (149, 64, 40),
    (House.MULTI, _1958): (128, 64, 40),
}


@dataclass(frozen=True, slots=True)
class Building:
    """What is known of a house; of what is not known, every value it may have."""

    houses: frozenset[House]
    earliest: int
    latest: int
    envelopes: frozenset[Envelope] = frozenset(Envelope)
    constructions: frozenset[Construction] = frozenset(Construction)


def specific_need(building: Building) -> Figure:
    """Net need for a square metre: the range over all types that the house may be of.

    Unknown where it may be a house for which there is no type: knowing more never makes it less certain.
    """
    ages = [age for age in AGES if age.meets(building.earliest, building.latest)]
    rows = [_row(house, age, built) for house in building.houses for age in ages for built in building.constructions]
    needs = [row[column] for row in rows if row is not None for column in _columns(building)]
    if not needs or None in rows:
        return unknown(Unit.KWH_PER_SQUARE_METRE_YEAR, METHOD)
    return Figure(min(needs), max(needs), Unit.KWH_PER_SQUARE_METRE_YEAR, State.ESTIMATED, METHOD, SOURCE)


def has_industrial_type(building: Building) -> bool:
    """Whether it matters for the need how the house was put up."""
    kinds = [(house, age) for house, age in INDUSTRIAL_TYPES if house in building.houses]
    return any(age.meets(building.earliest, building.latest) for _house, age in kinds)


def _columns(building: Building) -> list[int]:
    return [place for place, envelope in enumerate(Envelope) if envelope in building.envelopes]


def _row(house: House, age: Age, construction: Construction) -> Need | None:
    """What was put up industrially but has no type of its own counts as the general type."""
    special = INDUSTRIAL_TYPES.get((house, age)) if construction is Construction.INDUSTRIAL else None
    return special or TYPES.get((house, age))
