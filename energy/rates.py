"""Dated numbers: prices, factors, shares and amounts with the days between which they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .figures import Figure, Source, State, Unit


@dataclass(frozen=True, slots=True)
class Rate:
    """A number or range in force from one day to another, both included; without bounds its number is not known to us.

    Raises ValueError where bounds contradict each other.
    """

    key: str
    low: float | None
    high: float | None
    unit: Unit
    valid_from: date | None = None
    valid_to: date | None = None
    to_check: bool = False
    method: str = ""
    legal_basis: str = ""
    source: Source | None = None

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ValueError("a rate has both bounds or none")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("the lower bound of a rate is above its upper bound")

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def figure(self) -> Figure:
        """What nobody confirmed counts as estimated."""
        year = self.valid_from.year if self.valid_from else None
        if self.low is None:
            return unknown(self.unit, self.method)
        state = State.ESTIMATED if self.to_check else State.REGISTERED
        return Figure(self.low, self.high, self.unit, state, self.method, self.source, year)


def in_force(rates: Iterable[Rate], key: str, day: date) -> Rate | None:
    """The rate of that key on that day; of several, the one that began last. None where there is none, or no more."""
    found = [rate for rate in rates if rate.key == key and rate.holds_on(day)]
    return max(found, key=lambda rate: rate.valid_from or date.min, default=None)


def unknown(unit: Unit, method: str = "") -> Figure:
    """The figure of what is not known."""
    return Figure(None, None, unit, State.UNKNOWN, method)
