"""Addresses, and the ones somebody may mean who types."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import words
from cms.core.graphql.interfaces import Node
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from cms.core.graphql.scalars import global_id
from geo.queries import addresses as queries
from geo.queries import areas
from geo.queries.addresses import AddressReading
from geo.queries.areas import AreaReading
from geo.queries.suggestions import suggestions

from .areas import Area
from .geometry import id_of, point_given, uuid_in
from .places import Place, PlaceInput


class StreetAddress(graphene.ObjectType):
    """A street and house number."""

    class Meta:
        interfaces = (Node,)

    text = words("As people write it on one line.")
    street = words("The street.")
    number = words("The house number; may be empty.")
    postcode = words("The postcode; may be empty.")
    town = words("The town; may be empty.")
    place = graphene.Field(Place, required=True, description="Where it is.")
    areas = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Area))),
        description="The areas it lies in: those of heat plans first, then the smallest first.",
    )

    resolve_id = id_of("StreetAddress")

    @staticmethod
    def resolve_areas(reading: AddressReading, info: Any) -> list[AreaReading]:
        return areas.areas_at(reading.reader, reading.place)


for _name in ("street", "number", "postcode", "town"):
    setattr(
        StreetAddress,
        f"resolve_{_name}",
        staticmethod(lambda reading, info, name=_name: getattr(reading.address, name)),
    )


class AddressSuggestion(graphene.ObjectType):
    """An address somebody may mean."""

    id = graphene.ID(required=True, description="The id of the address.")
    text = words("As people write it on one line.")
    place = graphene.Field(Place, required=True, description="Where it is.")
    building_id = graphene.ID(description="The id of its building; null where none is known.")

    resolve_id = id_of("StreetAddress")

    @staticmethod
    def resolve_building_id(reading: AddressReading, info: Any) -> str | None:
        key = reading.building_key
        return global_id("Building", key) if key else None


@query
class AddressQuery:
    address = graphene.Field(
        StreetAddress,
        id=graphene.ID(required=True, description="Its id. Never kept or logged."),
        description="One address; null where there is none.",
        **scoped(),
    )
    address_suggestions = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(AddressSuggestion))),
        text=graphene.String(required=True, description="What was typed, in any order. Never kept or logged."),
        near=PlaceInput(description="Where the person is or looks. Never kept or logged."),
        description="At most ten addresses that may be meant; the nearest first where they fit as well.",
        **scoped(),
    )

    @staticmethod
    def resolve_address(_root: Any, info: Any, id: str, **arguments: Any) -> AddressReading | None:
        return queries.address(root(info, arguments), uuid_in(id, "StreetAddress"))

    @staticmethod
    def resolve_address_suggestions(
        _root: Any, info: Any, text: str, near: Any = None, **arguments: Any
    ) -> list[AddressReading]:
        return suggestions(root(info, arguments), text, point_given(near) if near else None)


access.public("StreetAddress", "text street number postcode town place areas")
access.public("AddressSuggestion", "id text place buildingId")
access.declare(access.Access.PERSONAL, ["Query.address", "Query.addressSuggestions"])
access.declare_size("StreetAddress.areas", 4)
access.declare_size("Query.addressSuggestions", 10)
