"""The rising share of climate-friendly fuel that a new gas, oil or liquid-gas heating must burn (section 43 GModG)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .figures import Figure, Source, State, Unit
from .rates import Rate, unknown

LEGAL_BASIS = "§ 43 GModG"
SOURCE = Source("Gebäudemodernisierungsgesetz (GModG)")
METHOD = "Least share of climate-friendly fuel for heating installed after 29 July 2026"
NO_DUTY_METHOD = "Installed before the duty began"
NO_DAY_METHOD = "Turns on the day of installation"


def _rung(percent: float, first: date, last: date | None) -> Rate:
    return Rate("green-fuel", percent, percent, Unit.PERCENT, first, last, False, METHOD, LEGAL_BASIS + " (1)", SOURCE)


LADDER = (
    _rung(10, date(2029, 1, 1), date(2029, 12, 31)),
    _rung(15, date(2030, 1, 1), date(2034, 12, 31)),
    _rung(30, date(2035, 1, 1), date(2039, 12, 31)),
    _rung(60, date(2040, 1, 1), None),
)
FIRST_DAY = date(2026, 7, 30)


@dataclass(frozen=True, slots=True)
class Relief:
    """A later start of the duty after a breakdown that can't be repaired: months from installation (section 43 (7))."""

    first: date
    last: date
    months: int
    legal_basis: str = LEGAL_BASIS + " (7)"

    def starts(self, breakdown: date, installed: date) -> date | None:
        """When the duty starts; None where the relief does not cover the day of the breakdown."""
        if not self.first <= breakdown <= self.last:
            return None
        months = installed.month - 1 + self.months
        year, month = installed.year + months // 12, months % 12 + 1
        return date(year, month, min(installed.day, monthrange(year, month)[1]))


RELIEF = Relief(date(2028, 1, 1), date(2028, 12, 31), 12)


def green_share(
    installed: date | None,
    day: date,
    ladder: tuple[Rate, ...] = LADDER,
    breakdown: date | None = None,
    relief: Relief = RELIEF,
) -> Figure:
    """The least share on ``day``, in per cent; while nothing is due yet none, whenever the heating was installed."""
    rungs = [rung for rung in ladder if rung.holds_on(day)]
    if not rungs:
        return _none(METHOD)
    if installed is None:
        return unknown(Unit.PERCENT, NO_DAY_METHOD)
    if installed < FIRST_DAY:
        return _none(NO_DUTY_METHOD)
    start = relief.starts(breakdown, installed) if breakdown is not None else None
    if start is not None and day < start:
        return _none(METHOD)
    return rungs[-1].figure


def _none(method: str) -> Figure:
    return Figure(0.0, 0.0, Unit.PERCENT, State.REGISTERED, method, SOURCE)
