"""What gas and oil cost in the years when the law asks for more green fuel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from energy.costs import YEAR_METHOD, FuelPrices, YearCost, fuel_alone, fuel_cost
from energy.figures import Figure, State, Unit
from energy.green_fuel import green_share
from energy.rates import Rate, unknown
from knowledge.guidance.engine.dates import Dates, Turns

from .book import Book, Ledger

FUELS = frozenset({"gas", "oil", "liquid-gas", "liquid_gas", "lpg"})
YEARS = (2029, 2030, 2035, 2040)

_PARTS = {"fossil": "price", "green": "green", "co2": "co2-price", "grid_fee": "grid-fee"}
_ON_A_GRID = "gas"


def fuel_years(
    carrier: str, bought: Figure | None, dates: Dates, book: Book, lacking: tuple[str, ...] = ()
) -> tuple[tuple[YearCost, ...], bool]:
    """The cost today and in ``YEARS`` to come, and whether a number that it rests on should be checked.

    ``lacking`` is what would tell how much is bought, where that is unknown.
    """
    if carrier not in FUELS or bought is None:
        return (), False
    ledger = Ledger(book)
    days = [dates.reading, *(date(year, 1, 1) for year in YEARS if year > dates.reading.year)]
    if bought.state is State.UNKNOWN:
        nothing = unknown(Unit.EURO_PER_YEAR, YEAR_METHOD)
        return tuple(YearCost(day.year, nothing, lacking) for day in days), False
    return tuple(_year(carrier, bought, day, dates, ledger) for day in days), ledger.to_check


def _year(carrier: str, bought: Figure, day: date, dates: Dates, ledger: Ledger) -> YearCost:
    share = green_share(dates.installation, day)
    prices = _prices(carrier, share, day, dates.reading, ledger)
    cost = fuel_cost(day.year, bought, share, prices)
    # What a household pays today has all parts in it.
    all_in = share.high == 0 and day == dates.reading
    missing = [part for part in cost.missing if not all_in or part == "fossil"]
    return replace(cost, missing=tuple(_name(part, carrier) for part in missing if _bears(part, carrier)))


def _bears(part: str, carrier: str) -> bool:
    return part != "grid_fee" or carrier == _ON_A_GRID


def _name(part: str, carrier: str) -> str:
    return f"{_PARTS[part]}.{carrier.replace('_', '-')}" if part in _PARTS else Turns.INSTALLATION.fact


def _prices(carrier: str, share: Figure, day: date, today: date, ledger: Ledger) -> FuelPrices:
    """A household's price contains CO2 price and grid fee: they are taken out as of its day, and added as of ``day``.

    A part whose number is not known on both days stays in the price, and how it changes is missing.
    """
    price = ledger.of_carrier(day, "price", carrier)
    if price is None or (share.high == 0 and day == today):
        return FuelPrices(price, None, None, None)
    priced = day if price.valid_from is not None and price.valid_from > today else today
    contained = [_PARTS[part] for part in ("co2", "grid_fee") if _bears(part, carrier)]
    before = {part: ledger.of_carrier(priced, part, carrier) for part in contained}
    after = {part: ledger.of_carrier(day, part, carrier) for part in contained}
    both = {part: rate for part, rate in before.items() if rate is not None and after[part] is not None}
    later: dict[str, Rate | None] = {part: after[part] for part in both}
    green = ledger.of_carrier(day, "green", carrier)
    return FuelPrices(fuel_alone(price, list(both.values())), green, later.get("co2-price"), later.get("grid-fee"))
