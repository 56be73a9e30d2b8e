"""An adopted article beside its base: what was accepted, what the base says now, what the city says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Revision

from cms.core.models import Municipality, source_locale
from knowledge.articles.models import ArticlePage
from knowledge.articles.values import Block, BlockChange, compare, local_blocks

# What is taken over with the body; each is told and decided like a block of it.
FIELDS = (
    "title", "teaser", "summary", "seo_title", "search_description", "image", "audience", "valid_from", "valid_to",
    "legal_basis", "law_or_money", "to_check", "checked_on", "review_by", "sources",
)  # fmt: skip
FIELD = "field"
SOURCE_FIELDS = ("title", "publisher", "url", "accessed")

Content = Mapping[str, Any]


class OriginState(StrEnum):
    """Whether an adopted article stands on what its base says now."""

    CURRENT = "current"
    BASE_CHANGED = "base_changed"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an adopted article comes from, for its readers."""

    base: ArticlePage
    title: str
    municipality: Municipality | None
    text_of: datetime
    state: OriginState
    local_blocks: int


@dataclass(frozen=True)
class Adoption:
    """``page``, adopted from ``base``, compared by what ``content`` says: its latest draft or what is published."""

    page: ArticlePage
    base: ArticlePage
    content: Content

    @classmethod
    def of_draft(cls, page: ArticlePage) -> Adoption | None:
        """The adoption as editors see it, with their latest draft."""
        return cls.of(page, page.latest_revision)

    @classmethod
    def of_live(cls, page: ArticlePage) -> Adoption | None:
        """The adoption as readers see it."""
        return cls.of(page, page.live_revision)

    @classmethod
    def of(cls, page: ArticlePage, revision: Revision | None) -> Adoption | None:
        if page.base is None:
            return None
        return cls(page, page.base, revision.content if revision else page.serializable_data())

    @cached_property
    def base_content(self) -> Content:
        revision = self.base.live_revision
        return revision.content if revision else self.base.serializable_data()

    @cached_property
    def accepted(self) -> list[Block]:
        """The base as the city last accepted it; without a revision of it, all that the city has of its blocks."""
        known = self.content.get("base_revision")
        revision = self.page.base_revision
        if revision is None or revision.pk != known:
            revision = Revision.objects.filter(pk=known).first()
        if revision is not None:
            return blocks_of(revision.content)
        ids = {block.id for block in self.new_base}
        return [block for block in self.mine if block.id in ids]

    @cached_property
    def new_base(self) -> list[Block]:
        return blocks_of(self.base_content)

    @cached_property
    def mine(self) -> list[Block]:
        return blocks_of(self.content)

    @cached_property
    def changes(self) -> list[BlockChange]:
        """What is new in the base and not decided yet."""
        return compare(self.accepted, self.new_base, self.mine)

    @property
    def state(self) -> OriginState:
        return OriginState.BASE_CHANGED if self.changes else OriginState.CURRENT

    @property
    def local_blocks(self) -> list[Block]:
        """The blocks of the body that the city added or replaced."""
        return [block for block in local_blocks(self.accepted, self.mine) if block.type != FIELD]


def origin_of(page: ArticlePage) -> Origin | None:
    """Where the published ``page`` comes from; None for an article of its own or one whose base is withdrawn."""
    adoption = Adoption.of_live(page)
    if adoption is None or not adoption.base.live:
        return None
    base = adoption.base
    accepted = page.base_revision.created_at if page.base_revision else base.last_published_at
    return Origin(base, base.title, base.municipality, accepted, adoption.state, len(adoption.local_blocks))


def adoptions_to_review(municipality: Municipality | None = None) -> list[Adoption]:
    """The adopted articles whose base has changed since, or only those of ``municipality``."""
    pages = adopted_pages().filter(base__live=True)
    if municipality is not None:
        pages = pages.filter(municipality=municipality)
    found = (Adoption.of_draft(page) for page in pages.order_by("title"))
    return [adoption for adoption in found if adoption and adoption.changes]


def adopted_pages() -> QuerySet[ArticlePage]:
    """The cities' articles that were adopted, in German, with what it takes to compare them."""
    return (
        ArticlePage.objects.filter(locale=source_locale(), alias_of=None)
        .exclude(base=None)
        .select_related("base__live_revision", "base_revision", "latest_revision", "municipality")
    )


def blocks_of(content: Content) -> list[Block]:
    """An article as stored in a revision: its fields, then its body."""
    fields = [Block(name, FIELD, _field_value(name, content.get(name))) for name in FIELDS]
    body = [Block(row["id"], row["type"], row["value"]) for row in json.loads(content.get("body") or "[]")]
    return [*fields, *body]


def with_blocks(content: Content, blocks: Iterable[Block]) -> dict[str, Any]:
    """``content`` saying what ``blocks`` say."""
    body = []
    result = dict(content)
    for block in blocks:
        if block.type == FIELD:
            result[block.id] = block.value
        else:
            body.append({"type": block.type, "value": block.value, "id": block.id})
    result["body"] = json.dumps(body)
    result["sources"] = [
        {**row, "pk": None, "page": content["pk"], "sort_order": number}
        for number, row in enumerate(result["sources"] or [])
    ]
    return result


def _field_value(name: str, value: Any) -> Any:
    if name == "sources":
        return [{key: row.get(key) for key in SOURCE_FIELDS} for row in value or []]
    return value
