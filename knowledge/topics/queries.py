from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from cms.core.queries.readings import PageReading, Reader
from cms.core.queries.snippets import SnippetReading, snippets, snippets_by_pk

from .models import Topic


def topics(reader: Reader) -> list[SnippetReading[Topic]]:
    """All topics in their order."""
    return sorted(snippets(reader, Topic), key=lambda topic: (topic.source.sort_order, topic.translation.name))


def topics_by_pk(reader: Reader) -> dict[int, SnippetReading[Topic]]:
    return snippets_by_pk(reader, Topic)


def in_order(reader: Reader, keys: Iterable[int]) -> list[SnippetReading[Topic]]:
    """The public ones of the topics ``keys``."""
    known = topics_by_pk(reader)
    return sorted((known[key] for key in keys if key in known), key=lambda topic: topic.source.sort_order)


def topics_of_pages(through: Any, page_field: str) -> Any:
    """A loader of the topics of pages for ``PageReading.batch``; ``through`` is the table that joins them."""

    def load(pages: list[PageReading]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        rows = through.objects.filter(**{f"{page_field}__in": [page.entry.pk for page in pages]})
        for page, topic in rows.values_list(page_field, "topic_id"):
            found[page].append(topic)
        return found

    return load


def topic_of(reader: Reader, given: str) -> SnippetReading[Topic] | None:
    """The topic with the key or slug ``given``."""
    return next((topic for topic in topics(reader) if given in (topic.source.key, topic.source.slug)), None)


def topics_of_snippet(snippet: Any) -> list[SnippetReading[Topic]]:
    """What a snippet with topics of its own is about."""
    return in_order(snippet.reader, [topic.pk for topic in snippet.source.topics.all()])
