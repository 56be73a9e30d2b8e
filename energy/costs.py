"""What heating costs: energy for a year, investment, and gas and oil in the years when the law or prices change."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .arithmetic import product, sensible, times, total
from .figures import Figure, State, Unit
from .rates import Rate, unknown

ENERGY_METHOD = "Energy bought times its price"
INVESTMENT_METHOD = "Range of offers for houses of this kind"
YEAR_METHOD = "Fuel with its green share, CO2 price and grid fee, at the prices known today"
ALONE_METHOD = "Price without the parts it contains"

_EURO_PER_CENT = 0.01


def energy_cost(bought: Figure, price: Rate | None) -> Figure:
    """Euro a year for energy at a price in cents; unknown where no price is in force."""
    if price is None:
        return unknown(Unit.EURO_PER_YEAR, ENERGY_METHOD)
    return sensible(product((bought, price.figure), Unit.EURO_PER_YEAR, ENERGY_METHOD, _EURO_PER_CENT))


def investment(parts: Sequence[Rate | None], dwellings: int) -> Figure:
    """Euro for all parts, those for a dwelling times their number; unknown as soon as one has no rate in force."""
    figures = [_part(part, dwellings) for part in parts]
    return sensible(total(figures, Unit.EURO, INVESTMENT_METHOD))


def _part(rate: Rate | None, dwellings: int) -> Figure:
    if rate is None:
        return unknown(Unit.EURO, INVESTMENT_METHOD)
    if rate.unit is Unit.EURO_PER_DWELLING:
        return times(rate.figure, (dwellings, dwellings), Unit.EURO, INVESTMENT_METHOD)
    return rate.figure


@dataclass(frozen=True, slots=True)
class FuelPrices:
    """What a kilowatt hour of fuel is made of in one year, in cents; None for what is not known.

    ``co2`` is for a kilowatt hour of the fossil part only: the green part bears none.
    """

    fossil: Rate | None
    green: Rate | None
    co2: Rate | None
    grid_fee: Rate | None


def fuel_alone(price: Rate, contained: Sequence[Rate]) -> Rate:
    """What is left of a household's price without parts of it whose number is known."""
    known = [(part.low, part.high) for part in contained if part.low is not None and part.high is not None]
    if price.low is None or price.high is None or not known:
        return price
    low = max(0.0, price.low - math.fsum(high for _low, high in known))
    high = max(0.0, price.high - math.fsum(low for low, _high in known))
    to_check = price.to_check or any(part.to_check for part in contained)
    return replace(price, low=low, high=high, to_check=to_check, method=ALONE_METHOD)


@dataclass(frozen=True, slots=True)
class YearCost:
    """Cost of one year. Where parts are ``missing`` the sum is "at least", and nothing may be ranked by it."""

    year: int
    figure: Figure
    missing: tuple[str, ...]

    @property
    def at_least(self) -> bool:
        return bool(self.missing)


def fuel_cost(year: int, bought: Figure, green_share: Figure, prices: FuelPrices) -> YearCost:
    """Cost of a year's fuel of which a share is green, from the parts that are known."""
    if green_share.low is None or green_share.high is None:
        return YearCost(year, unknown(Unit.EURO_PER_YEAR, YEAR_METHOD), ("green_share",))
    green = (green_share.low / 100, green_share.high / 100)
    fossil = (1 - green[1], 1 - green[0])
    shares: Mapping[str, tuple[Rate | None, tuple[float, float]]] = {
        "fossil": (prices.fossil, fossil),
        "green": (prices.green, green),
        "co2": (prices.co2, fossil),
        "grid_fee": (prices.grid_fee, (1.0, 1.0)),
    }
    needed = {name: part for name, part in shares.items() if part[1][1] > 0}
    known = {name: (rate.figure, share) for name, (rate, share) in needed.items() if rate and rate.low is not None}
    missing = tuple(name for name in needed if name not in known)
    cents = total(
        [times(f, share, Unit.CENT_PER_KWH, YEAR_METHOD) for f, share in known.values()], Unit.CENT_PER_KWH, ""
    )
    cost = product((bought, cents), Unit.EURO_PER_YEAR, YEAR_METHOD, _EURO_PER_CENT)
    return YearCost(year, sensible(cost), missing)


def comparable(costs: Sequence[YearCost]) -> bool:
    """Whether a ranking may use these costs."""
    return all(not cost.at_least and cost.figure.state is not State.UNKNOWN for cost in costs)
