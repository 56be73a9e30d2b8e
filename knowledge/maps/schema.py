"""The page of the map, and where areas and buildings are shown."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import words
from cms.core.graphql.registry import extend, page_type
from geo.queries.addresses import AddressReading
from geo.queries.areas import AreaReading
from geo.queries.buildings import BuildingReading
from geo.schema.addresses import AddressSuggestion
from geo.schema.areas import Area
from geo.schema.buildings import Building
from knowledge.pages.schema import PAGE, Introduced

from .models import MapPage
from .queries import AREAS, BUILDINGS, path_below


@page_type(MapPage)
class EnergyMap(Introduced, graphene.ObjectType):
    """The page of a municipality's map."""

    class Meta:
        interfaces = PAGE

    intro = words("How it begins; may be empty.")


def area_path(area: AreaReading, info: Any) -> str | None:
    return path_below(area.reader, AREAS, area.key)


def building_path(building: BuildingReading, info: Any) -> str | None:
    return path_below(building.reader, BUILDINGS, building.key)


def suggestion_path(address: AddressReading, info: Any) -> str | None:
    key = address.building_key
    return path_below(address.reader, BUILDINGS, key) if key else None


_DESCRIPTION = "The path of the page that shows it, without host and language; null where there is no map."
extend(Area, "path", graphene.String(description=_DESCRIPTION), area_path)
extend(Building, "path", graphene.String(description=_DESCRIPTION), building_path)
extend(
    AddressSuggestion,
    "path",
    graphene.String(description="The path of the page that shows its building; null where none is known."),
    suggestion_path,
)

access.public("EnergyMap", "intro")
access.public("AddressSuggestion", "path")
access.public("Area", "path")
access.public("Building", "path")
