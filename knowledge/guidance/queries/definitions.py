"""Flows, measures and facts as the engine reads them, made of public records and kept with the edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import structlog
from django.conf import settings

from cms.core.queries.readings import PageReading, Reader
from cms.core.queries.snippets import SnippetReading, snippets
from knowledge.guidance.engine.entries import DefinitionError
from knowledge.guidance.engine.facts import Catalogue, Fact
from knowledge.guidance.engine.flow import Flow
from knowledge.guidance.engine.measure import Measure
from knowledge.guidance.engine.reading import read_facts, read_flow, read_measures
from knowledge.guidance.engine.version import structure_version, version
from knowledge.guidance.models import GuidanceFact, plain_fact, plain_measure
from knowledge.guidance.models import Measure as MeasureRecord
from knowledge.guidance.values.conditions import Kinds, Plain, plain_condition
from knowledge.guidance.values.stored import plain_personas, plain_steps, with_words, words_named

logger = structlog.get_logger("guidance")
T = TypeVar("T")
FactReading = SnippetReading[GuidanceFact]
MeasureReading = SnippetReading[MeasureRecord]


@dataclass(frozen=True, slots=True)
class Library:
    """All facts and measures a municipality shows, in one language."""

    catalogue: Catalogue
    facts: Mapping[str, FactReading]
    measures: Mapping[str, Measure]
    measure_readings: Mapping[str, MeasureReading]

    @property
    def kinds(self) -> Kinds:
        return {key: fact.kind.value for key, fact in self.catalogue.items()}


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do next, if its condition holds."""

    words: str
    condition: Plain | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Definition:
    """A flow with everything it is judged by."""

    flow: Flow
    library: Library
    next_steps: tuple[NextStep, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Those of its measures that are public, in its order."""
        return tuple(self.library.measures[key] for key in self.flow.measures if key in self.library.measures)

    @property
    def version(self) -> str:
        return version(self.flow, self.measures, self.library.catalogue)

    @property
    def structure_version(self) -> str:
        return structure_version(self.flow, self.measures, self.library.catalogue)


def text(words: Mapping[str, str], language: str) -> str:
    """What ``words`` say in ``language``, else in the source language."""
    return words.get(language) or words.get(settings.SOURCE_LOCALE, "")


def by_language(reading: SnippetReading[Any] | PageReading) -> dict[str, Any]:
    """The records of a reading by language, the source's first; words come from no other."""
    return {settings.SOURCE_LOCALE: reading.source} | {reading.language: reading.translation}


def library(reader: Reader) -> Library:
    """The facts and measures ``reader`` may see, read once for each edition, language and time without a change."""
    return kept(reader, ("guidance library", reader.language), lambda: _read_library(reader))


def _read_library(reader: Reader) -> Library:
    facts = {fact.source.key: fact for fact in snippets(reader, GuidanceFact)}
    catalogue: dict[str, Fact] = {}
    for fact in facts.values():
        nothing: dict[str, Fact] = {}
        catalogue |= readable(lambda each: read_facts([each]), plain_fact(fact.source, by_language(fact)), nothing)
    kinds = {key: fact.kind.value for key, fact in catalogue.items()}
    readings = {measure.source.slug: measure for measure in snippets(reader, MeasureRecord)}
    measures: list[Measure] = []
    for reading in readings.values():
        plain = plain_measure(reading.source, by_language(reading), kinds)
        measures += readable(lambda each: read_measures([each]), plain, ())
    return Library(catalogue, facts, {measure.key: measure for measure in measures}, readings)


def readable(read: Callable[[Plain], T], plain: Plain, otherwise: T) -> T:
    """What ``read`` makes of a record; one that can't be read is left out, and does not take the others with it."""
    try:
        return read(plain)
    except DefinitionError as error:
        logger.warning("guidance_not_readable", key=plain.get("key"), problems=[str(each) for each in error.problems])
        return otherwise


def definition(page: PageReading) -> Definition:
    """The flow of a guidance page. Raises DefinitionError for a draft that can't be read yet."""
    if page.is_draft:
        return page.once("definition", lambda: _read_definition(page))
    return kept(
        page.reader, ("guidance flow", page.entry.pk, page.reader.language), lambda: _read_definition(page)
    )  # fmt: skip


def _read_definition(page: PageReading) -> Definition:
    known = library(page.reader)
    plain = plain_flow(page, by_language(page), known)
    steps = {language: list(record.next_steps.raw_data) for language, record in by_language(page).items()}
    return Definition(
        read_flow(plain),
        known,
        tuple(
            NextStep(
                text(words_named("words", words), page.language),
                plain_condition(block["value"].get("condition"), known.kinds),
                block["value"].get("page"),
            )
            for block, words in with_words(steps)
        ),
    )


def plain_flow(page: PageReading, words: Mapping[str, Any], known: Library) -> Plain:
    """A flow as the engine reads it, with the words of the records in ``words``, the source's first."""
    reader, source = page.reader, page.source
    by_pk = {reading.source.pk: key for key, reading in known.measure_readings.items()}

    def path_of(pk: Any) -> str:
        entry = reader.directory.by_pk.get(pk)
        return entry.path if entry else ""

    return {
        "key": source.slug,
        "title": {language: record.title for language, record in words.items()},
        "steps": plain_steps(
            {lang: list(record.steps.raw_data) for lang, record in words.items()}, known.kinds, path_of
        ),
        "measures": measure_keys(source.measures.raw_data, by_pk),
        "personas": plain_personas(list(source.personas.raw_data), known.kinds, lambda pk: by_pk.get(pk, "")),
    }


def measure_keys(blocks: Iterable[Any], by_pk: Mapping[int, str]) -> list[str]:
    """The keys of the measures that blocks name; one that is not public is left out."""
    keys: Sequence[str | None] = [by_pk.get(block["value"]) for block in blocks]
    return [key for key in keys if key]


def kept(reader: Reader, name: Any, read: Callable[[], Any]) -> Any:
    """What ``read`` returns, kept with the edition until the first moment at which something in it changes by time."""
    shelf: dict[Any, tuple[Any, datetime | None]] = reader.edition.keep("guidance", dict)
    found = shelf.get(name)
    if found is None or (found[1] is not None and found[1] <= reader.now):
        found = shelf[name] = _read_until(reader, read)
    reader.expires(found[1])
    return found[0]


def _read_until(reader: Reader, read: Callable[[], Any]) -> tuple[Any, datetime | None]:
    times: list[datetime] = []
    told = reader.expires

    def note(moment: datetime | None) -> None:
        if moment is not None and moment > reader.now:
            times.append(moment)
        told(moment)

    reader.expires = note
    try:
        value = read()
    finally:
        reader.expires = told
    return value, min(times, default=None)
