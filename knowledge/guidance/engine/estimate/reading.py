"""What estimates have to know of a measure, and the book of rates, from plain data as YAML or an API give it."""

from __future__ import annotations

from energy.figures import Source, Unit
from energy.funding import Tier
from energy.rates import Rate
from knowledge.guidance.engine.condition import Condition
from knowledge.guidance.engine.condition_reading import read_condition
from knowledge.guidance.engine.entries import Entry, read_whole

from .book import Book, Programme
from .grants import GrantTerms
from .option import Technology

FIELDS = ("carrier", "efficiency", "investment", "saving", "grants")
"""The names of a measure's entry that ``read_technology`` reads."""


def read_technology(data: object) -> Technology:
    """A technology from those of ``FIELDS`` that are there. Raises DefinitionError with all problems."""
    return read_whole(data, _technology)


def read_book(data: object) -> Book:
    """A book of rates and programmes. Raises DefinitionError with all problems."""
    return read_whole(data, lambda entry: Book.of(_rates(entry, "rates"), map(_programme, entry.entries("programmes"))))


def _technology(entry: Entry) -> Technology:
    return Technology(
        carrier=entry.text("carrier"),
        efficiency=entry.text("efficiency"),
        investment=entry.keys("investment"),
        saving=entry.text("saving"),
        grants=tuple(_terms(item) for item in entry.entries("grants")),
    )


def _terms(entry: Entry) -> GrantTerms:
    bonuses = tuple(_bonus(item) for item in entry.entries("bonuses"))
    terms = GrantTerms(entry.key("programme"), bonuses)
    entry.close()
    return terms


def _bonus(entry: Entry) -> tuple[str, Condition | None]:
    bonus = entry.key("rate"), entry.read("if", read_condition)
    entry.close()
    return bonus


def _programme(entry: Entry) -> Programme:
    base, bonuses, cap = (_rates(entry, name) for name in ("base", "bonuses", "cap"))
    tiers = tuple(_tier(item) for item in entry.entries("tiers"))
    programme = Programme(entry.key("slug"), base, bonuses, cap, tiers, frozenset(entry.keys("serves")))
    entry.close()
    return programme


def _tier(entry: Entry) -> Tier:
    first, last = entry.number("first"), entry.number("last")
    tier = Tier(int(first or 1), None if last is None else int(last), _rate(entry))
    entry.close()
    return tier


def _rates(entry: Entry, name: str) -> tuple[Rate, ...]:
    rates = []
    for item in entry.entries(name):
        rates.append(_rate(item))
        item.close()
    return tuple(rates)


def _rate(entry: Entry) -> Rate:
    low, high = entry.number("low"), entry.number("high")
    if (low is None) != (high is None) or (low is not None and high is not None and not 0 <= low <= high):
        entry.wrong("high", "must be there with low, and not below it or nought")
        low = high = None
    title, url = entry.text("source_title"), entry.text("source_url")
    return Rate(
        entry.key("key"), low, high, entry.choice("unit", Unit, Unit.PERCENT), entry.day("valid_from"),
        entry.day("valid_to"), entry.flag("to_check"), entry.text("method"), entry.text("legal_basis"),
        Source(title, url) if title else None,
    )  # fmt: skip
