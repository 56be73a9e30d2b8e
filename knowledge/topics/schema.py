from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.images import Image
from cms.core.graphql.interfaces import Localized, Node
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from cms.core.graphql.scalars import key_in
from cms.core.graphql.snippets import Snippet, fact, snippet_type, word
from cms.core.queries.media import ImageReading, image_reading
from cms.core.queries.readings import Reader
from cms.core.queries.snippets import SnippetReading
from search.schema import GIVEN

from . import queries
from .models import Topic as TopicRecord


@snippet_type(TopicRecord)
class Topic(graphene.ObjectType):
    """What content is about."""

    class Meta:
        interfaces = (Node, Localized, Snippet)

    key = graphene.String(required=True, description="Short and lasting; filters take it.")
    slug = graphene.String(required=True, description="Its name in addresses.")
    name = graphene.String(required=True, description="Its name.")
    image = graphene.Field(Image, description="Its picture.")

    resolve_key = fact("key")
    resolve_slug = fact("slug")
    resolve_name = word("name")

    @staticmethod
    def resolve_image(topic: SnippetReading[TopicRecord], info: Any) -> ImageReading | None:
        peers = [each.source.image_id for each in queries.topics_by_pk(topic.reader).values()]
        return image_reading(topic.reader, topic.source.image_id, peers)


def topic_argument() -> graphene.ID:
    return graphene.ID(description="Only what is about this topic: its key or its id.")


def topic_given(reader: Reader, given: str | None) -> frozenset[int] | None:
    """The topic that an argument names by key, slug or id, as a set: None is no wish, the empty set fits nothing."""
    if given is None:
        return None
    key = key_in(given, "Topic")
    names = {given, key}
    return frozenset(
        topic.source.pk
        for topic in queries.topics(reader)
        if names & {topic.source.key, topic.source.slug, str(topic.source.translation_key)}
    )


GIVEN.append(topic_given)


@query
class TopicQuery:
    topic = graphene.Field(
        Topic,
        key=graphene.String(required=True, description="Its key or slug."),
        description="One topic; null where there is none.",
        **scoped(),
    )
    topics = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Topic))), description="All topics in their order.", **scoped()
    )

    @staticmethod
    def resolve_topic(_root: Any, info: Any, key: str, **arguments: Any) -> SnippetReading[TopicRecord] | None:
        return queries.topic_of(root(info, arguments), key)

    @staticmethod
    def resolve_topics(_root: Any, info: Any, **arguments: Any) -> list[SnippetReading[TopicRecord]]:
        return queries.topics(root(info, arguments))


access.public("Topic", "key slug name image")
access.public("Query", "topic topics")
