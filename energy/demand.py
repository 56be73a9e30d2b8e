"""How much heat a house takes: by its bill if there is one, else by its type, corrected for how people really heat."""

from __future__ import annotations

from dataclasses import replace

from .arithmetic import product, sensible, times, total
from .figures import Figure, State, Unit
from .rates import Rate, unknown
from .typology import Building, Envelope, specific_need

NEED_METHOD = "Typical need for a square metre times the floor area, a fifth more or less"
CORRECTED_METHOD = "Calculated need times the share of it that houses of this kind really use"
PARTLY_METHOD = "Calculated need, at least times the share of it that old unrefurbished houses really use"
UNCORRECTED_METHOD = "Calculated need; most old houses use less than calculated"
BILL_METHOD = "Consumption from the bill times the efficiency of the heating"

PER_CENT = 0.01
SPREAD = (0.8, 1.2)
"""How far single houses are taken to differ from their type."""

LAST_OLD_YEAR = 1978
"""The end of the typology's age class in which the first ordinance on insulation came into force."""


def heat_need(building: Building, floor_area: tuple[float, float], hot_water: Rate | None = None) -> Figure:
    """Calculated need a year for space heating, and for hot water if its need for a square metre is given."""
    need = specific_need(building)
    if hot_water is not None:
        need = replace(total((need, hot_water.figure), need.unit, need.method), source=need.source)
    return need_of_area(need, floor_area)


def need_of_area(need: Figure, floor_area: tuple[float, float]) -> Figure:
    """Need a year of a house with ``floor_area`` in m2 by the need for a square metre of its type."""
    low, high = (area * spread for area, spread in zip(floor_area, SPREAD, strict=True))
    return times(need, (low, high), Unit.KWH_PER_YEAR, NEED_METHOD)


def likely_use(need: Figure, prebound: Rate | None, is_old: bool = True) -> Figure:
    """Calculated need times the per cent of it that is really used; as calculated where no such rate is known.

    The correction was found in old houses: where the house may be none, the need as calculated stays possible.
    """
    if prebound is None or prebound.low is None or need.state is State.UNKNOWN:
        return replace(need, method=UNCORRECTED_METHOD)
    corrected = product((need, prebound.figure), need.unit, CORRECTED_METHOD, PER_CENT)
    if not is_old and corrected.low is not None and need.high is not None:
        low, high = min(corrected.low, need.high), max(corrected.high or 0.0, need.high)
        corrected = replace(corrected, low=low, high=high, method=PARTLY_METHOD)
    return replace(corrected, source=need.source)


def is_old(building: Building) -> bool:
    """Whether it is sure to be a house from before the rules on insulation, and as it was built."""
    return building.latest <= LAST_OLD_YEAR and building.envelopes == frozenset({Envelope.AS_BUILT})


def heat_from_bill(consumption: Figure, efficiency: Rate) -> Figure:
    """The heat that the heating makes of what was bought, its efficiency in per cent."""
    return product((consumption, efficiency.figure), Unit.KWH_PER_YEAR, BILL_METHOD, PER_CENT)


def heat_demand(from_bill: Figure | None, need: Figure, prebound: Rate | None, is_old: bool = True) -> Figure:
    """The heat of one year in sensible bounds: the bill goes before every calculation."""
    if from_bill is not None and from_bill.state is not State.UNKNOWN:
        return sensible(from_bill)
    if need.state is State.UNKNOWN:
        return unknown(Unit.KWH_PER_YEAR, need.method)
    return sensible(likely_use(need, prebound, is_old))
