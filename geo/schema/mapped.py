"""What lies in a box of the map."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.errors import Refusal
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from cms.core.graphql.scalars import global_id
from geo.queries import places as queries
from geo.queries.places import Lying

from .geometry import BoxInput, GeoJson, box_given
from .kinds import PlaceKind

MOST, USUAL = 1_000, 500


class MappedPlaces(graphene.ObjectType):
    """What lies in a box. One value has it all, so that a map gets hundreds of outlines fast."""

    collection = graphene.Field(
        GeoJson,
        required=True,
        description="A FeatureCollection. Each feature has the `id` by which `building` or `area` knows it, and the"
        " properties `kind`, `name`, `category`, `label` (the category in words) and `dataset` (the dataset's id).",
    )
    is_complete = graphene.Boolean(required=True, description="Whether nothing else lies in the box.")


def feature_of(lying: Lying) -> dict[str, Any]:
    """A feature as RFC 7946 has it."""
    category = lying.category
    return {
        "type": "Feature",
        "id": global_id(lying.type, lying.key),
        "geometry": lying.geometry,
        "properties": {
            "kind": lying.type,
            "name": lying.name,
            "category": category.key if category else None,
            "label": category.label if category else None,
            "dataset": global_id("Dataset", lying.dataset),
        },
    }


@query
class PlaceQuery:
    places = graphene.Field(
        MappedPlaces,
        required=True,
        bbox=BoxInput(required=True, description="The box. Never kept or logged."),
        kinds=graphene.List(
            graphene.NonNull(PlaceKind), required=True, description="What to look for; only areas in boxes over 0.1°."
        ),
        most=graphene.Int(default_value=USUAL, description=f"How many at most, up to {MOST}."),
        description="What lies in a box of the map.",
        **scoped(),
    )

    @staticmethod
    def resolve_places(_root: Any, info: Any, bbox: Any, kinds: list[Any], most: int, **arguments: Any) -> Any:
        box, wanted = box_given(bbox), list(dict.fromkeys(kind.value for kind in kinds))
        if not 0 <= most <= MOST:
            raise Refusal("TOO_MANY_PLACES", f"A box gives 0 to {MOST} places at once.")
        if queries.is_too_large(box, wanted):
            raise Refusal("BOX_TOO_LARGE", f"Ask for more than areas in boxes up to {queries.LARGEST} degrees only.")
        found, more = queries.places(root(info, arguments), box, wanted, most)
        features = [feature_of(each) for each in found]
        return {"collection": {"type": "FeatureCollection", "features": features}, "is_complete": not more}


access.public("MappedPlaces", "collection isComplete")
access.public("Query", "places")
access.declare(access.Access.PERSONAL, ["Query.places(bbox:)"])
access.declare_cost("Query.places", 100)
