"""Greenhouse gases of heating a house for a year."""

from __future__ import annotations

from .arithmetic import product, ratio, sensible
from .figures import Figure, Unit
from .rates import Rate, unknown

BOUGHT_METHOD = "Heat divided by the efficiency of the heating"
METHOD = "Energy bought times the emission factor of its carrier"

_KILOGRAM_PER_GRAM = 0.001


def energy_bought(heat: Figure, efficiency: Rate) -> Figure:
    """What must be bought for that heat; an efficiency in per cent, above a hundred for heat pumps."""
    return ratio(heat, efficiency.figure, Unit.KWH_PER_YEAR, BOUGHT_METHOD, scale=100)


def emissions(bought: Figure, factor: Rate | None) -> Figure:
    """Kilograms of CO2 equivalents a year; unknown where the carrier has no factor in force."""
    if factor is None:
        return unknown(Unit.KILOGRAM_PER_YEAR, METHOD)
    return sensible(product((bought, factor.figure), Unit.KILOGRAM_PER_YEAR, METHOD, _KILOGRAM_PER_GRAM))
