"""Ranges as bars: where an estimate begins and ends beside the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format

WIDTH = 1000
COST = "energyCost"
# A bar that would be a hair is drawn so that it can be seen.
NARROWEST = 12
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Bar:
    """``x`` and ``width`` of ``WIDTH``; one that is open has no known end, or not all of its costs are known."""

    title: str
    language: str
    text: str
    state: str
    is_open: bool
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale."""

    label: str
    x: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture of ranges, all from zero to the same end."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]

    @property
    def has_open(self) -> bool:
        """Whether a bar is drawn as open."""
        return any(bar.is_open for bar in self.bars)


def _round_end(highest: float) -> tuple[float, float]:
    """The end of a scale and the distance of its lines, both numbers that are easily read."""
    power = 10.0
    while power * 10 <= highest:
        power *= 10
    while power > highest:
        power /= 10
    step = next(factor * power / 2 for factor in _STEPS if 2 * factor * power >= highest)
    lines = 1
    while lines * step < highest:
        lines += 1
    return lines * step, step


def bars(judgements: Iterable[dict[str, Any]], field: str) -> Bars | None:
    """The picture of one figure of all options; None where fewer than two are known well enough."""
    known = [
        (judgement, judgement["estimate"][field])
        for judgement in judgements
        if _is_known((judgement["estimate"] or {}).get(field))
    ]
    if len(known) < 2:
        return None
    highest = max(figure["high"] or figure["low"] for _judgement, figure in known)
    if highest <= 0:
        return None
    end, step = _round_end(highest)
    drawn = tuple(_bar(judgement, figure, end, field == COST) for judgement, figure in known)
    count = round(end / step)
    ticks = tuple(
        Tick(number_format(_plain(step * line), use_l10n=True, force_grouping=True), round(WIDTH * line / count))
        for line in range(count + 1)
    )
    return Bars(drawn, ticks)


def _plain(value: float) -> float | int:
    return int(value) if float(value).is_integer() else round(value, 2)


def _is_known(figure: dict[str, Any] | None) -> bool:
    return figure is not None and figure["low"] is not None


def _bar(judgement: dict[str, Any], figure: dict[str, Any], end: float, counts_costs: bool) -> Bar:
    is_open = figure["high"] is None or (counts_costs and not judgement["estimate"]["isRankable"])
    start = round(WIDTH * figure["low"] / end)
    stop = WIDTH if figure["high"] is None else round(WIDTH * figure["high"] / end)
    width = max(NARROWEST, stop - start)
    return Bar(
        title=judgement["measure"]["title"],
        language=judgement["measure"]["contentLocale"],
        text=figure["text"],
        state=figure["state"],
        is_open=is_open,
        x=min(start, WIDTH - width),
        width=width,
    )
