from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import graphene

from cms.core.graphql import access, registry
from cms.core.graphql.blocks import listed, words
from cms.core.graphql.connections import connection, page_of, paged
from cms.core.graphql.kinds import kind_name
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.scalars import Locale, global_id
from cms.core.graphql.snippets import SNIPPET_TYPES
from cms.core.queries.readings import PageReading, Reader
from cms.core.queries.snippets import INDEX_PAGES

from . import excerpts, queries
from .queries import Hit

access.declare(access.Access.PERSONAL, ["Query.search", "Query.search(query:)"])

# Kinds of pages that are findable as what they are; all others are just pages.
NAMED = {"ARTICLE", "TOPIC", "EVENT", "CAMPAIGN"}
# Which topics an argument names, as a set; the app of topics knows.
GivenTopic = Callable[[Reader, str | None], frozenset[int] | None]
GIVEN: list[GivenTopic] = []


def type_of(model: type) -> str:
    """What hits of ``model`` are called."""
    if model in SNIPPET_TYPES:
        return kind_name(SNIPPET_TYPES[model]._meta.name)
    name = kind_name(registry.page_name(model))
    return name if name in NAMED else "PAGE"


@cache
def search_type() -> Any:
    described = {
        kind_name(SNIPPET_TYPES[model]._meta.name): SNIPPET_TYPES[model]._meta.description for model in INDEX_PAGES
    }
    for type_ in registry.PAGE_TYPES.values():
        name = kind_name(type_._meta.name)
        if name in NAMED:
            described[name] = type_._meta.description
    described["PAGE"] = "Any other page."
    return graphene.Enum(
        "SearchType",
        [(name, name) for name in sorted(described)],
        description=lambda value: "What can be found." if value is None else described[value.name],
    )


class HighlightPart(graphene.ObjectType):
    """A piece of an excerpt."""

    text = words("The piece.")
    marked = graphene.Boolean(required=True, description="Whether it is one of the words found.")


class SearchHit(graphene.ObjectType):
    """Something that was found."""

    id = graphene.ID(required=True, description="Its id.")
    title = words("Its title.")
    type = graphene.Field(lambda: search_type(), required=True, description="What it is.")
    path = words("Its path without host and language.")
    url = words("Its full address.")
    teaser = words("One or two sentences about it; may be empty.")
    highlight = listed(HighlightPart, "A piece of its text around the words found.")
    content_locale = graphene.Field(Locale, required=True, description="The language its words are in.")
    is_fallback = graphene.Boolean(required=True, description="Whether German stands in for the language asked for.")

    @staticmethod
    def resolve_id(hit: Hit, info: Any) -> str:
        if isinstance(hit.reading, PageReading):
            return global_id(registry.page_name(hit.reading.entry.model), hit.entry.key)
        return global_id(SNIPPET_TYPES[hit.model]._meta.name, hit.entry.key)

    @staticmethod
    def resolve_type(hit: Hit, info: Any) -> str:
        return type_of(hit.model)

    @staticmethod
    def resolve_url(hit: Hit, info: Any) -> str:
        return hit.reading.reader.url(hit.path)

    @staticmethod
    def resolve_teaser(hit: Hit, info: Any) -> str:
        if isinstance(hit.reading, PageReading):
            return hit.reading.teaser
        record = hit.reading.translation
        return str(getattr(record, "summary", "") or getattr(record, "definition", ""))

    @staticmethod
    def resolve_highlight(hit: Hit, info: Any) -> list[excerpts.HighlightPart]:
        return queries.highlight(hit)

    @staticmethod
    def resolve_content_locale(hit: Hit, info: Any) -> str:
        return hit.reading.language

    @staticmethod
    def resolve_is_fallback(hit: Hit, info: Any) -> bool:
        return hit.reading.is_fallback


class TypeCount(graphene.ObjectType):
    """How many hits are of a type."""

    value = graphene.Field(lambda: search_type(), required=True, description="The type.")
    count = graphene.Int(required=True, description="How many.")


class TopicCount(graphene.ObjectType):
    """How many hits are about a topic."""

    key = words("The topic's key.")
    name = words("The topic's name.")
    count = graphene.Int(required=True, description="How many.")


class SearchFacets(graphene.ObjectType):
    """How the hits are spread, each filter left out of its own count."""

    type = listed(TypeCount, "By type, most first.")
    topic = listed(TopicCount, "By topic, most first.")


SearchConnection = connection(
    "Search",
    SearchHit,
    "hits",
    {"facets": graphene.Field(SearchFacets, required=True, description="How the hits are spread.")},
)


@registry.query
class SearchQuery:
    search = graphene.Field(
        SearchConnection,
        required=True,
        description="What has all words of a query, best first. Never kept or logged.",
        query=graphene.String(required=True, description="The words looked for; the last may be a beginning."),
        types=graphene.List(
            graphene.NonNull(lambda: search_type()), description="Only these types; all where it is left out."
        ),
        topic=graphene.ID(description="Only what is about this topic: its key or its id."),
        **scoped(**paged()),
    )

    @staticmethod
    def resolve_search(
        _root: Any,
        info: Any,
        query: str,
        types: list[Any] | None = None,
        topic: str | None = None,
        **arguments: Any,
    ) -> dict[str, Any]:
        reader = root(info, arguments)
        hits = queries.search(reader, query)
        wanted = GIVEN[0](reader, topic)
        wanted_types = {type_.value for type_ in types} if types else None
        of_topic = [hit for hit in hits if wanted is None or hit.topic_keys & wanted]
        of_type = [hit for hit in hits if wanted_types is None or type_of(hit.model) in wanted_types]
        shown = [hit for hit in of_topic if hit in of_type]
        facets = {"type": counted_types(of_topic), "topic": counted_topics(of_type)}
        return page_of(shown, arguments) | {"facets": facets}


def counted_types(hits: list[Hit]) -> list[dict[str, Any]]:
    counts = Counter(type_of(hit.model) for hit in hits)
    return [{"value": value, "count": count} for value, count in counts.most_common()]


def counted_topics(hits: list[Hit]) -> list[dict[str, Any]]:
    found = [topic for hit in hits for topic in hit.topics]
    counts = Counter(topic.source.key for topic in found)
    names = {topic.source.key: topic.translation.name for topic in found}
    return [{"key": key, "name": names[key], "count": count} for key, count in counts.most_common()]


access.public("SearchConnection", "facets")
access.public("SearchFacets", "type topic")
access.public("TypeCount", "value count")
access.public("TopicCount", "key name count")
access.public("SearchHit", "id title type path url teaser highlight contentLocale isFallback")
access.public("HighlightPart", "text marked")
