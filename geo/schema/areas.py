"""Areas: what plans and registers say of a piece of land."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed
from cms.core.graphql.blocks import words as text
from cms.core.graphql.connections import connection, page_of, paged
from cms.core.graphql.errors import Refusal
from cms.core.graphql.figures import Figure, FigureReading
from cms.core.graphql.interfaces import Node
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from energy.figures import Figure as FigureValue
from geo.queries import areas as queries
from geo.queries import plans, words
from geo.queries.areas import AreaReading
from geo.queries.datasets import DatasetReading
from geo.values.areas import Theme

from .datasets import Dataset
from .geometry import GeoJson, Named, geometry_of, id_of, point_given, uuid_in
from .kinds import AreaTheme, GasFuture, HeatPlanCategory, SuitabilityLevel, SupplyKind
from .places import Place, PlaceInput
from .plans import HeatPlan


class Suitability(graphene.ObjectType):
    """How likely a kind of supply suits an area in the target year (WPG, section 19 (2))."""

    supply = graphene.Field(SupplyKind, required=True, description="The kind of supply.")
    level = graphene.Field(SuitabilityLevel, required=True, description="How likely it suits.")
    supply_label = text("The kind of supply in words.")
    level_label = text("How likely it suits in words.")


class ConnectionStatute(graphene.ObjectType):
    """A statute by which houses have to be connected to a heat network."""

    title = text("What it is called.")
    url = text("Where it is found; may be empty.")


class GasNetworkPlan(graphene.ObjectType):
    """What is to become of the gas network of an area (WPG, section 28)."""

    future = graphene.Field(GasFuture, required=True, description="What is to become of it.")
    label = text("The same in words.")
    year = graphene.Int(description="The year in which it is to be so, where the plan says one.")


class Area(graphene.ObjectType):
    """An area of a heat plan, a district, a building block or another piece of land."""

    class Meta:
        interfaces = (Node,)

    name = text("Its name; may be empty.")
    theme = graphene.Field(AreaTheme, required=True, description="What it is.")
    category = graphene.Field(Named, description="What the heat plan foresees for it, or what kind it is.")
    horizon = graphene.Field(Named, description="By when the heat plan wants it so.")
    suitability = listed(Suitability, "How likely each kind of supply suits it; empty where the plan does not say.")
    statute = graphene.Field(ConnectionStatute, description="The statute by which connection is an obligation.")
    is_designated = graphene.Boolean(
        description="Whether the municipality designated it for a network (WPG, section 26); null: not said."
    )
    gas = graphene.Field(GasNetworkPlan, description="What is to become of its gas network.")
    is_for_energy_saving = graphene.Boolean(
        description="Whether saving energy goes first there (WPG, section 18 (5)); null: not said."
    )
    is_shortened = graphene.Boolean(
        description="Whether planning was shortened for it (WPG, section 14 (4)); null: not said."
    )
    is_unplanned = graphene.Boolean(description="Whether it is not part of the plan; null: not said.")
    size = graphene.Field(Figure, required=True, description="How large it is.")
    buildings = graphene.Field(Figure, required=True, description="How many buildings lie in it.")
    place = graphene.Field(Place, required=True, description="A point inside it.")
    geometry = graphene.Field(GeoJson, required=True, description="Its outline.")
    plan = graphene.Field(HeatPlan, description="The heat plan it belongs to.")
    dataset = graphene.Field(Dataset, required=True, description="The data that say so, with licence and source.")
    notice = text("For areas of heat plans: that they give no claim and no duty (WPG, section 18 (2)); else empty.")

    resolve_id = id_of("Area")

    @staticmethod
    def resolve_suitability(area: AreaReading, info: Any) -> list[dict[str, Any]]:
        language = area.reader.language
        return [
            {
                "supply": supply,
                "level": level,
                "supply_label": words.named(words.SUPPLIES, supply, language).label,
                "level_label": words.named(words.SUITABILITIES, level, language).label,
            }
            for supply, level in (area.details.suitability or {}).items()
        ]

    @staticmethod
    def resolve_statute(area: AreaReading, info: Any) -> dict[str, str] | None:
        details = area.details
        return {"title": details.statute, "url": details.statute_url or ""} if details.statute else None

    @staticmethod
    def resolve_gas(area: AreaReading, info: Any) -> dict[str, Any] | None:
        future = area.details.gas
        if future is None:
            return None
        label = words.named(words.GAS, future, area.reader.language).label
        return {"future": future, "label": label, "year": area.details.gas_year}

    @staticmethod
    def resolve_size(area: AreaReading, info: Any) -> FigureReading:
        return FigureReading(area.hectares, area.reader.language)

    @staticmethod
    def resolve_buildings(area: AreaReading, info: Any) -> FigureReading:
        figure: FigureValue = area.buildings
        return FigureReading(figure, area.reader.language)

    @staticmethod
    def resolve_geometry(area: AreaReading, info: Any) -> Any:
        return geometry_of(area.shape.geometry)

    @staticmethod
    def resolve_plan(area: AreaReading, info: Any) -> Any:
        return plans.plan(area.reader, area.version.dataset.plan_id)

    @staticmethod
    def resolve_dataset(area: AreaReading, info: Any) -> DatasetReading:
        return DatasetReading(area.reader, area.version)


def of_details(name: str) -> Any:
    """A resolver of what a plan says besides."""
    return staticmethod(lambda area, info: getattr(area.details, name))


for _field, _detail in (
    ("is_designated", "designated"),
    ("is_for_energy_saving", "energy_saving"),
    ("is_shortened", "shortened"),
    ("is_unplanned", "unplanned"),
):
    setattr(Area, f"resolve_{_field}", of_details(_detail))

AreaConnection = connection("Area", Area, "areas")
AT = "Coordinates of a place. Never kept or logged."


@query
class AreaQuery:
    area = graphene.Field(
        Area,
        id=graphene.ID(description="Its id."),
        at=PlaceInput(description=AT),
        theme=AreaTheme(description="With a place: what the area shall be; without it the area of the heat plan."),
        description="One area by id, or the one a place lies in; null where there is none.",
        **scoped(),
    )
    areas_at = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Area))),
        at=PlaceInput(required=True, description=AT),
        description="All areas a place lies in: those of heat plans first, then the smallest first.",
        **scoped(),
    )
    areas = graphene.Field(
        AreaConnection,
        required=True,
        theme=AreaTheme(description="Only areas that are this."),
        category=HeatPlanCategory(description="Only areas of this category."),
        description="All areas by name.",
        **scoped(**paged()),
    )

    @staticmethod
    def resolve_area(
        _root: Any, info: Any, id: str | None = None, at: Any = None, theme: Any = None, **arguments: Any
    ) -> AreaReading | None:
        reader = root(info, arguments)
        if (id is None) == (at is None):
            raise Refusal("ID_OR_PLACE", "Give either an id or a place.")
        if id is not None:
            return queries.area(reader, uuid_in(id, "Area"))
        wanted = theme.value if theme else Theme.HEAT_PLAN
        return next(iter(queries.areas_at(reader, point_given(at), wanted)), None)

    @staticmethod
    def resolve_areas_at(_root: Any, info: Any, at: Any, **arguments: Any) -> list[AreaReading]:
        return queries.areas_at(root(info, arguments), point_given(at))

    @staticmethod
    def resolve_areas(
        _root: Any, info: Any, theme: Any = None, category: Any = None, **arguments: Any
    ) -> dict[str, Any]:
        reader = root(info, arguments)
        found = queries.areas(reader, theme.value if theme else "", category.value if category else "")
        return page_of(found, arguments, lambda page: queries.areas_read(reader, page))


access.public("Suitability", "supply level supplyLabel levelLabel")
access.public("ConnectionStatute", "title url")
access.public("GasNetworkPlan", "future label year")
access.public(
    "Area",
    "name theme category horizon suitability statute isDesignated gas isForEnergySaving isShortened isUnplanned size"
    " buildings place geometry plan dataset notice",
)
access.public("Query", "area areas areasAt")
access.declare(access.Access.PERSONAL, ["Query.area(at:)", "Query.areasAt(at:)"])
access.declare_size("Area.suitability", 3)
access.declare_size("Query.areasAt", 5)
