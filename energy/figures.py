"""Figures: numbers that say how they are known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a figure is known, from best to worst."""

    MEASURED = "measured"
    REGISTERED = "registered"
    REPORTED = "reported"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


class Unit(StrEnum):
    """The units figures may have; the value is the notation in data files."""

    KWH_PER_YEAR = "kWh/a"
    KWH_PER_SQUARE_METRE_YEAR = "kWh/(m2*a)"
    TWH_PER_YEAR = "TWh/a"
    MWH_PER_HECTARE_YEAR = "MWh/(ha*a)"
    MWH_PER_METRE_YEAR = "MWh/(m*a)"
    EURO = "EUR"
    EURO_PER_YEAR = "EUR/a"
    EURO_PER_DWELLING = "EUR_per_dwelling"
    CENT_PER_KWH = "ct/kWh"
    GRAM_PER_KWH = "g/kWh"
    KILOGRAM_PER_YEAR = "kg/a"
    PERCENT = "percent"
    YEARS = "years"
    YEAR = "year"
    COUNT = "count"
    METRE = "m"
    SQUARE_METRE = "m2"
    HECTARE = "ha"
    MWH_PER_YEAR = "MWh/a"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that says how it is known. ``low == high`` where it is exact; both None where unknown.

    Raises ValueError where bounds and state contradict each other.
    """

    low: float | None
    high: float | None
    unit: Unit
    state: State
    method: str = ""
    source: Source | None = None
    year: int | None = None

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ValueError("a figure has both bounds or none")
        if (self.low is None) != (self.state is State.UNKNOWN):
            raise ValueError("a figure without a value is unknown, and only then")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("the lower bound of a figure is above its upper bound")

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high
