from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from cms.core.models import DatedRow
from cms.core.queries.readings import Reader
from cms.core.queries.snippets import READINGS, ROWS, SnippetReading, snippets, snippets_by_pk
from energy.figures import Figure, Source, State, Unit
from knowledge.topics.queries import topics_of_snippet
from search.queries import TOPICS_OF

from .models import FundingProgramme, FundingRate

ROWS[FundingProgramme] = ("rates", "topics")
TOPICS_OF[FundingProgramme] = topics_of_snippet


class RateState(StrEnum):
    """What is known about a programme's rates on a day."""

    CONFIRMED = "confirmed"
    TO_CHECK = "to_check"
    OPEN = "open"


def programmes(reader: Reader) -> list[SnippetReading[FundingProgramme]]:
    """All programmes by title."""
    found = snippets(reader, FundingProgramme)
    return sorted(found, key=lambda programme: programme.translation.title.casefold())


def programmes_by_pk(reader: Reader) -> dict[int, SnippetReading[FundingProgramme]]:
    return snippets_by_pk(reader, FundingProgramme)


class DatedProgramme:
    """A programme as it stands on a day."""

    __slots__ = ("day", "reading")

    def __init__(self, reading: SnippetReading[FundingProgramme], day: date) -> None:
        self.reading = reading
        self.day = day

    # What types of snippets read.
    @property
    def reader(self) -> Reader:
        return self.reading.reader

    @property
    def source(self) -> FundingProgramme:
        return self.reading.source

    @property
    def translation(self) -> FundingProgramme:
        return self.reading.translation

    @property
    def translation_state(self) -> Any:
        return self.reading.translation_state

    @property
    def is_fallback(self) -> bool:
        return self.reading.is_fallback

    @property
    def language(self) -> str:
        return self.reading.language

    @property
    def rates(self) -> list[RateReading]:
        """The rates that hold on the day, with the words of the reader's language."""
        self._expires()
        words = {rate.translation_key: rate for rate in self.translation.rates.all()}
        return [
            RateReading(rate, words.get(rate.translation_key, rate), self.reader.language)
            for rate in self.source.rates.all()
            # Only a draft has a line without a unit: its editor is still writing.
            if rate.is_valid_on(self.day) and rate.unit and rate.kind
        ]

    @property
    def state(self) -> RateState:
        """Open where no amount is known for the day; never an old one."""
        known = [rate for rate in self.rates if rate.rate.amount is not None]
        if not known:
            return RateState.OPEN
        unsure = any(rate.rate.status == DatedRow.Status.TO_CHECK for rate in known)
        return RateState.TO_CHECK if unsure else RateState.CONFIRMED

    def _expires(self) -> None:
        # Midnight of the first day on which another set of rates holds.
        for rate in self.source.rates.all():
            for day in (rate.valid_from, rate.valid_to and rate.valid_to + timedelta(days=1)):
                if day:
                    self.reader.expires(datetime.combine(day, time(), self.reader.now.tzinfo))


READINGS[FundingProgramme] = lambda programme: DatedProgramme(programme, programme.reader.today)


class RateReading:
    """A dated line of a programme: numbers from the source, words from the translation."""

    __slots__ = ("language", "rate", "words")

    def __init__(self, rate: FundingRate, words: FundingRate, language: str) -> None:
        self.rate = rate
        self.words = words
        self.language = language

    @property
    def figure(self) -> Figure:
        """Its amount; unknown where nobody knows it, estimated where nobody confirmed it."""
        rate = self.rate
        source = Source(rate.source_title, rate.source_url) if rate.source_title else None
        year = rate.valid_from.year if rate.valid_from else None
        if rate.amount is None:
            return Figure(None, None, Unit(rate.unit), State.UNKNOWN, "", source, year)
        state = State.REGISTERED if rate.status == DatedRow.Status.CONFIRMED else State.REPORTED
        return Figure(float(rate.amount), float(rate.amount), Unit(rate.unit), state, "", source, year)
