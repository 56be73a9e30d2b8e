"""How well buildings are known."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed
from cms.core.graphql.figures import Figure, FigureReading
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from cms.core.graphql.scalars import State
from geo.queries import quality as queries
from geo.queries import words
from geo.queries.quality import AttributeQuality as AttributeQualityReading
from geo.queries.quality import Counted, Quality

from .areas import Area
from .datasets import Dataset
from .geometry import Named, uuid_in
from .kinds import AttributeKind


class CountedBuildings(graphene.ObjectType):
    """Buildings of which an attribute has one value, known in one way from one source."""

    choice = graphene.Field(Named, description="The value of what is no number.")
    figure = graphene.Field(Figure, description="The sum of what is a number, where a sum says something.")
    state = graphene.Field(State, required=True, description="How it is known.")
    buildings = graphene.Int(required=True, description="How many buildings.")
    dataset = graphene.Field(Dataset, description="The data that say so; null where an editor does.")

    @staticmethod
    def resolve_figure(counted: Counted, info: Any) -> FigureReading | None:
        figure = counted.figure
        return FigureReading(figure, counted.reader.language) if figure else None


class AttributeQuality(graphene.ObjectType):
    """How well an attribute of buildings is known."""

    attribute = graphene.Field(Named, required=True, description="The attribute, and what knowing it is good for.")
    kind = graphene.Field(AttributeKind, required=True, description="What its values look like.")
    known = graphene.Int(required=True, description="Of how many buildings it is told.")
    unknown = graphene.Int(required=True, description="Of how many buildings it is not told.")
    counts = listed(CountedBuildings, "The buildings of which it is told, by value, state and source.")

    @staticmethod
    def resolve_attribute(reading: AttributeQualityReading, info: Any) -> words.Named:
        return reading.named


class DataQuality(graphene.ObjectType):
    """How well the buildings of an area, or of the whole municipality, are known."""

    area = graphene.Field(Area, description="The area; null for the whole municipality.")
    attributes = listed(AttributeQuality, "Each attribute that was counted, always in the same order.")


@query
class QualityQuery:
    data_quality = graphene.Field(
        DataQuality,
        area=graphene.ID(description="The id of an area; without it the whole municipality."),
        description="How well buildings are known; null where there is no such area.",
        **scoped(),
    )

    @staticmethod
    def resolve_data_quality(_root: Any, info: Any, area: str | None = None, **arguments: Any) -> Quality | None:
        return queries.quality(root(info, arguments), uuid_in(area, "Area") if area is not None else None)


access.public("CountedBuildings", "choice figure state buildings dataset")
access.public("AttributeQuality", "attribute kind known unknown counts")
access.public("DataQuality", "area attributes")
access.public("Query", "dataQuality")
access.declare_size("DataQuality.attributes", 16)
access.declare_size("AttributeQuality.counts", 8)
