"""What a reader gets of a record: its words in the language asked for where there are any, all else from the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db.models import Subquery

from cms.core.models import BasePage, Municipality
from cms.core.values.translations import TranslationState, falls_back, falls_back_at, translation_state

from .atlas import site_url
from .directory import Entry, PageWords
from .editions import Edition
from .prepared import Prepared
from .shown import Shown

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Reader:
    """Somebody who reads a municipality's content in a language at a time."""

    edition: Edition
    language: str
    now: datetime
    # Told when what is read may become wrong by itself.
    expires: Callable[[datetime | None], None]
    # What was read for this answer only, such as bodies.
    kept: dict[Any, Any] = field(default_factory=dict)

    @property
    def municipality(self) -> Municipality:
        return self.edition.municipality

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def directory(self) -> Shown:
        """The pages to be read."""
        return Shown(self.edition.pages, self.now, self.expires)

    @property
    def base_url(self) -> str:
        return self.edition.keep("site_url", lambda: site_url(self.municipality))

    def url(self, path: str, language: str = "") -> str:
        return f"{self.base_url}/{language or self.language}{path}"

    def href(self, path: str) -> str:
        """The address of ``path`` for links inside the reader's own website."""
        return f"/{self.language}{path}"

    def pages(self, entries: Iterable[Entry]) -> list[PageReading]:
        """Readings of ``entries`` that load what they need for all of them at once."""
        peers: list[PageReading] = []
        peers.extend(PageReading(self, entry, peers) for entry in entries)
        return peers

    def page(self, entry: Entry | None, *, whole: bool = False) -> PageReading | None:
        """A reading of ``entry``; ``whole`` where it is what was asked for, not a card of it."""
        if entry is None:
            return None
        [reading] = self.pages([entry])
        reading.whole = whole
        return reading

    def expires_at_midnight(self) -> None:
        """Say that what is read holds for today."""
        tomorrow = self.today + timedelta(days=1)
        self.expires(datetime.combine(tomorrow, time(), self.now.tzinfo))

    def state(
        self, digest: str, made_from: str | None, law_or_money: bool, changed_at: datetime | None
    ) -> tuple[TranslationState, bool]:
        """The state of a translation, and whether this reader gets the source instead of it."""
        state = translation_state(digest, made_from, law_or_money=law_or_money)
        days = settings.OUTDATED_TRANSLATION_DAYS
        if state is TranslationState.OUTDATED:
            self.expires(falls_back_at(changed_at, days))
        return state, falls_back(state, changed_at, self.now, days)


class PageReading:
    """A public page as a reader gets it."""

    __slots__ = (
        "_records",
        "entry",
        "is_draft",
        "is_fallback",
        "kept",
        "peers",
        "reader",
        "translation_state",
        "whole", "words",
    )  # fmt: skip

    def __init__(self, reader: Reader, entry: Entry, peers: list[PageReading]) -> None:
        self.reader = reader
        self.entry = entry
        self.peers = peers
        self.kept: dict[str, Any] = {}
        self._records: tuple[Any, Any] | None = None
        # Only what a preview token opens is one.
        self.is_draft = False
        self.whole = False
        self.translation_state, self.words = self.words_in(reader.language)
        self.is_fallback = self.words.language != reader.language

    def words_in(self, language: str) -> tuple[TranslationState, PageWords]:
        entry = self.entry
        if language == settings.SOURCE_LOCALE:
            return TranslationState.CURRENT, entry.words[language]
        words = entry.words.get(language)
        if words is None:
            return TranslationState.MISSING, entry.source_words
        state, falls = self.reader.state(
            entry.text_digest, words.source_text_digest, entry.law_or_money, words.text_changed_at
        )
        return state, entry.source_words if falls else words

    @property
    def title(self) -> str:
        return self.words.title

    @property
    def teaser(self) -> str:
        return self.words.teaser

    @property
    def path(self) -> str:
        return self.entry.path

    @property
    def language(self) -> str:
        """The language its words are in."""
        return self.words.language

    @property
    def source(self) -> Any:
        """The whole record in the source language."""
        return self.records[0]

    @property
    def translation(self) -> Any:
        """The whole record whose words are read; the source itself where it is not translated."""
        return self.records[1]

    @property
    def records(self) -> tuple[Any, Any]:
        if self._records is None:
            load_records(self.peers)
        return cast("tuple[Any, Any]", self._records)

    def batch(self, name: str, load: Callable[[list[PageReading]], dict[int, T]], missing: T) -> T:
        """What ``load`` finds for this page, loaded once for it and all its peers; it is keyed by the page's key."""
        if name not in self.kept:
            found = load(self.peers)
            for peer in self.peers:
                peer.kept[name] = found.get(peer.entry.pk, missing)
        return cast("T", self.kept[name])

    def once(self, name: str, make: Callable[[], T]) -> T:
        if name not in self.kept:
            self.kept[name] = make()
        return cast("T", self.kept[name])

    def set_records(self, source: Any, translation: Any) -> None:
        self._records = (source, translation)


# What records of a kind are read with, by name: the keys of what they relate to. Its app says which.
RELATED_KEYS: dict[type[BasePage], Callable[[], dict[str, Subquery]]] = {}


@cache
def records_of(model: type[BasePage]) -> Prepared[Any]:
    """Reads the records of a kind."""
    related = RELATED_KEYS.get(model, dict)
    return Prepared(lambda pks: model._default_manager.filter(pk__in=pks).annotate(**related()), pks=int)


def load_records(readings: list[PageReading]) -> None:
    """Load the whole records of ``readings``, one query for each kind of page."""
    wanted: dict[type[BasePage], set[int]] = defaultdict(set)
    for reading in readings:
        wanted[reading.entry.model] |= {reading.entry.pk, reading.words.pk}
    found: dict[int, Any] = {}
    for model, keys in wanted.items():
        found.update((record.pk, record) for record in records_of(model)(pks=sorted(keys)))
    for reading in readings:
        reading.set_records(found[reading.entry.pk], found[reading.words.pk])
