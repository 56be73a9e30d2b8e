"""How much heat a house takes: by its bill if there is one, else by its type, corrected for how people really heat."""

from __future__ import annotations

from dataclasses import replace

from .arithmetic import product, sensible, times, total
from .figures import Figure, State, Unit
from .rates import Rate, unknown
from .typology import Building, specific_need

NEED_METHOD = "Typical need for a square metre times the floor area, a fifth more or less"
CORRECTED_METHOD = "Calculated need times the share of it that houses of this kind really use"
UNCORRECTED_METHOD = "Calculated need; most old houses use less than calculated"
BILL_METHOD = "Consumption from the bill times the efficiency of the heating"

PER_CENT = 0.01
SPREAD = (0.8, 1.2)
"""How far single houses are taken to differ from their type."""


def heat_need(building: Building, floor_area: tuple[float, float], hot_water: Rate | None = None) -> Figure:
    """Calculated need a year for space heating, and for hot water if its need for a square metre is given."""
    need = specific_need(building)
    if hot_water is not None:
        need = replace(total((need, hot_water.figure), need.unit, need.method), source=need.source)
    low, high = (area * spread for area, spread in zip(floor_area, SPREAD, strict=True))
    return times(need, (low, high), Unit.KWH_PER_YEAR, NEED_METHOD)


def likely_use(need: Figure, prebound: Rate | None) -> Figure:
    """Calculated need times the per cent of it that is really used; as calculated where no such rate is known."""
    if prebound is None or prebound.low is None or need.state is State.UNKNOWN:
        return replace(need, method=UNCORRECTED_METHOD)
    corrected = product((need, prebound.figure), need.unit, CORRECTED_METHOD, PER_CENT)
    return replace(corrected, source=need.source)


def heat_from_bill(consumption: Figure, efficiency: Rate) -> Figure:
    """The heat that the heating makes of what was bought, its efficiency in per cent."""
    return product((consumption, efficiency.figure), Unit.KWH_PER_YEAR, BILL_METHOD, PER_CENT)


def heat_demand(from_bill: Figure | None, need: Figure, prebound: Rate | None) -> Figure:
    """The heat of one year in sensible bounds: the bill goes before every calculation."""
    if from_bill is not None and from_bill.state is not State.UNKNOWN:
        return sensible(from_bill)
    if need.state is State.UNKNOWN:
        return unknown(Unit.KWH_PER_YEAR, need.method)
    return sensible(likely_use(need, prebound))
