"""Find what readers may see, best first, with what it was found by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from modelsearch.backends import get_search_backend

from cms.core.queries.readings import PageReading, Reader
from cms.core.queries.snippets import INDEX_PAGES, SnippetReading, path_of, snippets

from .excerpts import HighlightPart, excerpt
from .models import SearchEntry
from .values import WORD, fold, query_terms, stem

MOST_HITS = 500
LONGEST_QUERY = 200


# For each kind of page or snippet, what a reading of it is about; the apps above say.
TOPICS_OF: dict[type, Callable[[Any], list[SnippetReading[Any]]]] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """Something public that answers the query."""

    reading: PageReading | SnippetReading[Any]
    entry: SearchEntry
    path: str
    score: float
    terms: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.reading.title if isinstance(self.reading, PageReading) else str(self.reading.translation)

    @property
    def topics(self) -> list[SnippetReading[Any]]:
        about = TOPICS_OF.get(self.model)
        return about(self.reading) if about else []

    @property
    def topic_keys(self) -> frozenset[int]:
        return frozenset(topic.source.pk for topic in self.topics)

    @property
    def model(self) -> type:
        return self.reading.entry.model if isinstance(self.reading, PageReading) else type(self.reading.source)


def search(reader: Reader, query: str) -> list[Hit]:
    """Everything the reader's municipality shows that has all words of ``query``, best first."""
    found: dict[UUID, Hit] = {}
    for language in dict.fromkeys((reader.language, "de")):
        terms = tuple(query_terms(query[:LONGEST_QUERY], language))
        for entry in entries_with(reader, terms, language):
            hit = visible(reader, entry, terms)
            if hit is not None:
                found[entry.key] = hit
    return sorted(found.values(), key=lambda hit: (-hit.score, hit.title.casefold()))


def entries_with(reader: Reader, terms: tuple[str, ...], language: str) -> Iterable[SearchEntry]:
    """Entries that have all ``terms``, the last of them at least as the beginning of a word."""
    if not terms:
        return []
    mine = Q(municipality=None) | Q(municipality_id__in=reader.municipality.readable_keys)
    entries = SearchEntry.objects.filter(mine, language=language)
    found = get_search_backend().autocomplete(" ".join(terms), entries, order_by_relevance=False)
    return list(found[:MOST_HITS])


def visible(reader: Reader, entry: SearchEntry, terms: tuple[str, ...]) -> Hit | None:
    """The hit, if the reader may see it and would see it in the language it was found in."""
    reading, path = shown(reader, entry)
    if reading is None or path is None or reading.language != entry.language:
        return None
    return Hit(reading, entry, path, score(entry, terms), terms)


def shown(reader: Reader, entry: SearchEntry) -> tuple[PageReading | SnippetReading[Any] | None, str | None]:
    found = reader.directory.whole.by_key.get(entry.key)
    if found is not None:
        return reader.page(found), found.path
    model = ContentType.objects.get_for_id(entry.content_type_id).model_class()
    if model not in INDEX_PAGES:
        return None, None
    snippet = by_key(reader, model).get(entry.key)
    return snippet, path_of(snippet) if snippet else None


def by_key(reader: Reader, model: Any) -> dict[UUID, SnippetReading[Any]]:
    known = reader.kept.get(("by key", model))
    if known is None:
        known = {snippet.source.translation_key: snippet for snippet in snippets(reader, model)}
        reader.kept["by key", model] = known
    found: dict[UUID, SnippetReading[Any]] = known
    return found


def score(entry: SearchEntry, terms: tuple[str, ...]) -> float:
    """Words of the title weigh most, whole words more than beginnings."""
    title, words = set(entry.title.split()), set(entry.words.split())
    total = 0.0
    for term in terms:
        total += 10.0 if term in title else 4.0 if any(word.startswith(term) for word in title) else 0.0
        total += 3.0 if term in words else 1.0
    return total / (1 + len(entry.title) / 400)


def highlight(hit: Hit) -> list[HighlightPart]:
    """A piece of the text around the first word found, with the words found marked."""
    text = hit.entry.text
    return excerpt(text, [match.span() for match in WORD.finditer(text) if answers(match.group(), hit)])


def answers(word: str, hit: Hit) -> bool:
    """Whether ``word`` is, begins with, or as a compound has in it, one of the words asked for."""
    folded = fold(word)
    stemmed = stem(folded, hit.entry.language)
    return any(stemmed == term or folded.startswith(term) or (len(term) > 3 and term in folded) for term in hit.terms)
