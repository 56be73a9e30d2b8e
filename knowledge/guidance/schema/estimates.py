"""What options come to, in figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import graphene

from cms.core.graphql.blocks import listed
from cms.core.graphql.figures import Figure, FigureReading
from cms.core.queries.readings import Reader
from energy.costs import YearCost
from energy.figures import Figure as FigureValue
from knowledge.funding.queries import DatedProgramme
from knowledge.funding.schema import FundingProgramme
from knowledge.guidance.engine.estimate.grants import GrantEstimate
from knowledge.guidance.queries.estimates import EstimateReading
from knowledge.guidance.queries.methods import in_words_of
from knowledge.guidance.queries.missing import named

from .facts import personal


def figure(reader: Reader, value: FigureValue | None, to_check: bool = False) -> FigureReading | None:
    """A figure in the reader's language; None where there is no such thing."""
    return FigureReading(in_words_of(value, reader.language), reader.language, to_check) if value else None


class GuidanceGrant(graphene.ObjectType):
    """What a programme may pay."""

    programme = graphene.Field(FundingProgramme, required=True, description="The programme, on the day of application.")
    eligible = graphene.Field(Figure, required=True, description="The cost that counts.")
    percent = graphene.Field(Figure, description="The share that is paid, bonuses included.")
    amount = graphene.Field(Figure, required=True, description="How much; of an owners' association, for all of it.")
    own = graphene.Field(Figure, description="In an owners' association, what one owner may get in addition.")
    own_eligible = graphene.Field(Figure, description="The part of the cost that counts for one owner.")
    open = listed(graphene.String, "What is missing to tell it, or to tell it better.")
    to_check = graphene.Boolean(required=True, description="Whether its rates should be checked first.")

    @staticmethod
    def resolve_programme(grant: tuple[EstimateReading, GrantEstimate], info: Any) -> DatedProgramme | None:
        return grant[0].programme

    @staticmethod
    def resolve_eligible(grant: tuple[EstimateReading, GrantEstimate], info: Any) -> FigureReading | None:
        return figure(grant[0].reader, grant[1].eligible, grant[1].to_check)

    @staticmethod
    def resolve_percent(grant: tuple[EstimateReading, GrantEstimate], info: Any) -> FigureReading | None:
        return figure(grant[0].reader, grant[1].percent, grant[1].to_check)

    @staticmethod
    def resolve_amount(grant: tuple[EstimateReading, GrantEstimate], info: Any) -> FigureReading | None:
        return figure(grant[0].reader, grant[1].amount, grant[1].to_check)

    @staticmethod
    def resolve_own(grant: tuple[EstimateReading, GrantEstimate], info: Any) -> FigureReading | None:
        return figure(grant[0].reader, grant[1].bonuses, grant[1].to_check) if grant[1].for_all else None

    @staticmethod
    def resolve_own_eligible(grant: tuple[EstimateReading, GrantEstimate], info: Any) -> FigureReading | None:
        return figure(grant[0].reader, grant[0].own_eligible, grant[1].to_check)

    @staticmethod
    def resolve_open(grant: tuple[EstimateReading, GrantEstimate], info: Any) -> list[str]:
        return named(grant[0].reader, grant[1].open)

    @staticmethod
    def resolve_to_check(grant: tuple[EstimateReading, GrantEstimate], info: Any) -> bool:
        return grant[1].to_check


class GuidanceYear(graphene.ObjectType):
    """What a fuel costs in a year to come."""

    year = graphene.Int(required=True, description="The year.")
    figure = graphene.Field(Figure, required=True, description="How much; where parts are missing, the least.")
    is_at_least = graphene.Boolean(required=True, description="Whether parts are missing, so that it is at least this.")
    missing = listed(graphene.String, "The parts that are missing.")

    @staticmethod
    def resolve_year(year: tuple[EstimateReading, YearCost], info: Any) -> int:
        return year[1].year

    @staticmethod
    def resolve_figure(year: tuple[EstimateReading, YearCost], info: Any) -> FigureReading | None:
        cost = year[1].figure
        # The upper bound of what is known is no bound of a sum of which parts are missing.
        known = replace(cost, high=cost.low) if year[1].at_least else cost
        return figure(year[0].reader, known, year[0].option.to_check)

    @staticmethod
    def resolve_is_at_least(year: tuple[EstimateReading, YearCost], info: Any) -> bool:
        return year[1].at_least

    @staticmethod
    def resolve_missing(year: tuple[EstimateReading, YearCost], info: Any) -> list[str]:
        return named(year[0].reader, year[1].missing)


class GuidanceEstimate(graphene.ObjectType):
    """What an option comes to, as far as it can be told."""

    investment = graphene.Field(Figure, description="What it costs to build; null where it builds nothing.")
    energy_cost = graphene.Field(Figure, description="What its energy costs a year at today's prices.")
    emissions = graphene.Field(Figure, description="What it emits a year.")
    grants = listed(GuidanceGrant, "What programmes may pay.")
    years = listed(GuidanceYear, "Of gas and oil: what they cost today and in years to come.")
    is_rankable = graphene.Boolean(
        required=True, description="Whether options may be compared by it: nothing is unknown or only at least."
    )
    open = listed(graphene.String, "What is missing.")
    to_check = graphene.Boolean(required=True, description="Whether its numbers should be checked first.")

    @staticmethod
    def resolve_investment(estimate: EstimateReading, info: Any) -> FigureReading | None:
        return figure(estimate.reader, estimate.option.investment, estimate.option.to_check)

    @staticmethod
    def resolve_energy_cost(estimate: EstimateReading, info: Any) -> FigureReading | None:
        return figure(estimate.reader, estimate.option.energy_cost, estimate.option.to_check)

    @staticmethod
    def resolve_emissions(estimate: EstimateReading, info: Any) -> FigureReading | None:
        return figure(estimate.reader, estimate.option.emissions, estimate.option.to_check)

    @staticmethod
    def resolve_grants(estimate: EstimateReading, info: Any) -> list[tuple[EstimateReading, GrantEstimate]]:
        grant = estimate.option.grant
        return [(estimate, grant)] if grant is not None and estimate.programme is not None else []

    @staticmethod
    def resolve_years(estimate: EstimateReading, info: Any) -> list[tuple[EstimateReading, YearCost]]:
        return [(estimate, year) for year in estimate.option.years]

    @staticmethod
    def resolve_open(estimate: EstimateReading, info: Any) -> list[str]:
        return named(estimate.reader, estimate.option.open)

    @staticmethod
    def resolve_to_check(estimate: EstimateReading, info: Any) -> bool:
        return estimate.option.to_check


personal("GuidanceGrant", "programme eligible percent amount own ownEligible open toCheck")
personal("GuidanceYear", "year figure isAtLeast missing")
personal("GuidanceEstimate", "investment energyCost emissions grants years isRankable open toCheck")
