"""Published statistics of areas."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed
from cms.core.graphql.blocks import words as text
from cms.core.graphql.errors import Refusal
from cms.core.graphql.figures import Figure, FigureReading
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from geo.queries import statistics as queries
from geo.queries.statistics import Series

from .areas import Area
from .datasets import Dataset
from .geometry import uuid_in

MOST_AREAS = 100


class StatisticSeries(graphene.ObjectType):
    """A published indicator of an area over the years."""

    area = graphene.Field(Area, required=True, description="The area.")
    indicator = text("What is counted or measured, as the source names it.")
    unit = text("The unit as the source names it; may be empty.")
    figures = listed(Figure, "One for each year, the oldest first.")
    dataset = graphene.Field(Dataset, required=True, description="Where it was published, with licence and source.")

    @staticmethod
    def resolve_figures(series: Series, info: Any) -> list[FigureReading]:
        return [FigureReading(figure, series.area.reader.language) for figure in series.figures]


class StatisticIndicator(graphene.ObjectType):
    """Something that statistics of areas tell."""

    name = text("As the source names it; `statistics` takes it.")
    unit = text("The unit as the source names it; may be empty.")
    first_year = graphene.Int(required=True, description="The first year there are numbers of.")
    last_year = graphene.Int(required=True, description="The last year there are numbers of.")
    dataset = graphene.Field(Dataset, required=True, description="Where it was published, with licence and source.")


@query
class StatisticQuery:
    statistics = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(StatisticSeries))),
        areas=graphene.List(
            graphene.NonNull(graphene.ID), required=True, description=f"Ids of areas, at most {MOST_AREAS}."
        ),
        indicators=graphene.List(graphene.NonNull(graphene.String), description="Only these; else all there are."),
        newest=graphene.Boolean(default_value=False, description="Whether to give the last year of each only."),
        description="Published statistics of areas, by indicator; areas that are not there are left out.",
        **scoped(),
    )
    statistic_indicators = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(StatisticIndicator))),
        description="What there are statistics of, by name.",
        **scoped(),
    )

    @staticmethod
    def resolve_statistics(
        _root: Any, info: Any, areas: list[str], newest: bool, indicators: list[str] | None = None, **arguments: Any
    ) -> list[Series]:
        if len(areas) > MOST_AREAS:
            raise Refusal("TOO_MANY_AREAS", f"Ask for at most {MOST_AREAS} areas at once.")
        keys = [uuid_in(each, "Area") for each in areas]
        return queries.statistics(root(info, arguments), keys, indicators, newest=newest)

    @staticmethod
    def resolve_statistic_indicators(_root: Any, info: Any, **arguments: Any) -> list[queries.Indicator]:
        return queries.indicators(root(info, arguments))


access.public("StatisticSeries", "area indicator unit figures dataset")
access.public("StatisticIndicator", "name unit firstYear lastYear dataset")
access.public("Query", "statistics statisticIndicators")
access.declare_size("Query.statistics", 20)
access.declare_size("StatisticSeries.figures", 10)
access.declare_size("Query.statisticIndicators", 40)
