"""What one option comes to for one house: energy, money, grants and emissions, in figures."""

from __future__ import annotations

from dataclasses import dataclass

from energy.arithmetic import hull, sensible, times
from energy.costs import INVESTMENT_METHOD, YearCost, energy_cost, investment
from energy.emissions import BOUGHT_METHOD, emissions, energy_bought
from energy.figures import Figure, Unit
from energy.rates import Rate, unknown
from knowledge.guidance.engine.dates import Dates
from knowledge.guidance.engine.facts import Facts

from .book import Book, Ledger
from .demand import Demand, heat_demand
from .fuel_years import fuel_years
from .grants import ASSOCIATION, ROLE, TENANT, GrantEstimate, GrantTerms, grant_of
from .house import House, choice_of

SAVING_METHOD = "Share of the heat demand that such houses save"
LARGEST_SMALL_HOUSE = 2
"""Up to so many dwellings, the cost for a house is that of a small one; larger houses have rates of their own."""

LARGER = ".larger"

_SERVED = {"owner_occupier": "owner", ASSOCIATION: "owner_association", "landlord": "landlord"}
"""What programmes call those whom they are for."""


@dataclass(frozen=True, slots=True)
class Technology:
    """What an estimate has to know of a measure: keys of rates in the book, empty where it has no such thing."""

    carrier: str = ""
    efficiency: str = ""
    investment: tuple[str, ...] = ()
    saving: str = ""
    grants: tuple[GrantTerms, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionEstimate:
    """What an option comes to; None where there is no such thing. ``open`` names what is missing."""

    demand: Demand | None = None
    saving: Figure | None = None
    bought: Figure | None = None
    energy_cost: Figure | None = None
    emissions: Figure | None = None
    investment: Figure | None = None
    grant: GrantEstimate | None = None
    years: tuple[YearCost, ...] = ()
    open: tuple[str, ...] = ()
    to_check: bool = False


def estimate(
    technology: Technology, house: House, facts: Facts, dates: Dates, book: Book, demand: Demand | None = None
) -> OptionEstimate:
    """What ``technology`` comes to in ``house``. Tenants get no owner's investment and no owner's grant."""
    ledger = Ledger(book)
    is_tenant = choice_of(facts, ROLE) == TENANT
    heated = bool(technology.carrier or technology.saving)
    heat = (demand or heat_demand(facts, book, dates.reading, house)) if heated else None
    if heat is not None:
        ledger.lacks(*heat.missing)
    saved = _saving(technology, heat, dates, ledger)
    bought, cost, emitted = _energy(technology, heat, dates, ledger)
    invested = None if is_tenant or not technology.investment else _investment(technology, house, dates, ledger)
    grant = None if is_tenant else _grant(technology, house, facts, dates, book)
    years, years_to_check = fuel_years(technology.carrier, bought, dates, book, tuple(ledger.missing))
    checks = (ledger.to_check, heat and heat.to_check, grant and grant.to_check, years_to_check)
    if grant is not None:
        ledger.lacks(*grant.open)
    missing = tuple(ledger.missing)
    return OptionEstimate(heat, saved, bought, cost, emitted, invested, grant, years, missing, any(checks))


def _saving(technology: Technology, heat: Demand | None, dates: Dates, ledger: Ledger) -> Figure | None:
    if not technology.saving or heat is None:
        return None
    share = _share(ledger.rate(dates.reading, technology.saving))
    return unknown(Unit.KWH_PER_YEAR, SAVING_METHOD) if share is None else sensible(_part(heat.figure, share))


def _share(rate: Rate | None) -> tuple[float, float] | None:
    if rate is None or rate.low is None or rate.high is None:
        return None
    return min(max(rate.low, 0.0), 100.0) / 100, min(max(rate.high, 0.0), 100.0) / 100


def _part(heat: Figure, share: tuple[float, float]) -> Figure:
    return times(heat, share, Unit.KWH_PER_YEAR, SAVING_METHOD)


def _energy(
    technology: Technology, heat: Demand | None, dates: Dates, ledger: Ledger
) -> tuple[Figure | None, Figure | None, Figure | None]:
    """What is bought for the heat that is not saved, its cost, and its emissions."""
    carrier = technology.carrier
    if not carrier or heat is None:
        return None, None, None
    needed = _needed(technology, heat.figure, dates, ledger)
    day, named = dates.reading, technology.efficiency
    efficiency = ledger.rate(day, named) if named else ledger.of_carrier(day, "efficiency", carrier)
    price, factor = (ledger.of_carrier(day, kind, carrier) for kind in ("price", "emission"))
    bought = sensible(energy_bought(needed, efficiency)) if efficiency else unknown(Unit.KWH_PER_YEAR, BOUGHT_METHOD)
    return bought, energy_cost(bought, price), emissions(bought, factor)


def _needed(technology: Technology, heat: Figure, dates: Dates, ledger: Ledger) -> Figure:
    if not technology.saving:
        return heat
    share = _share(ledger.rate(dates.reading, technology.saving))
    if share is None:
        return unknown(Unit.KWH_PER_YEAR, SAVING_METHOD)
    return _part(heat, (1 - share[1], 1 - share[0]))


def _investment(technology: Technology, house: House, dates: Dates, ledger: Ledger) -> Figure:
    if house.counts is None:
        ledger.lacks("building.dwellings")
        return unknown(Unit.EURO, INVESTMENT_METHOD)
    figures = [_cost(technology, count, dates, ledger) for count in house.counts]
    return sensible(hull(figures, Unit.EURO, INVESTMENT_METHOD))


def _cost(technology: Technology, dwellings: int, dates: Dates, ledger: Ledger) -> Figure:
    parts = [_cost_rate(key, dwellings, dates, ledger) for key in technology.investment]
    return investment(parts, dwellings)


def _cost_rate(key: str, dwellings: int, dates: Dates, ledger: Ledger) -> Rate | None:
    """What a small house costs says nothing of a large one: there a rate for larger houses counts, or by dwelling."""
    if dwellings <= LARGEST_SMALL_HOUSE:
        return ledger.rate(dates.reading, key)
    larger = ledger.book.rate(key + LARGER, dates.reading)
    if larger is not None:
        return ledger.rate(dates.reading, key + LARGER)
    rate = ledger.book.rate(key, dates.reading)
    if rate is not None and rate.unit is Unit.EURO:
        ledger.lacks(key + LARGER)
        return None
    return ledger.rate(dates.reading, key)


def _grant(technology: Technology, house: House, facts: Facts, dates: Dates, book: Book) -> GrantEstimate | None:
    """What the first programme pays that there is for such owners; open where none of them is known at all."""
    role = choice_of(facts, ROLE)
    served = _SERVED.get(role or "", role)

    def cost(dwellings: int) -> Figure:
        return _cost(technology, dwellings, dates, Ledger(book))

    found = [(terms, programme) for terms in technology.grants if (programme := book.programmes.get(terms.programme))]
    for terms, programme in found:
        if role is None or not programme.serves or served in programme.serves:
            return grant_of(terms, programme, house, cost, facts, dates.application)
    if found or not technology.grants:
        return None
    return grant_of(technology.grants[0], None, house, cost, facts, dates.application)
