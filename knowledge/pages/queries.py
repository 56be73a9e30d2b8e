from __future__ import annotations

from typing import Any

from django.utils.html import strip_tags

from cms.core.queries.body import plain_words, read_body
from cms.core.queries.lookups import LANDMARKS
from cms.core.queries.readings import PageReading, Reader
from cms.core.queries.snippets import INDEX_PAGES, SnippetReading
from knowledge.advice.models import AdviceCentre
from knowledge.funding.models import FundingProgramme
from knowledge.glossary.models import GlossaryTerm
from knowledge.glossary.queries import TermMarker, sorting
from knowledge.topics.models import Topic
from knowledge.topics.queries import in_order
from search.queries import TOPICS_OF

from .models import AdviceIndexPage, FundingIndexPage, GlossaryIndexPage, TopicPage

INDEX_PAGES.update({
    GlossaryTerm: GlossaryIndexPage, FundingProgramme: FundingIndexPage, AdviceCentre: AdviceIndexPage
})  # fmt: skip
LANDMARKS += [*INDEX_PAGES.values(), TopicPage]
WORDS_A_MINUTE = 180


def topics_of_page(page: PageReading) -> list[SnippetReading[Topic]]:
    """The topic that a topic's page is about."""
    return in_order(page.reader, [topic for topic in [topic_keys(page.reader).get(page.entry.pk)] if topic])


TOPICS_OF[TopicPage] = topics_of_page


def raw_blocks(page: Any) -> list[Any]:
    """The blocks of a page's body as they are stored."""
    return list(page.body.raw_data)


def body_of(page: PageReading, local: set[str] | None = None) -> list[dict[str, Any]]:
    """The body of a page, read once; its first words of the glossary are marked."""
    return page.once("body", lambda: _read(page, local or set()))


def _read(page: PageReading, local: set[str]) -> list[dict[str, Any]]:
    languages = {page.language, "de"}
    markers = {language: TermMarker(page.reader, language) for language in languages}
    found: dict[int, Any] = {}
    for marker in markers.values():
        marker.found = found
    page.kept["terms"] = found
    source, words = raw_blocks(page.source), raw_blocks(page.translation)
    return read_body(page.reader, source, words, page.language, dict(markers), local)


def terms_on(page: PageReading, local: set[str] | None = None) -> list[SnippetReading[GlossaryTerm]]:
    """The terms of the glossary found in a page's body, by the alphabet."""
    body_of(page, local)
    return sorted(page.kept["terms"].values(), key=lambda term: sorting(term.translation.term))


def reading_minutes(page: PageReading) -> int:
    """How long the body takes to read, at least a minute."""
    words = sum(len(strip_tags(words).split()) for words in plain_words(raw_blocks(page.translation)))
    return max(1, round(words / WORDS_A_MINUTE))


def topic_keys(reader: Reader) -> dict[int, int | None]:
    """The topic of each topic's page, kept with the edition."""
    return reader.edition.keep("topics of pages", lambda: dict(TopicPage.objects.values_list("pk", "topic_id")))


def topic_pages(reader: Reader) -> dict[int, PageReading]:
    """The page of each topic, by the topic; a municipality's own before its library's."""
    if "topic pages" not in reader.kept:
        topics = topic_keys(reader)
        pages = reader.pages(reader.directory.of_model(TopicPage))
        reader.kept["topic pages"] = {
            topics[page.entry.pk]: page for page in reversed(pages) if page.entry.pk in topics
        }
    found: dict[int, PageReading] = reader.kept["topic pages"]
    return found
