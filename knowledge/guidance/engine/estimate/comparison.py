"""Options side by side, and which of them may be ranked by what heating costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from energy.costs import comparable
from knowledge.guidance.engine.dates import Dates
from knowledge.guidance.engine.facts import Facts

from .book import Book
from .demand import heat_demand
from .house import Span, house_of
from .option import OptionEstimate, Technology, estimate


@dataclass(frozen=True, slots=True)
class Compared:
    """An option among others. ``cheaper_than`` names those that cost more whatever the true numbers are."""

    measure: str
    estimate: OptionEstimate
    may_rank: bool
    cheaper_than: tuple[str, ...] = ()


def estimate_all(
    technologies: Mapping[str, Technology], facts: Facts, dates: Dates, book: Book
) -> dict[str, OptionEstimate]:
    """An estimate for each measure, all for the same house and heat demand."""
    house = house_of(facts)
    demand = heat_demand(facts, book, dates.reading, house)
    return {key: estimate(each, house, facts, dates, book, demand) for key, each in technologies.items()}


def compare(estimates: Mapping[str, OptionEstimate]) -> tuple[Compared, ...]:
    """The options in their order. A sum that is "at least" ranks nowhere; ranges that overlap rank neither first."""
    spans = {key: span for key, each in estimates.items() if (span := _span(each)) is not None}
    return tuple(
        Compared(key, each, key in spans, tuple(other for other in spans if key in spans and _below(spans, key, other)))
        for key, each in estimates.items()
    )


def _below(spans: Mapping[str, Span], one: str, other: str) -> bool:
    return spans[one][1] < spans[other][0]


def _span(option: OptionEstimate) -> Span | None:
    """The lowest and highest cost of any year shown; None where one of them is not known to its whole extent."""
    if option.energy_cost is None or not comparable(option.years):
        return None
    figures = [option.energy_cost, *(year.figure for year in option.years)]
    bounds = [(figure.low, figure.high) for figure in figures if figure.low is not None and figure.high is not None]
    if len(bounds) < len(figures):
        return None
    return min(low for low, _high in bounds), max(high for _low, high in bounds)
