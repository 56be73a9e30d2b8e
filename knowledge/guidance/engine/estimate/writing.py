"""Estimates as plain data, ready for JSON; what is empty or does not apply is left out."""

from __future__ import annotations

from energy.costs import YearCost
from energy.figures import Figure
from knowledge.guidance.engine.writing import Plain, filled

from .comparison import Compared
from .demand import Demand
from .grants import GrantEstimate
from .option import OptionEstimate


def write_figure(figure: Figure) -> Plain:
    """A figure; without bounds where it is unknown."""
    source = figure.source
    return filled(
        {
            "low": figure.low,
            "high": figure.high,
            "unit": figure.unit.value,
            "state": figure.state.value,
            "method": figure.method,
            "source": filled({"title": source.title, "url": source.url}) if source else None,
            "year": figure.year,
        }
    )


def write_demand(demand: Demand) -> Plain:
    """A heat demand with what was assumed and what is missing."""
    return filled(
        {
            "figure": write_figure(demand.figure),
            "from_bill": demand.from_bill,
            "assumed": list(demand.assumed),
            "missing": list(demand.missing),
            "to_check": demand.to_check,
        }
    )


def write_estimate(option: OptionEstimate) -> Plain:
    """An option's estimate."""
    return filled(
        {
            "demand": write_demand(option.demand) if option.demand else None,
            "saving": _figure(option.saving),
            "bought": _figure(option.bought),
            "energy_cost": _figure(option.energy_cost),
            "emissions": _figure(option.emissions),
            "investment": _figure(option.investment),
            "grant": _grant(option.grant) if option.grant else None,
            "years": [_year(year) for year in option.years],
            "open": list(option.open),
            "to_check": option.to_check,
        }
    )


def write_compared(compared: Compared) -> Plain:
    """An option among others."""
    return filled(
        {
            "measure": compared.measure,
            "estimate": write_estimate(compared.estimate),
            "may_rank": compared.may_rank,
            "cheaper_than": list(compared.cheaper_than),
        }
    )


def _figure(figure: Figure | None) -> Plain | None:
    return None if figure is None else write_figure(figure)


def _grant(grant: GrantEstimate) -> Plain:
    figures = ("highest", "eligible", "percent", "base", "bonuses", "amount")
    return filled(
        {
            "programme": grant.programme,
            **{name: write_figure(getattr(grant, name)) for name in figures},
            "for_all": grant.for_all,
            "open": list(grant.open),
            "to_check": grant.to_check,
        }
    )


def _year(year: YearCost) -> Plain:
    return filled(
        {
            "year": year.year,
            "figure": write_figure(year.figure),
            "at_least": year.at_least,
            "missing": list(year.missing),
        }
    )
