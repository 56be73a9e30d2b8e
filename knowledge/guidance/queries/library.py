"""The facts and measures that a municipality shows, as the engine reads them and as readers get them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import structlog
from django.conf import settings

from cms.core.queries.directory import Entry
from cms.core.queries.readings import PageReading, Reader
from cms.core.queries.snippets import SnippetReading, snippets
from knowledge.funding.queries import DatedProgramme, programmes_by_pk
from knowledge.guidance.engine.entries import DefinitionError
from knowledge.guidance.engine.facts import Catalogue, Fact
from knowledge.guidance.engine.measure import Measure
from knowledge.guidance.engine.reading import read_facts, read_measures
from knowledge.guidance.models import GuidanceFact, MeasurePage, plain_fact, plain_measure
from knowledge.guidance.models import Measure as MeasureRecord
from knowledge.guidance.values.conditions import Kinds, Plain
from knowledge.topics.models import Topic
from knowledge.topics.queries import in_order

from .shelf import kept

logger = structlog.get_logger("guidance")
T = TypeVar("T")


class FactReading(SnippetReading[GuidanceFact]):
    """A fact as a reader gets it, with what the engine knows of it."""

    __slots__ = ("fact",)
    fact: Fact


class MeasureReading(SnippetReading[MeasureRecord]):
    """A measure as a reader gets it; its grants are told for a day."""

    __slots__ = ("day",)
    day: date

    @property
    def topics(self) -> list[SnippetReading[Topic]]:
        """What it is about."""
        links = self.reader.edition.keep("topics of measures", topics_of_measures)
        return in_order(self.reader, links.get(self.source.pk, ()))

    @property
    def pages(self) -> list[PageReading]:
        """The public ones of the pages that explain it further, in the editors' order."""
        keys = self.page_keys
        known = public_pages(self.reader, keys)
        return self.reader.pages(known[key] for key in keys if key in known)

    @property
    def page_keys(self) -> list[int]:
        """The primary keys of the pages that explain it, public or not."""
        return self.reader.edition.keep("pages of measures", pages_of_measures).get(self.source.pk, [])

    @property
    def programmes(self) -> list[DatedProgramme]:
        """The public programmes that pay for it."""
        known = programmes_by_pk(self.reader)
        keys = [block["value"].get("programme") for block in self.source.grants.raw_data]
        return [DatedProgramme(known[key], self.day) for key in dict.fromkeys(keys) if key in known]

    @property
    def documents(self) -> list[str]:
        """What to bring to a visit to an advice centre."""
        return lines(self.translation.documents)

    @property
    def next_steps(self) -> list[str]:
        """What to do next."""
        return lines(self.translation.next_steps)


def lines(text: str) -> list[str]:
    """The lines of ``text`` that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def public_pages(reader: Reader, keys: Iterable[int | None]) -> dict[int, Entry]:
    """The public ones among the pages ``keys``."""
    return reader.directory.of_pks(key for key in keys if key)


def topics_of_measures() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for measure, topic in MeasureRecord.topics.through.objects.values_list("measure_id", "topic_id"):
        found[measure].append(topic)
    return found


def pages_of_measures() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = MeasurePage.objects.order_by("sort_order").values_list("measure_id", "page_id")
    for measure, page in rows:
        found[measure].append(page)
    return found


@dataclass(frozen=True, slots=True)
class Library:
    """All facts and measures a municipality shows, with their words in the source language and a reader's."""

    catalogue: Catalogue
    measures: Mapping[str, Measure]
    # The measures' addresses by the primary key of their source.
    addresses: Mapping[int, str]

    @property
    def kinds(self) -> Kinds:
        return {key: fact.kind.value for key, fact in self.catalogue.items()}


def library(reader: Reader) -> Library:
    """The facts and measures ``reader`` may see, read once for each edition, language and time without a change."""
    return kept(reader, ("library", reader.language), lambda: _read_library(reader))


def _read_library(reader: Reader) -> Library:
    catalogue: dict[str, Fact] = {}
    for fact in snippets(reader, GuidanceFact):
        nothing: dict[str, Fact] = {}
        catalogue |= readable(lambda each: read_facts([each]), plain_fact(fact.source, by_language(fact)), nothing)
    kinds = {key: fact.kind.value for key, fact in catalogue.items()}
    readings = snippets(reader, MeasureRecord)
    measures: list[Measure] = []
    for reading in readings:
        plain = plain_measure(reading.source, by_language(reading), kinds)
        measures += readable(lambda each: read_measures([each]), plain, ())
    addresses = {reading.source.pk: reading.source.slug for reading in readings}
    return Library(catalogue, {measure.key: measure for measure in measures}, addresses)


def by_language(reading: SnippetReading[Any] | PageReading) -> dict[str, Any]:
    """The records of a reading by language, the source's first; words come from no other."""
    return {settings.SOURCE_LOCALE: reading.source} | {reading.language: reading.translation}


def readable(read: Callable[[Plain], T], plain: Plain, otherwise: T) -> T:
    """What ``read`` makes of a record; one that can't be read is left out, and does not take the others with it."""
    try:
        return read(plain)
    except DefinitionError as error:
        logger.warning("guidance_not_readable", key=plain.get("key"), problems=[str(each) for each in error.problems])
        return otherwise


def facts(reader: Reader) -> dict[str, FactReading]:
    """The facts by key, for this answer."""
    if "guidance facts" not in reader.kept:
        catalogue = library(reader).catalogue
        found = [fact for fact in snippets(reader, GuidanceFact) if fact.source.key in catalogue]
        reader.kept["guidance facts"] = {
            fact.source.key: with_more(FactReading, fact, fact=catalogue[fact.source.key]) for fact in found
        }
    known: dict[str, FactReading] = reader.kept["guidance facts"]
    return known


def facts_named(reader: Reader, keys: Iterable[str]) -> list[FactReading]:
    """Those of ``keys`` that are facts, in their order."""
    known = facts(reader)
    return [known[key] for key in keys if key in known]


def measures(reader: Reader, day: date | None = None) -> dict[str, MeasureReading]:
    """The measures by address, for this answer; grants as of ``day``."""
    on = day or reader.today
    if ("guidance measures", on) not in reader.kept:
        known = library(reader).measures
        found = [measure for measure in snippets(reader, MeasureRecord) if measure.source.slug in known]
        reader.kept["guidance measures", on] = {
            measure.source.slug: with_more(MeasureReading, measure, day=on) for measure in found
        }
    readings: dict[str, MeasureReading] = reader.kept["guidance measures", on]
    return readings


R = TypeVar("R", bound=SnippetReading[Any])


def with_more(kind: type[R], reading: SnippetReading[Any], **more: Any) -> R:
    """``reading`` as a reading of ``kind`` that knows ``more``."""
    found = kind.__new__(kind)
    for name in SnippetReading.__slots__:
        setattr(found, name, getattr(reading, name))
    for name, value in more.items():
        setattr(found, name, value)
    return found
