from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql.scalars import enum

from . import Audience as AudienceKey

Audience = enum(
    AudienceKey,
    "Audience",
    "Whom content is for.",
    {
        "OWNER": "People who own a house or a flat.",
        "OWNER_ASSOCIATION": "Associations of the owners of one building.",
        "LANDLORD": "People who let.",
        "TENANT": "People who rent.",
        "BUSINESS": "Businesses.",
    },
)


def audiences(description: str) -> graphene.Field:
    """A field that lists audiences."""
    return graphene.Field(graphene.NonNull(graphene.List(graphene.NonNull(Audience))), description=description)


def known(stored: list[str]) -> list[Any]:
    """The audiences among what is ``stored``, which may be older than the list."""
    return [AudienceKey(key) for key in stored if key in AudienceKey.values]
