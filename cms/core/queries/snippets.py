from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from cms.core.models import BasePage, SnippetBase
from cms.core.values.translations import TranslationState

from .prepared import Prepared
from .readings import Reader
from .visibility import is_open, next_boundary, readable_snippets

S = TypeVar("S", bound=SnippetBase)


@dataclass(frozen=True, slots=True, eq=False)
class SnippetEntry(Generic[S]):
    """A public snippet in the source language with its public translations."""

    source: S
    translations: dict[str, S]


class SnippetReading(Generic[S]):
    """A public snippet as a reader gets it."""

    __slots__ = ("is_fallback", "language", "reader", "source", "translation", "translation_state")

    def __init__(self, reader: Reader, entry: SnippetEntry[S]) -> None:
        self.reader = reader
        self.source = entry.source
        self.translation_state, self.translation = self.words_of(entry)
        # The language its words are in.
        self.language = settings.SOURCE_LOCALE if self.translation is self.source else reader.language
        self.is_fallback = self.language != reader.language

    def words_of(self, entry: SnippetEntry[S]) -> tuple[TranslationState, S]:
        source, language = entry.source, self.reader.language
        if language == settings.SOURCE_LOCALE:
            return TranslationState.CURRENT, source
        words = entry.translations.get(language)
        if words is None:
            return TranslationState.MISSING, source
        state, falls = self.reader.state(
            source.text_digest, words.source_text_digest, source.law_or_money, words.text_changed_at
        )
        return state, source if falls else words


def snippets(reader: Reader, model: type[S]) -> list[SnippetReading[S]]:
    """All snippets of a kind that the reader's municipality shows.

    Where a municipality and the library have one with the same address, the municipality's own is shown.
    """
    entries = entries_of(reader, model)
    times = [time for entry in entries for time in (entry.source.go_live_at, entry.source.expire_at)]
    reader.expires(next_boundary(times, reader.now))
    shown = [entry for entry in entries if opened(entry.source, reader.now)]
    mine = reader.municipality.pk
    own = {address_of(entry.source) for entry in shown if entry.source.municipality_id == mine}
    return [
        SnippetReading(reader, entry)
        for entry in shown
        if entry.source.municipality_id == mine or address_of(entry.source) not in own
    ]


def address_of(snippet: SnippetBase) -> tuple[Any, ...]:
    """What only one shown snippet may have; dated rows of the same thing differ in their dates."""
    return snippet.slug, getattr(snippet, "valid_from", None)


def opened(snippet: SnippetBase, now: datetime) -> bool:
    return is_open(snippet.go_live_at, snippet.expire_at, now)


def entries_of(reader: Reader, model: type[S]) -> list[SnippetEntry[S]]:
    """All live snippets of a kind, whatever their times say, kept with the edition."""
    return reader.edition.keep(model, lambda: read_snippets(reader, model))


@cache
def rows_of(model: type[S]) -> Prepared[S]:
    """Reads the live snippets of a kind in some languages."""

    def rows(keys: list[int], languages: list[str]) -> QuerySet[Any]:
        found = readable_snippets(model._default_manager.all(), keys).filter(locale__language_code__in=languages)
        return found.select_related("locale").prefetch_related(*ROWS.get(model, ()))

    return Prepared(rows, keys=int, languages=str)


def read_snippets(reader: Reader, model: type[S]) -> list[SnippetEntry[S]]:
    rows = rows_of(model)(keys=reader.municipality.readable_keys, languages=reader.edition.languages)
    sources: list[S] = []
    words: dict[UUID, dict[str, S]] = defaultdict(dict)
    for row in rows:
        if row.locale.language_code == settings.SOURCE_LOCALE:
            sources.append(row)
        else:
            words[row.translation_key][row.locale.language_code] = row
    return [SnippetEntry(source, words[source.translation_key]) for source in sources]


def by_pk(readings: Iterable[SnippetReading[S]]) -> dict[int, SnippetReading[S]]:
    return {reading.source.pk: reading for reading in readings}


def snippets_by_pk(reader: Reader, model: type[S]) -> dict[int, SnippetReading[S]]:
    """``snippets`` by the primary key of their source, for relations; made once for each answer."""
    found: dict[int, Any] = reader.kept.get(("by pk", model)) or by_pk(snippets(reader, model))
    reader.kept["by pk", model] = found
    return found


# The related rows that each kind of snippet is read with; its app says which.
ROWS: dict[type[SnippetBase], tuple[str, ...]] = {}
# What a kind of snippet is read as, where that is more than its record; its app says so.
READINGS: dict[type[SnippetBase], Callable[[SnippetReading[Any]], Any]] = {}
# The kind of page below which each kind of snippet is shown; the apps of pages know.
INDEX_PAGES: dict[type[SnippetBase], type[BasePage]] = {}


def path_of(reading: SnippetReading[Any]) -> str | None:
    """Where the reader's website shows a snippet; None where it has no page for its kind."""
    index = path_of_kind(reading.reader, type(reading.source))
    return f"{index}{reading.source.slug}/" if index else None


def path_of_kind(reader: Reader, model: type[SnippetBase]) -> str | None:
    """The path below which the reader's website shows snippets of a kind."""
    if ("index", model) not in reader.kept:
        found = reader.directory.of_model(INDEX_PAGES[model]) if model in INDEX_PAGES else []
        reader.kept["index", model] = found[0].path if found else None
    path: str | None = reader.kept["index", model]
    return path


def published_since(readings: Iterable[SnippetReading[S]], since: datetime | None) -> list[SnippetReading[S]]:
    """Those of ``readings`` whose source or shown words were published after ``since``."""
    if since is None:
        return list(readings)
    return [reading for reading in readings if any(at and at > since for at in published_times(reading))]


def published_times(reading: SnippetReading[Any]) -> tuple[datetime | None, datetime | None]:
    return reading.source.last_published_at, reading.translation.last_published_at
