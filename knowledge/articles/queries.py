from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import OuterRef, Subquery

from cms.core.queries.body import images_in
from cms.core.queries.directory import Entry
from cms.core.queries.joined import joined, separated
from cms.core.queries.lookups import BESIDE
from cms.core.queries.media import MORE_IMAGES
from cms.core.queries.pages import by_newest, changed_at
from cms.core.queries.readings import RELATED_KEYS, PageReading, Reader
from cms.core.queries.snippets import SnippetReading
from knowledge.glossary.models import GlossaryTerm
from knowledge.pages.queries import body_of, raw_blocks, terms_on
from knowledge.topics.models import Topic
from knowledge.topics.queries import in_order, topics_of_pages
from search.queries import TOPICS_OF

from .adoptions import Adoption, Origin, origin_of
from .models import ArticlePage, ArticleSource, RelatedArticle


class ArticleOrder(StrEnum):
    """How lists of articles are ordered."""

    NEWEST = "newest"
    TITLE = "title"
    RECENTLY_CHECKED = "recently_checked"


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What lists of articles are filtered and ordered by."""

    audience: tuple[str, ...]
    topics: tuple[int, ...]
    checked_on: date | None


NO_FACTS = ArticleFacts((), (), None)


def facts(reader: Reader) -> dict[int, ArticleFacts]:
    """The facts of all articles there are, in two queries, kept with the edition."""
    return reader.edition.keep("article facts", _read_facts)


def _read_facts() -> dict[int, ArticleFacts]:
    through = ArticlePage.topics.through.objects.filter(articlepage__locale__language_code="de")
    topics: dict[int, list[int]] = defaultdict(list)
    for page, topic in through.values_list("articlepage_id", "topic_id"):
        topics[page].append(topic)
    rows = ArticlePage.objects.filter(locale__language_code="de").values_list("pk", "audience", "checked_on")
    return {pk: ArticleFacts(tuple(audience), tuple(topics[pk]), checked_on) for pk, audience, checked_on in rows}


def about(reader: Reader, topics: frozenset[int]) -> frozenset[int]:
    """The keys of the articles about one of ``topics``, kept with the edition."""
    through = ArticlePage.topics.through.objects.filter(topic__in=topics)
    return reader.edition.keep(
        ("articles about", topics), lambda: frozenset(through.values_list("articlepage_id", flat=True))
    )


def articles(
    reader: Reader,
    *,
    topics: frozenset[int] | None = None,
    audience: str | None = None,
    order: ArticleOrder = ArticleOrder.NEWEST,
    since: datetime | None = None,
    own: bool | None = None,
) -> Sequence[Entry]:
    """The articles shown, as entries: only those a page of the list needs become readings."""
    among = about(reader, topics) if topics is not None else None
    if audience is None and since is None and order is ArticleOrder.NEWEST:
        return reader.directory.newest(ArticlePage, own=own, among=among)
    found = [
        entry
        for entry in reader.directory.whole.of_model(ArticlePage)
        if (among is None or entry.pk in among)
        and (audience is None or audience in facts(reader).get(entry.pk, NO_FACTS).audience)
        and (own is None or own is (entry.owner.pk == reader.municipality.pk))
    ]
    if since is not None:
        found = [page.entry for page in reader.pages(found) if (at := changed_at(page)) and at > since]
    return ordered(reader, found, order)


def ordered(reader: Reader, entries: list[Entry], order: ArticleOrder) -> list[Entry]:
    if order is ArticleOrder.TITLE:
        return [page.entry for page in sorted(reader.pages(entries), key=lambda page: page.title.casefold())]
    if order is ArticleOrder.RECENTLY_CHECKED:
        known = facts(reader)
        return sorted(entries, key=lambda entry: known.get(entry.pk, NO_FACTS).checked_on or date.min, reverse=True)
    return sorted(entries, key=by_newest)


def topics_of(article: PageReading) -> list[SnippetReading[Topic]]:
    """What an article is about; of a draft, what the draft says."""
    if article.is_draft:
        return in_order(article.reader, [topic.pk for topic in article.source.topics.all()])
    if article.whole:
        return in_order(article.reader, [int(topic) for (topic,) in separated(article.source.topic_keys)])
    if len(article.peers) > 1:
        keys: list[int] = article.batch("topics", _load_topics, [])
        return in_order(article.reader, keys)
    return in_order(article.reader, facts(article.reader).get(article.entry.pk, NO_FACTS).topics)


def _load_topics(pages: list[PageReading]) -> dict[int, list[int]]:
    """The topics of ``pages``, each read once for an edition."""
    known: dict[int, list[int]] = pages[0].reader.edition.keep("topics of articles", dict)
    unknown = [page for page in pages if page.entry.pk not in known]
    if unknown:
        found = topics_of_pages(ArticlePage.topics.through, "articlepage_id")(unknown)
        known.update((page.entry.pk, found.get(page.entry.pk, [])) for page in unknown)
    return known


def related(article: PageReading) -> list[Entry]:
    """The public ones of the related articles, in the editors' order."""
    keys = related_keys(article)
    found = article.reader.directory.of_pks(keys)
    return [found[key] for key in keys if key in found]


def related_keys(article: PageReading) -> list[int]:
    if article.is_draft:
        return [row.article_id for row in article.source.related_articles.all()]
    if article.whole:
        rows = separated(article.source.related_keys)
        return [int(key) for _order, key in sorted(rows, key=lambda row: int(row[0] or -1))]
    return article.batch("related", _load_related, [])


def _load_related(pages: list[PageReading]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = RelatedArticle.objects.filter(page__in=[page.entry.pk for page in pages]).order_by("sort_order")
    for page, article in rows.values_list("page_id", "article_id"):
        found[page].append(article)
    return found


def sources(article: PageReading) -> list[Any]:
    if article.is_draft:
        return list(article.source.sources.all())
    return article.batch("sources", _load_sources, [])


def _load_sources(pages: list[PageReading]) -> dict[int, list[ArticleSource]]:
    found: dict[int, list[ArticleSource]] = defaultdict(list)
    rows = ArticleSource.objects.filter(page__in=[page.entry.pk for page in pages]).order_by("sort_order")
    for row in rows:
        found[row.page_id].append(row)
    return found


@dataclass(frozen=True, slots=True)
class Adopted:
    """What readers learn of an adopted article: its origin, and which of its blocks are the city's."""

    origin: Origin | None
    local: frozenset[str]


def adopted(article: PageReading) -> Adopted:
    key = article.entry.pk
    if article.entry.base_id is None or not key:
        return Adopted(None, frozenset())
    if article.is_draft:
        return _read_adopted(key)
    return article.reader.edition.keep(("adopted", key), lambda: _read_adopted(key))


def _read_adopted(key: int) -> Adopted:
    rows = ArticlePage.objects.select_related(
        "base__live_revision", "base_revision", "live_revision", "base__municipality"
    )
    page = rows.get(pk=key)
    adoption = Adoption.of_live(page)
    local = frozenset(block.id for block in adoption.local_blocks) if adoption else frozenset()
    return Adopted(origin_of(page), local)


def origin(article: PageReading) -> tuple[Origin, PageReading] | None:
    """Where an adopted article comes from, as long as its base is public itself."""
    base = article.reader.directory.bases.get(article.entry.base_id or 0)
    found = adopted(article).origin
    if base is None or found is None:
        return None
    return found, article.reader.pages([base])[0]


def body(article: PageReading) -> list[dict[str, Any]]:
    return body_of(article, set(adopted(article).local))


def terms(article: PageReading) -> list[SnippetReading[GlossaryTerm]]:
    return terms_on(article, set(adopted(article).local))


def expires_with_validity(article: PageReading) -> None:
    """An article about a time is shown differently when that begins or ends."""
    for day in (article.source.valid_from, article.source.valid_to and article.source.valid_to + timedelta(days=1)):
        if day:
            article.reader.expires(datetime.combine(day, time(), article.reader.now.tzinfo))


def images_shown(article: PageReading) -> list[int | None]:
    """The pictures of an article, of its body and of the articles it relates to."""
    return [
        article.entry.image_id,
        *images_in(raw_blocks(article.source)),
        *(entry.image_id for entry in related(article)),
    ]


def _keys_beside() -> dict[str, Subquery]:
    topics = ArticlePage.topics.through.objects.filter(articlepage=OuterRef("pk"))
    related = RelatedArticle.objects.filter(page=OuterRef("pk"))
    return {
        "topic_keys": joined(topics, "articlepage", "topic_id"),
        "related_keys": joined(related, "page", "sort_order", "article_id"),
    }


RELATED_KEYS[ArticlePage] = _keys_beside
BESIDE += [
    lambda pages: RelatedArticle.objects.order_by().filter(page__in=pages).values("article"),
    lambda pages: ArticlePage.objects.order_by().filter(pk__in=pages).values("base"),
]
MORE_IMAGES[ArticlePage] = images_shown
TOPICS_OF[ArticlePage] = topics_of
