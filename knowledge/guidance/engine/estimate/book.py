"""The book of rates: every dated number that estimates use, by key, and the programmes that pay grants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from energy.figures import Unit
from energy.funding import Tier
from energy.rates import Rate, in_force

PERSONAL = frozenset({"speed", "income"})
"""Bonuses of the federal programme that only people who live in the house get."""

UNITS = {
    "price": {Unit.CENT_PER_KWH}, "co2-price": {Unit.CENT_PER_KWH}, "grid-fee": {Unit.CENT_PER_KWH},
    "green": {Unit.CENT_PER_KWH}, "emission": {Unit.GRAM_PER_KWH}, "efficiency": {Unit.PERCENT},
    "saving": {Unit.PERCENT}, "prebound": {Unit.PERCENT}, "need": {Unit.KWH_PER_SQUARE_METRE_YEAR},
    "investment": {Unit.EURO, Unit.EURO_PER_DWELLING},
}  # fmt: skip
"""The units that rates may have, by the first word of their key; one in another unit is none."""

_SAME_CARRIER = {"liquid-gas": "lpg", "lpg": "liquid-gas"}
_EMITS_AS = {"pellets": "wood", "electricity-heat-pump": "electricity"}
"""Carriers with a price of their own, and the one whose emission factor is theirs."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a programme pays on a day; None where no rate is in force, or where it is not the only one."""

    base: Rate | None
    bonuses: Mapping[str, Rate]
    cap: Rate | None
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme's dated rates. ``serves`` are the roles that it is for; empty where it is for all owners."""

    slug: str
    base: tuple[Rate, ...] = ()
    bonuses: tuple[Rate, ...] = ()
    cap: tuple[Rate, ...] = ()
    tiers: tuple[Tier, ...] = ()
    serves: frozenset[str] = frozenset()
    personal: frozenset[str] = PERSONAL

    def on(self, day: date) -> Terms:
        """The rates in force on ``day``."""
        bonuses = {rate.key: in_force(self.bonuses, rate.key, day) for rate in self.bonuses}
        in_time = {key: rate for key, rate in bonuses.items() if rate is not None}
        return Terms(_share(self.base, day), in_time, _share(self.cap, day), _tiers(self.tiers, day))


@dataclass(frozen=True, slots=True)
class Book:
    """All rates by key, and all programmes by slug."""

    rates: Mapping[str, tuple[Rate, ...]] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)

    @classmethod
    def of(cls, rates: Iterable[Rate], programmes: Iterable[Programme] = ()) -> Book:
        """A book of rates in any order."""
        by_key: dict[str, list[Rate]] = {}
        for rate in rates:
            by_key.setdefault(rate.key, []).append(rate)
        return cls({key: tuple(found) for key, found in by_key.items()}, {each.slug: each for each in programmes})

    def rate(self, key: str, day: date) -> Rate | None:
        """The rate in force; None where there is none, or no more."""
        return in_force(self.rates.get(key, ()), key, day)


@dataclass(slots=True)
class Ledger:
    """What was looked up for one estimate: what is missing, and whether a number should be checked."""

    book: Book
    missing: dict[str, None] = field(default_factory=dict)
    to_check: bool = False

    def rate(self, day: date, *keys: str) -> Rate | None:
        """The first of ``keys`` whose number is known on ``day``; else the first key is missing."""
        for key in keys:
            rate = self.book.rate(key, day)
            if rate is not None and rate.low is not None and _fits(rate):
                self.to_check |= rate.to_check
                return rate
        self.lacks(keys[0])
        return None

    def of_carrier(self, day: date, kind: str, carrier: str) -> Rate | None:
        """A rate of ``kind`` (price, emission, efficiency ...) of an energy carrier."""
        name = carrier.replace("_", "-")
        names = [name, _SAME_CARRIER.get(name), _EMITS_AS.get(name) if kind == "emission" else None]
        return self.rate(day, *(f"{kind}.{each}" for each in names if each))

    def lacks(self, *names: str) -> None:
        """Note what is missing."""
        self.missing.update(dict.fromkeys(names))


def _fits(rate: Rate) -> bool:
    return rate.unit in UNITS.get(rate.key.split(".")[0], {rate.unit})


def _share(rates: Iterable[Rate], day: date) -> Rate | None:
    """The share in per cent in force; of rates with different names nobody knows which is meant."""
    holding = [rate for rate in rates if rate.holds_on(day)]
    if len({rate.key for rate in holding}) != 1 or any(rate.unit is not Unit.PERCENT for rate in holding):
        return None
    return in_force(holding, holding[0].key, day)


def _tiers(tiers: Iterable[Tier], day: date) -> tuple[Tier, ...]:
    """Of tiers for the same dwellings, the one that began last."""
    holding: dict[tuple[int, int | None], Tier] = {}
    for tier in tiers:
        if tier.cap is None or tier.cap.holds_on(day):
            other = holding.get((tier.first, tier.last))
            if other is None or _began(other) <= _began(tier):
                holding[tier.first, tier.last] = tier
    return tuple(holding.values())


def _began(tier: Tier) -> date:
    return (tier.cap and tier.cap.valid_from) or date.min
