"""How much heat the house of these facts takes in a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from energy import demand
from energy.arithmetic import sensible
from energy.figures import Figure, Source, State, Unit
from energy.rates import unknown
from knowledge.guidance.engine.facts import Facts, Known

from .book import Book, Ledger
from .house import House, choice_of, house_of, span_of

CONSUMPTION = "building.consumption"
_CARRIER = "heating.carrier"


@dataclass(frozen=True, slots=True)
class Demand:
    """Heat for a year. ``assumed`` names facts that nobody told, ``missing`` what would make it known or better."""

    figure: Figure
    from_bill: bool
    assumed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    to_check: bool = False


def heat_demand(facts: Facts, book: Book, day: date, house: House | None = None) -> Demand:
    """By the bill, if there is one and it can be told how much heat was made of it; else by the type of house."""
    ledger = Ledger(book)
    bill = _from_bill(facts, ledger, day)
    if bill is not None:
        return Demand(sensible(bill), True, (), (), ledger.to_check)
    return _calculated(house or house_of(facts), ledger, day)


def consumption_of(facts: Facts) -> Figure | None:
    """What the bill says; None where nobody told it."""
    span, answer = span_of(facts, CONSUMPTION), facts.get(CONSUMPTION)
    if span is None or answer is None:
        return None
    state = State.REPORTED if answer.state is Known.KNOWN else State.ESTIMATED
    return Figure(*span, Unit.KWH_PER_YEAR, state, "", Source(answer.source) if answer.source else None)


def _from_bill(facts: Facts, ledger: Ledger, day: date) -> Figure | None:
    consumption, carrier = consumption_of(facts), choice_of(facts, _CARRIER)
    if consumption is None:
        return None
    if carrier is None:
        ledger.lacks(_CARRIER)
        return None
    efficiency = ledger.of_carrier(day, "efficiency", carrier)
    return None if efficiency is None else demand.heat_from_bill(consumption, efficiency)


def _calculated(house: House, ledger: Ledger, day: date) -> Demand:
    if house.floor_area is None:
        ledger.lacks("building.floor_area")
        return _unknown(ledger)
    hot_water, prebound = ledger.rate(day, "need.hot-water"), ledger.rate(day, "prebound")
    need = demand.heat_need(house.building, house.floor_area, hot_water)
    if need.state is State.UNKNOWN:
        # Of a known house without a type, only the bill tells.
        ledger.lacks(*([name for name in house.unknown if name in _OF_TYPE] or [CONSUMPTION]))
        return _unknown(ledger)
    figure = demand.heat_demand(None, need, prebound, demand.is_old(house.building))
    assumed = tuple(name for name in house.assumed if name in _OF_NEED)
    return Demand(figure, False, assumed, tuple(ledger.missing), ledger.to_check)


_OF_TYPE = ("building.type", "building.year", "building.prefab")
_OF_NEED = (*_OF_TYPE, "building.envelope")


def _unknown(ledger: Ledger) -> Demand:
    figure = unknown(Unit.KWH_PER_YEAR, demand.NEED_METHOD)
    return Demand(figure, False, (), tuple(ledger.missing), ledger.to_check)
