"""Geometries, boxes and words that all types of geodata use."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import graphene
import shapely

from cms.core.graphql import access
from cms.core.graphql.blocks import words
from cms.core.graphql.errors import Refusal
from cms.core.graphql.scalars import global_id, key_of
from geo.values import Point
from geo.values.boxes import Box


class GeoJson(graphene.Scalar):
    """An object as RFC 7946 has it: a geometry or a collection of features, WGS 84, longitude first."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return value


class Named(graphene.ObjectType):
    """A key of the data with its words."""

    key = words("Lasting; the same in all languages.")
    label = words("In words.")
    meaning = words("What it means or is good for, in a sentence; may be empty.")


class BoxInput(graphene.InputObjectType):
    """A box of longitude and latitude, WGS 84."""

    west = graphene.Float(required=True, description="The western edge in degrees.")
    south = graphene.Float(required=True, description="The southern edge in degrees.")
    east = graphene.Float(required=True, description="The eastern edge in degrees.")
    north = graphene.Float(required=True, description="The northern edge in degrees.")


def geometry_of(wkb: bytes | memoryview) -> Any:
    """A stored geometry as GeoJSON has it."""
    return json.loads(shapely.to_geojson(shapely.from_wkb(bytes(wkb))))


def point_given(given: Any) -> Point:
    """The place of a ``PlaceInput``. Refuses what is not on the earth."""
    try:
        return Point(given["lon"], given["lat"])
    except ValueError:
        raise Refusal("BAD_PLACE", "The place is not on the earth.") from None


def box_given(given: Any) -> Box:
    """The box of a ``BoxInput``. Refuses what is none."""
    try:
        return Box(given["west"], given["south"], given["east"], given["north"])
    except ValueError:
        raise Refusal("BAD_BOX", "This is no box on the earth: west before east, south before north.") from None


def uuid_in(given: str, type_name: str) -> UUID:
    """The key in a global id of ``type_name``. Refuses any other text."""
    try:
        return UUID(key_of(given, type_name))
    except ValueError:
        raise Refusal("BAD_ID", f"This is no id of {type_name}.") from None


def id_of(type_name: str) -> Any:
    """A resolver of the id of what has a ``key``."""
    return staticmethod(lambda reading, info: global_id(type_name, reading.key))


access.public("Named", "key label meaning")
