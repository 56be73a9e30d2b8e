"""Buildings: each fact says how it is known, and what is not told is named too."""

from __future__ import annotations

from datetime import date
from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed
from cms.core.graphql.blocks import words as text
from cms.core.graphql.figures import Figure, FigureReading, Source, source_of
from cms.core.graphql.interfaces import Node
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import extend, query
from cms.core.graphql.scalars import State
from energy.figures import Figure as FigureValue
from energy.figures import State as FigureState
from energy.figures import Unit
from geo.models import GroupFigure as GroupFigureRecord
from geo.queries import buildings as queries
from geo.queries import words
from geo.queries.addresses import AddressReading
from geo.queries.buildings import BuildingReading, FactReading, GroupReading, Missing
from geo.queries.datasets import DatasetReading
from geo.values import Point
from geo.values.attributes import ATTRIBUTES
from geo.values.groups import method_of

from .addresses import StreetAddress
from .areas import Area
from .datasets import Dataset
from .geometry import GeoJson, Named, geometry_of, id_of, uuid_in
from .kinds import AttributeKind, SuppressedReason, Untold
from .places import Place


class BuildingFact(graphene.ObjectType):
    """What one source says of a building; where several do, the one that is known best."""

    attribute = graphene.Field(Named, required=True, description="What is said, and what knowing it is good for.")
    kind = graphene.Field(AttributeKind, required=True, description="What its value looks like.")
    figure = graphene.Field(Figure, description="The value of what is a number.")
    choice = graphene.Field(Named, description="The value of what is no number.")
    state = graphene.Field(State, required=True, description="How it is known.")
    method = text("How it was found.")
    year = graphene.Int(description="The year it holds for.")
    source = graphene.Field(Source, description="Where it comes from.")
    licence = text("Its licence; may be empty.")
    attribution = text("What has to stand beside it; may be empty.")
    to_check = graphene.Boolean(required=True, description="Whether it should be checked before it is relied on.")

    @staticmethod
    def resolve_figure(reading: FactReading, info: Any) -> FigureReading | None:
        figure = reading.figure
        return FigureReading(figure, reading.reader.language, reading.to_check) if figure else None

    @staticmethod
    def resolve_state(reading: FactReading, info: Any) -> Any:
        return reading.fact.state

    @staticmethod
    def resolve_year(reading: FactReading, info: Any) -> int | None:
        return reading.fact.year

    @staticmethod
    def resolve_source(reading: FactReading, info: Any) -> dict[str, Any] | None:
        return source_of(reading.fact.origin.title, reading.fact.origin.url)

    @staticmethod
    def resolve_licence(reading: FactReading, info: Any) -> str:
        return reading.fact.origin.licence

    @staticmethod
    def resolve_attribution(reading: FactReading, info: Any) -> str:
        return reading.fact.origin.attribution


class UntoldFact(graphene.ObjectType):
    """An attribute of which nothing is told."""

    attribute = graphene.Field(Named, required=True, description="What it is, and what knowing it would tell.")
    reason = graphene.Field(Untold, required=True, description="Why nothing is told.")
    reason_label = text("The same in words.")

    @staticmethod
    def resolve_attribute(missing: Missing, info: Any) -> words.Named:
        return missing.named

    @staticmethod
    def resolve_reason_label(missing: Missing, info: Any) -> str:
        return words.named(words.UNTOLD, missing.reason, missing.reader.language).label


class GroupFigure(graphene.ObjectType):
    """What is told of a group of neighbouring buildings."""

    attribute = graphene.Field(Named, required=True, description="What is told.")
    choice = graphene.Field(Named, description="Of what is no number: the value whose addresses are counted.")
    figure = graphene.Field(
        Figure,
        required=True,
        description=(
            "Addresses with this value, or the sum of the numbers; of years and needs by square metre their mean."
            " `method` says which."
        ),
    )
    known_addresses = graphene.Int(description="Over how many addresses it is told; null where it is not told.")
    suppressed = graphene.Field(SuppressedReason, description="Why it is not told; null where it is.")

    @staticmethod
    def resolve_attribute(given: tuple[GroupReading, GroupFigureRecord], info: Any) -> words.Named:
        group, row = given
        return words.attribute(row.attribute, group.reader.language)

    @staticmethod
    def resolve_choice(given: tuple[GroupReading, GroupFigureRecord], info: Any) -> words.Named | None:
        group, row = given
        return words.value(row.attribute, row.value, group.reader.language) if row.value else None

    @staticmethod
    def resolve_figure(given: tuple[GroupReading, GroupFigureRecord], info: Any) -> FigureReading:
        group, row = given
        return FigureReading(group_figure(row, group.reader.language), group.reader.language)

    @staticmethod
    def resolve_known_addresses(given: tuple[GroupReading, GroupFigureRecord], info: Any) -> int | None:
        return None if given[1].suppressed else given[1].known

    @staticmethod
    def resolve_suppressed(given: tuple[GroupReading, GroupFigureRecord], info: Any) -> str | None:
        return given[1].suppressed or None


def group_figure(row: GroupFigureRecord, language: str) -> FigureValue:
    """A group's figure, which says whether it is a number of addresses, a sum or a mean; unknown if suppressed."""
    unit = Unit.COUNT if row.value else ATTRIBUTES[row.attribute].unit or Unit.COUNT
    if row.suppressed or row.low is None or row.high is None:
        return FigureValue(None, None, unit, FigureState.UNKNOWN)
    method = words.method(method_of(row.attribute), language)
    return FigureValue(row.low, row.high, unit, FigureState(row.state), method, year=row.year)


class BuildingGroup(graphene.ObjectType):
    """Neighbouring buildings whose protected facts are told together; groups do not overlap."""

    class Meta:
        interfaces = (Node,)

    name = text("What it is called; may be empty.")
    addresses = graphene.Int(required=True, description="How many addresses it has.")
    place = graphene.Field(Place, required=True, description="A point inside it.")
    geometry = graphene.Field(GeoJson, required=True, description="What is drawn of it.")
    figures = listed(GroupFigure, "What is told of it, by attribute.")

    resolve_id = id_of("BuildingGroup")

    @staticmethod
    def resolve_place(reading: GroupReading, info: Any) -> Point:
        return Point(reading.group.lon, reading.group.lat)

    @staticmethod
    def resolve_geometry(reading: GroupReading, info: Any) -> Any:
        return geometry_of(reading.group.geometry)

    @staticmethod
    def resolve_figures(reading: GroupReading, info: Any) -> list[tuple[GroupReading, GroupFigureRecord]]:
        return [(reading, row) for row in reading.figures]


class Building(graphene.ObjectType):
    """A building with what may be told of it. One that is gone has nothing but when, and what took its place."""

    class Meta:
        interfaces = (Node,)

    place = graphene.Field(Place, description="A point inside its outline; null if it is gone.")
    geometry = graphene.Field(GeoJson, description="Its outline; null if it is gone.")
    is_hidden = graphene.Boolean(
        required=True, description="Whether somebody concerned objected; then nothing but its outline is told."
    )
    hidden_reason = text("The same in words; empty if it is not hidden.")
    addresses = listed(StreetAddress, "Its addresses.")
    areas = listed(Area, "The areas it lies in: those of heat plans first, then the smallest first.")
    facts = listed(BuildingFact, "What is known of it and may be told; always in the same order.")
    unknown = listed(UntoldFact, "What is not told of it.")
    group = graphene.Field(BuildingGroup, description="The neighbours with whom its protected facts are told.")
    dataset = graphene.Field(Dataset, description="The data its outline is from; null if it is gone.")
    gone_since = graphene.Date(description="Since when it is missing in the data; null while it is there.")
    successor = graphene.Field(lambda: Building, description="The building that took the place of one that is gone.")

    resolve_id = id_of("Building")

    @staticmethod
    def resolve_geometry(building: BuildingReading, info: Any) -> Any:
        return geometry_of(building.shape.geometry) if building.shape else None

    @staticmethod
    def resolve_is_hidden(building: BuildingReading, info: Any) -> bool:
        return building.feature.hidden

    @staticmethod
    def resolve_hidden_reason(building: BuildingReading, info: Any) -> str:
        return words.said(words.HIDDEN, building.reader.language) if building.feature.hidden else ""

    @staticmethod
    def resolve_unknown(building: BuildingReading, info: Any) -> list[Missing]:
        return building.missing

    @staticmethod
    def resolve_dataset(building: BuildingReading, info: Any) -> DatasetReading | None:
        version = building.dataset
        return DatasetReading(building.reader, version) if version else None

    @staticmethod
    def resolve_gone_since(building: BuildingReading, info: Any) -> date | None:
        version = building.gone_since
        return version.activated_at.date() if version and version.activated_at else None


def resolve_building(reading: AddressReading, info: Any) -> BuildingReading | None:
    """The building of an address."""
    key = reading.building_key
    return queries.building(reading.reader, key) if key else None


extend(
    StreetAddress,
    "building",
    graphene.Field(Building, description="Its building; null where none is known."),
    resolve_building,
)


@query
class BuildingQuery:
    building = graphene.Field(
        Building,
        id=graphene.ID(required=True, description="Its id. Never kept or logged."),
        description="One building; null where there is none.",
        **scoped(),
    )

    @staticmethod
    def resolve_building(_root: Any, info: Any, id: str, **arguments: Any) -> BuildingReading | None:
        return queries.building(root(info, arguments), uuid_in(id, "Building"))


access.public("BuildingFact", "attribute kind figure choice state method year source licence attribution toCheck")
access.public("UntoldFact", "attribute reason reasonLabel")
access.public("GroupFigure", "attribute choice figure knownAddresses suppressed")
access.public("BuildingGroup", "name addresses place geometry figures")
access.public(
    "Building",
    "place geometry isHidden hiddenReason addresses areas facts unknown group dataset goneSince successor",
)
access.public("StreetAddress", "building")
access.declare(access.Access.PERSONAL, ["Query.building"])
access.declare_size("Building.facts", 16)
access.declare_size("Building.unknown", 16)
access.declare_size("BuildingGroup.figures", 16)
access.declare_size("Building.addresses", 3)
access.declare_size("Building.areas", 4)
