"""Sums and products of figures: ranges stay ranges, and nothing is known better than the worst of its parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from .figures import Figure, Source, State, Unit
from .rates import unknown

_FROM_BEST = tuple(State)


def worst(states: Sequence[State]) -> State:
    """The least that is known among ``states``."""
    return max(states, key=_FROM_BEST.index)


def derived(figures: Sequence[Figure]) -> State:
    """What is calculated from figures is an estimate at best."""
    return worst([State.ESTIMATED, *(figure.state for figure in figures)])


def source_of(figures: Sequence[Figure]) -> Source | None:
    """The source they share; figures of several sources tell them themselves."""
    sources = {figure.source for figure in figures if figure.source is not None}
    return sources.pop() if len(sources) == 1 else None


def product(factors: Sequence[Figure], unit: Unit, method: str, scale: float = 1.0) -> Figure:
    """The product of figures that are not negative; unknown as soon as one is."""
    bounds = [(figure.low, figure.high) for figure in factors if figure.low is not None and figure.high is not None]
    if len(bounds) < len(factors):
        return unknown(unit, method)
    low, high = (math.prod(side) * scale for side in zip(*bounds, strict=True))
    return Figure(low, high, unit, derived(factors), method, source_of(factors))


def times(figure: Figure, factor: tuple[float, float], unit: Unit, method: str) -> Figure:
    """The figure times a plain number or range that is not negative, such as an area or a count."""
    if figure.low is None or figure.high is None:
        return unknown(unit, method)
    return Figure(
        figure.low * factor[0], figure.high * factor[1], unit, figure.state, method, figure.source, figure.year
    )


def total(parts: Sequence[Figure], unit: Unit, method: str) -> Figure:
    """The sum of figures; unknown as soon as one is."""
    bounds = [(figure.low, figure.high) for figure in parts if figure.low is not None and figure.high is not None]
    if len(bounds) < len(parts) or not parts:
        return unknown(unit, method)
    low, high = (math.fsum(side) for side in zip(*bounds, strict=True))
    return Figure(low, high, unit, worst([part.state for part in parts]), method, source_of(parts))


def hull(figures: Sequence[Figure], unit: Unit, method: str) -> Figure:
    """The range over figures of which one is true, nobody knows which; unknown as soon as one is."""
    bounds = [(figure.low, figure.high) for figure in figures if figure.low is not None and figure.high is not None]
    if len(bounds) < len(figures) or not figures:
        return unknown(unit, method)
    low, high = min(low for low, _high in bounds), max(high for _low, high in bounds)
    return Figure(low, high, unit, worst([figure.state for figure in figures]), method, source_of(figures))


def ratio(dividend: Figure, divisor: Figure, unit: Unit, method: str, scale: float = 1.0) -> Figure:
    """The quotient of figures whose divisor is positive; unknown as soon as one is."""
    if dividend.low is None or dividend.high is None or not divisor.low or not divisor.high:
        return unknown(unit, method)
    low, high = dividend.low / divisor.high * scale, dividend.high / divisor.low * scale
    return Figure(low, high, unit, derived((dividend, divisor)), method, source_of((dividend, divisor)))


def at_most(figure: Figure, limit: Figure) -> Figure:
    """The figure, cut at a limit; unknown where the limit is: what it allows nobody can tell."""
    if figure.low is None or figure.high is None or limit.low is None or limit.high is None:
        return unknown(figure.unit, figure.method)
    low, high = min(figure.low, limit.low), min(figure.high, limit.high)
    return Figure(low, high, figure.unit, worst((figure.state, limit.state)), figure.method, figure.source)


def sensible(figure: Figure) -> Figure:
    """An estimate without false exactness: bounds of two digits, the lower rounded down, the upper up."""
    if figure.low is None or figure.high is None or figure.state is not State.ESTIMATED:
        return figure
    step = _step(max(abs(figure.low), abs(figure.high)))
    low, high = _whole(math.floor(_clean(figure.low / step)), step), _whole(math.ceil(_clean(figure.high / step)), step)
    return replace(figure, low=low, high=high)


def cautious(figure: Figure) -> Figure:
    """An estimate of money to get, in bounds of two digits: nothing is promised by rounding, and a sure sum stays."""
    if figure.is_exact or figure.high is None:
        return figure
    rounded, step = sensible(figure), _step(figure.high)
    high = _whole(math.floor(_clean(figure.high / step)), step) if figure.state is State.ESTIMATED else figure.high
    return replace(rounded, high=high)


def _step(largest: float) -> float:
    return 10.0 ** (math.floor(math.log10(largest)) - 1) if largest > 0 else 1.0


def _clean(number: float) -> float:
    """Without the noise of binary fractions: 27.000000000000004 is 27."""
    return round(number, 9)


def _whole(steps: int, step: float) -> float:
    return round(steps * step, 9)
