"""Flows as the engine reads them, made of public records and kept with the edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from cms.core.queries.readings import PageReading
from knowledge.guidance.engine.condition import Condition
from knowledge.guidance.engine.condition_reading import read_condition, write_condition
from knowledge.guidance.engine.entries import DefinitionError
from knowledge.guidance.engine.flow import Flow, StepKind
from knowledge.guidance.engine.measure import Measure
from knowledge.guidance.engine.reading import read_flow
from knowledge.guidance.engine.version import structure_version, version
from knowledge.guidance.engine.writing import write_fact, write_flow, write_measure
from knowledge.guidance.values.conditions import Plain, plain_condition
from knowledge.guidance.values.stored import plain_personas, plain_steps, with_words, words_named

from .library import Library, by_language, library, logger, public_pages
from .shelf import kept
from .ways import most_questions

__all__ = ["Definition", "Library", "NextStep", "definition", "library", "plain_definition", "plain_flow", "text"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do next, if its condition holds."""

    words: Mapping[str, str]
    condition: Condition | None
    # The path of a page; empty where there is none to show.
    path: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A flow with everything it is judged by."""

    flow: Flow
    library: Library
    next_steps: tuple[NextStep, ...]
    shows_estimates: bool
    # Those of its measures that are public, in its order.
    measures: tuple[Measure, ...]
    version: str
    structure_version: str

    @property
    def most_questions(self) -> int:
        """The most questions that one person can be asked."""
        return most_questions(self.flow, self.library.catalogue, self.structure_version)


def text(words: Mapping[str, str], language: str) -> str:
    """What ``words`` say in ``language``, else in the source language."""
    return words.get(language) or words.get(settings.SOURCE_LOCALE, "")


def definition(page: PageReading) -> Definition | None:
    """The flow of a guidance page; None where it can't be read, as of a draft that is still written."""
    if page.reader.directory.by_pk.get(page.entry.pk) is not page.entry:
        # A draft's words are nobody else's.
        return page.once("definition", lambda: _readable(page))
    return kept(page.reader, ("flow", page.entry.pk, page.reader.language), lambda: _readable(page))


def _readable(page: PageReading) -> Definition | None:
    try:
        return _read(page)
    except DefinitionError as error:
        problems = [str(each) for each in error.problems]
        logger.warning("guidance_not_readable", key=page.entry.path, problems=problems)
        return None


def _read(page: PageReading) -> Definition:
    known = library(page.reader)
    # The personas are the editors'.
    flow = read_flow(plain_flow(page, by_language(page), known) | {"personas": []})
    _check_facts(flow, known)
    measures = tuple(known.measures[key] for key in flow.measures if key in known.measures)
    return Definition(
        flow, known, tuple(_next_steps(page, known)), bool(page.source.shows_estimates), measures,
        version(flow, measures, known.catalogue), structure_version(flow, measures, known.catalogue),
    )  # fmt: skip


def _check_facts(flow: Flow, known: Library) -> None:
    """Nobody can answer a question whose fact is not public any more."""
    asked = [step.fact for step in flow.steps if step.kind is StepKind.QUESTION]
    for fact in asked:
        if fact not in known.catalogue:
            raise DefinitionError.at(f"facts.{fact}", "is asked for, but not public")


def _next_steps(page: PageReading, known: Library) -> Iterable[NextStep]:
    stored = {language: list(record.next_steps.raw_data) for language, record in by_language(page).items()}
    blocks = with_words(stored)
    pages = public_pages(page.reader, [block["value"].get("page") for block, _words in blocks])
    for block, words in blocks:
        condition = plain_condition(block["value"].get("condition"), known.kinds)
        entry = pages.get(block["value"].get("page"))
        yield NextStep(
            words_named("words", words), read_condition(condition) if condition else None, entry.path if entry else ""
        )


def plain_flow(page: PageReading, words: Mapping[str, Any], known: Library) -> Plain:
    """A flow as the engine reads it, with the words of the records in ``words``, the source's first."""
    source = page.source
    pages = public_pages(page.reader, [block["value"].get("contact") for block in source.steps.raw_data])

    def path_of(pk: Any) -> str:
        entry = pages.get(pk)
        return entry.path if entry else ""

    def measure_of(pk: Any) -> str:
        return known.addresses.get(pk, "")

    return {
        "key": source.slug,
        "title": {language: record.title for language, record in words.items()},
        "steps": plain_steps(
            {lang: list(record.steps.raw_data) for lang, record in words.items()}, known.kinds, path_of
        ),
        "measures": [key for block in source.measures.raw_data if (key := measure_of(block["value"]))],
        "personas": plain_personas(list(source.personas.raw_data), known.kinds, measure_of),
    }


def plain_definition(found: Definition) -> Plain:
    """All that a client needs to walk and judge by itself."""
    names = {name for step in found.flow.steps for name in step.names}
    names |= {name for measure in found.measures for name in measure.names}
    names |= {name for step in found.next_steps if step.condition for name in step.condition.names}
    catalogue = found.library.catalogue
    return {
        "version": found.version,
        "structure_version": found.structure_version,
        "flow": write_flow(found.flow),
        "facts": [write_fact(fact) for key, fact in catalogue.items() if key in names],
        "measures": [write_measure(measure) for measure in found.measures],
        "next_steps": [_plain_next_step(step) for step in found.next_steps],
    }


def _plain_next_step(step: NextStep) -> Plain:
    plain: Plain = {"words": dict(step.words)}
    if step.condition:
        plain["if"] = write_condition(step.condition)
    return plain | ({"page": step.path} if step.path else {})
