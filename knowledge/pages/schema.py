from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import BLOCK_TYPES, words
from cms.core.graphql.interfaces import Localized, Node, Page
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import extend, page_type, query
from cms.core.queries.pages import page_at
from cms.core.queries.readings import PageReading
from cms.core.queries.snippets import SnippetReading
from geo.schema import MapBlock
from knowledge.advice.schema import AdviceBlock
from knowledge.funding.schema import FundingBlock
from knowledge.topics.models import Topic as TopicRecord
from knowledge.topics.queries import topics_by_pk
from knowledge.topics.schema import Topic

from . import models, queries

PAGE = (Node, Localized, Page)


class BodyBlock(graphene.Union):
    """A block of a body."""

    class Meta:
        types = tuple(BLOCK_TYPES.values())

    @classmethod
    def resolve_type(cls, instance: Any, info: Any) -> Any:
        return BLOCK_TYPES[instance["kind"]]


assert {AdviceBlock, FundingBlock, MapBlock} <= set(BLOCK_TYPES.values())


def body_field() -> graphene.Field:
    return graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(BodyBlock))), description="What it is made of, in order."
    )


class Introduced:
    """Resolvers of the introduction and the body, for the types that have them."""

    @staticmethod
    def resolve_intro(page: PageReading, info: Any) -> str:
        return str(page.translation.intro)

    @staticmethod
    def resolve_body(page: PageReading, info: Any) -> list[dict[str, Any]]:
        return queries.body_of(page)


@page_type(models.HomePage)
class Home(Introduced, graphene.ObjectType):
    """Where a municipality's site begins."""

    class Meta:
        interfaces = PAGE

    lead = words("One sentence below the title.")
    body = body_field()

    @staticmethod
    def resolve_lead(page: PageReading, info: Any) -> str:
        return str(page.translation.lead)


@page_type(models.StandardPage)
class StandardPage(Introduced, graphene.ObjectType):
    """A plain page, such as the imprint."""

    class Meta:
        interfaces = PAGE

    intro = words("How it begins; may be empty.")
    body = body_field()


@page_type(models.AccessibilityPage)
class AccessibilityPage(Introduced, graphene.ObjectType):
    """The accessibility statement."""

    class Meta:
        interfaces = PAGE

    intro = words("How it begins; may be empty.")
    body = body_field()


@page_type(models.TopicPage)
class TopicPage(Introduced, graphene.ObjectType):
    """A topic with what there is to read about it."""

    class Meta:
        interfaces = PAGE

    intro = words("How it begins; may be empty.")
    body = body_field()
    topic = graphene.Field(Topic, description="The topic.")

    @staticmethod
    def resolve_topic(page: PageReading, info: Any) -> SnippetReading[TopicRecord] | None:
        return topics_by_pk(page.reader).get(page.source.topic_id)


@page_type(models.KnowledgeIndexPage)
class KnowledgeIndex(Introduced, graphene.ObjectType):
    """All topics and articles."""

    class Meta:
        interfaces = PAGE

    intro = words("How it begins; may be empty.")


@page_type(models.GlossaryIndexPage)
class GlossaryIndex(Introduced, graphene.ObjectType):
    """The page of the glossary."""

    class Meta:
        interfaces = PAGE

    intro = words("How it begins; may be empty.")


@page_type(models.FundingIndexPage)
class FundingIndex(Introduced, graphene.ObjectType):
    """The page of the funding programmes."""

    class Meta:
        interfaces = PAGE

    intro = words("How it begins; may be empty.")


@page_type(models.AdviceIndexPage)
class AdviceIndex(Introduced, graphene.ObjectType):
    """The page of the advice centres."""

    class Meta:
        interfaces = PAGE

    intro = words("How it begins; may be empty.")


def page_of_topic(topic: SnippetReading[TopicRecord], info: Any) -> PageReading | None:
    return queries.topic_pages(topic.reader).get(topic.source.pk)


extend(Topic, "page", graphene.Field(TopicPage, description="The page about it."), page_of_topic)


@query
class HomeQuery:
    home = graphene.Field(Home, description="The home page.", **scoped())

    @staticmethod
    def resolve_home(_root: Any, info: Any, **arguments: Any) -> PageReading | None:
        return page_at(root(info, arguments), "/")


access.public("Home", "lead body")
access.public("StandardPage", "intro body")
access.public("AccessibilityPage", "intro body")
access.public("TopicPage", "intro body topic")
access.public("KnowledgeIndex", "intro")
access.public("GlossaryIndex", "intro")
access.public("FundingIndex", "intro")
access.public("AdviceIndex", "intro")
access.public("Query", "home")
access.public("Topic", "page")
