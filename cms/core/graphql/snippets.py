"""What the types of snippets have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphene

from cms.core.queries.pages import attribution_of
from cms.core.queries.snippets import SnippetReading, path_of

from . import access
from .errors import Refusal
from .interfaces import Localized, Node
from .municipalities import Municipality, MunicipalityReading
from .scalars import global_id, key_of


class Snippet(Node, Localized):
    """Something that is not a page itself, kept by a municipality or in the library."""

    class Meta:
        interfaces = (Node, Localized)

    municipality = graphene.Field(
        lambda: Municipality, description="Whose it is; empty for the library that all cities show."
    )
    path = graphene.String(description="The path of the page that shows it, without host and language.")
    url = graphene.String(description="The full address of the page that shows it.")
    licence = graphene.String(required=True, description="The licence of its text.")
    attribution = graphene.String(required=True, description="How to name its authors.")

    @classmethod
    def resolve_type(cls, instance: Any, info: Any) -> Any:
        return SNIPPET_TYPES[type(instance.source)]

    @staticmethod
    def resolve_id(reading: SnippetReading[Any], info: Any) -> str:
        return global_id(info.parent_type.name, reading.source.translation_key)

    @staticmethod
    def resolve_municipality(reading: SnippetReading[Any], info: Any) -> MunicipalityReading | None:
        owner = owner_of(reading)
        return MunicipalityReading(owner, reading.reader) if owner else None

    @staticmethod
    def resolve_path(reading: SnippetReading[Any], info: Any) -> str | None:
        return path_of(reading)

    @staticmethod
    def resolve_url(reading: SnippetReading[Any], info: Any) -> str | None:
        path = path_of(reading)
        return reading.reader.url(path) if path else None

    @staticmethod
    def resolve_licence(reading: SnippetReading[Any], info: Any) -> str:
        return credited(reading)["licence"]

    @staticmethod
    def resolve_attribution(reading: SnippetReading[Any], info: Any) -> str:
        return credited(reading)["text"]


SNIPPET_TYPES: dict[type, Any] = {}


def snippet_type(model: type) -> Callable[[Any], Any]:
    """Say that snippets of ``model`` have the decorated type."""

    def register(type_: Any) -> Any:
        SNIPPET_TYPES[model] = type_
        return type_

    return register


def owner_of(reading: SnippetReading[Any]) -> Any:
    return reading.reader.edition.atlas.by_pk.get(reading.source.municipality_id)


def credited(reading: SnippetReading[Any]) -> dict[str, str]:
    atlas, reader = reading.reader.edition.atlas, reading.reader
    return attribution_of(reader, owner_of(reading) or atlas.region_of(reader.municipality) or reader.municipality)


def word(name: str) -> Callable[[SnippetReading[Any], Any], str]:
    """A resolver of a word."""
    return staticmethod(lambda reading, info: getattr(reading.translation, name))  # type: ignore[return-value]


def fact(name: str) -> Callable[[SnippetReading[Any], Any], Any]:
    """A resolver of what is the same in all languages."""
    return staticmethod(lambda reading, info: getattr(reading.source, name))  # type: ignore[return-value]


def chosen(
    readings: list[SnippetReading[Any]], type_name: str, slug: str | None, given_id: str | None
) -> SnippetReading[Any] | None:
    """The one of ``readings`` with this slug or id."""
    if (slug is None) == (given_id is None):
        raise Refusal("SLUG_OR_ID", "Give either a slug or an id.")
    if given_id is not None:
        key = key_of(given_id, type_name)
        return next((reading for reading in readings if str(reading.source.translation_key) == key), None)
    return next((reading for reading in readings if reading.source.slug == slug), None)


access.public("Snippet", "municipality path url licence attribution")
