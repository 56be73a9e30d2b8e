from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import Block, block_type, words
from cms.core.queries.body import Part, block
from geo.values import Point


class Place(graphene.ObjectType):
    """A place on the earth, WGS 84."""

    lon = graphene.Float(required=True, description="Longitude in degrees.")
    lat = graphene.Float(required=True, description="Latitude in degrees.")


class PlaceInput(graphene.InputObjectType):
    """A place to look around, WGS 84."""

    lon = graphene.Float(required=True, description="Longitude in degrees.")
    lat = graphene.Float(required=True, description="Latitude in degrees.")


@block_type("map")
class MapBlock(graphene.ObjectType):
    """A place on a map; without the map its words say enough."""

    class Meta:
        interfaces = (Block,)

    title = words("Its title.")
    text = words("What the map shows.")
    place = graphene.Field(Place, required=True, description="Its middle.")
    zoom = graphene.Int(required=True, description="The zoom, 5 to 19.")


@block("map")
def read_map(part: Part) -> dict[str, Any] | None:
    if part.fact("lon") is None or part.fact("lat") is None or part.fact("zoom") is None:
        # Only a draft has no place yet: its editor is still writing.
        return None
    place = Point(part.fact("lon"), part.fact("lat"))
    return {"title": part.word("title"), "text": part.word("text"), "place": place, "zoom": part.fact("zoom")}


access.public("MapBlock", "title text place zoom")
access.public("Place", "lon lat")
