from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed, words
from cms.core.graphql.connections import connection, page_of, paged
from cms.core.graphql.figures import Source
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.municipalities import Municipality, MunicipalityReading
from cms.core.graphql.navigation import one_page, path_or_id
from cms.core.graphql.registry import extend, page_type, query
from cms.core.graphql.scalars import enum
from cms.core.queries.pages import canonical_url
from cms.core.queries.readings import PageReading
from cms.core.queries.snippets import SnippetReading
from cms.core.values.translations import TranslationState
from knowledge.audiences.schema import Audience, audiences, known
from knowledge.glossary.models import GlossaryTerm as GlossaryTermRecord
from knowledge.glossary.schema import GlossaryTerm
from knowledge.pages.queries import reading_minutes
from knowledge.pages.schema import PAGE, body_field
from knowledge.topics.models import Topic as TopicRecord
from knowledge.topics.schema import Topic, topic_argument, topic_given

from . import adoptions, queries
from .models import ArticlePage

OriginState = enum(
    adoptions.OriginState,
    "OriginState",
    "Whether an adopted article stands on what its base says now.",
    {"CURRENT": "It does.", "BASE_CHANGED": "The base has changed since; the city has not decided yet."},
)
ArticleOrder = enum(
    queries.ArticleOrder,
    "ArticleOrder",
    "How articles are ordered.",
    {
        "NEWEST": "The last published first.",
        "TITLE": "By title.",
        "RECENTLY_CHECKED": "Those first whose facts were checked last.",
    },
)


class Origin(graphene.ObjectType):
    """The article of the library that a city's article was adopted from."""

    title = words("The base's title.")
    municipality = graphene.Field(Municipality, required=True, description="Whose it is.")
    url = words("The base's full address.")
    text_of = graphene.Date(required=True, description="The day of the text that the city took over.")
    state = graphene.Field(OriginState, required=True, description="Whether it stands on what the base says now.")
    local_blocks = graphene.Int(required=True, description="How many blocks the city added or replaced.")

    @staticmethod
    def resolve_title(origin: tuple[adoptions.Origin, PageReading], info: Any) -> str:
        return origin[1].title

    @staticmethod
    def resolve_municipality(origin: tuple[adoptions.Origin, PageReading], info: Any) -> MunicipalityReading:
        return MunicipalityReading(origin[1].entry.owner, origin[1].reader)

    @staticmethod
    def resolve_url(origin: tuple[adoptions.Origin, PageReading], info: Any) -> str:
        return canonical_url(origin[1])

    @staticmethod
    def resolve_text_of(origin: tuple[adoptions.Origin, PageReading], info: Any) -> Any:
        return origin[0].text_of.date()

    @staticmethod
    def resolve_state(origin: tuple[adoptions.Origin, PageReading], info: Any) -> Any:
        return origin[0].state

    @staticmethod
    def resolve_local_blocks(origin: tuple[adoptions.Origin, PageReading], info: Any) -> int:
        return origin[0].local_blocks


def related_connection() -> Any:
    return ArticleConnection


@page_type(ArticlePage)
class Article(graphene.ObjectType):
    """Knowledge: what holds, since when, on which basis, and who looked at it when."""

    class Meta:
        interfaces = PAGE

    summary = words("Two to four short sentences in plain language; may be empty.")
    body = body_field()
    audience = audiences("Whom it is for.")
    topics = listed(Topic, "What it is about.")
    related = graphene.Field(
        related_connection, required=True, description="Articles to read next, as editors chose.", **paged()
    )
    valid_from = graphene.Date(description="The first day it holds for.")
    valid_to = graphene.Date(description="The last day it holds for.")
    legal_basis = words("What it rests on; may be empty.")
    law_or_money = graphene.Boolean(required=True, description="Whether it is about law or money.")
    to_check = graphene.Boolean(required=True, description="Whether its details should be checked first.")
    checked_on = graphene.Date(description="When somebody checked its facts.")
    sources = listed(Source, "Where its facts come from.")
    origin = graphene.Field(Origin, description="Where it was adopted from; null for an article of its own.")
    glossary_terms = listed(GlossaryTerm, "The words of the glossary found in its body.")
    german_url = graphene.String(description="The German text, where the translation shown is outdated.")
    reading_minutes = graphene.Int(required=True, description="How long it takes to read.")

    @staticmethod
    def resolve_summary(article: PageReading, info: Any) -> str:
        return str(article.translation.summary)

    @staticmethod
    def resolve_body(article: PageReading, info: Any) -> list[dict[str, Any]]:
        return queries.body(article)

    @staticmethod
    def resolve_audience(article: PageReading, info: Any) -> list[Any]:
        return known(article.source.audience)

    @staticmethod
    def resolve_topics(article: PageReading, info: Any) -> list[SnippetReading[TopicRecord]]:
        return queries.topics_of(article)

    @staticmethod
    def resolve_related(article: PageReading, info: Any, **arguments: Any) -> dict[str, Any]:
        return page_of(queries.related(article), arguments, article.reader.pages)

    @staticmethod
    def resolve_valid_from(article: PageReading, info: Any) -> Any:
        return article.source.valid_from

    @staticmethod
    def resolve_valid_to(article: PageReading, info: Any) -> Any:
        queries.expires_with_validity(article)
        return article.source.valid_to

    @staticmethod
    def resolve_legal_basis(article: PageReading, info: Any) -> str:
        return str(article.source.legal_basis)

    @staticmethod
    def resolve_law_or_money(article: PageReading, info: Any) -> bool:
        return article.entry.law_or_money

    @staticmethod
    def resolve_to_check(article: PageReading, info: Any) -> bool:
        return bool(article.source.to_check)

    @staticmethod
    def resolve_checked_on(article: PageReading, info: Any) -> Any:
        return article.source.checked_on

    @staticmethod
    def resolve_sources(article: PageReading, info: Any) -> list[Any]:
        return queries.sources(article)

    @staticmethod
    def resolve_origin(article: PageReading, info: Any) -> Any:
        return queries.origin(article)

    @staticmethod
    def resolve_glossary_terms(article: PageReading, info: Any) -> list[SnippetReading[GlossaryTermRecord]]:
        return queries.terms(article)

    @staticmethod
    def resolve_german_url(article: PageReading, info: Any) -> str | None:
        outdated = article.translation_state is TranslationState.OUTDATED
        return article.reader.url(article.path, "de") if outdated else None

    @staticmethod
    def resolve_reading_minutes(article: PageReading, info: Any) -> int:
        return reading_minutes(article)


ArticleConnection = connection("Article", Article, "articles")


def count_of_topic(topic: SnippetReading[TopicRecord], info: Any) -> int:
    return len(queries.articles(topic.reader, topics=frozenset({topic.source.pk})))


extend(
    Topic,
    "article_count",
    graphene.Int(required=True, description="How many articles are about it."),
    count_of_topic,
)


@query
class ArticleQuery:
    article = graphene.Field(Article, description="One article; null where there is none.", **path_or_id())
    articles = graphene.Field(
        ArticleConnection,
        required=True,
        description="The articles a municipality shows: its own and its library's.",
        topic=topic_argument(),
        audience=Audience(description="Only articles for these people."),
        order=ArticleOrder(default_value=queries.ArticleOrder.NEWEST, description="How to order them."),
        changed_since=graphene.DateTime(description="Only what was published after this moment."),
        own=graphene.Boolean(description="True: only the municipality's own. False: only the library's."),
        **scoped(**paged()),
    )

    @staticmethod
    def resolve_article(
        _root: Any, info: Any, path: str | None = None, id: str | None = None, **arguments: Any
    ) -> PageReading | None:
        found: PageReading | None = one_page(root(info, arguments), path, id, ArticlePage)
        return found

    @staticmethod
    def resolve_articles(
        _root: Any,
        info: Any,
        topic: str | None = None,
        audience: Any = None,
        order: Any = None,
        changed_since: datetime | None = None,
        own: bool | None = None,
        **arguments: Any,
    ) -> dict[str, Any]:
        reader = root(info, arguments)
        found = queries.articles(
            reader,
            topics=topic_given(reader, topic),
            audience=audience.value if audience is not None else None,
            order=queries.ArticleOrder(order.value) if order is not None else queries.ArticleOrder.NEWEST,
            since=changed_since,
            own=own,
        )
        return page_of(found, arguments, reader.pages)


access.public(
    "Article",
    "summary body audience topics related validFrom validTo legalBasis lawOrMoney toCheck checkedOn sources"
    " origin glossaryTerms germanUrl readingMinutes",
)
access.public("Origin", "title municipality url textOf state localBlocks")
access.public("Query", "article articles")
access.public("Topic", "articleCount")
