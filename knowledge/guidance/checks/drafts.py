"""A flow that is still written, as the engine reads it; what can't be read is noted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.utils.translation import gettext
from wagtail.models import Page

from cms.core.models import source_locale
from knowledge.guidance.engine.entries import DefinitionError
from knowledge.guidance.engine.facts import Catalogue
from knowledge.guidance.engine.flow import Flow
from knowledge.guidance.engine.measure import Measure
from knowledge.guidance.engine.reading import read_facts, read_flow, read_measures
from knowledge.guidance.files.records import SOURCE
from knowledge.guidance.files.stock import Stock
from knowledge.guidance.models import GuidanceFact, GuidancePage, plain_fact, plain_measure
from knowledge.guidance.models import Measure as MeasureRecord
from knowledge.guidance.values.conditions import Plain
from knowledge.guidance.values.stored import plain_personas, plain_steps

from .messages import GONE, NOT_PUBLISHED, UNREADABLE
from .notes import Names, Note, note

T = TypeVar("T")

_STEP = re.compile(r"steps\[(\d+)\]")
# What can't be compared in this way is named by its sign and place, which no editor knows.
_COMPARISON = re.compile(r"([<>=!]=?|in|var)(\[|$)")
_PERSONA = re.compile(r"personas\[(\d+)\]")


class Surroundings:
    """What flows of a municipality rest on; a record that is still written may stand for its published version."""

    def __init__(self, stock: Stock, instead: Any = None) -> None:
        self.stock = stock
        self.facts: dict[str, GuidanceFact] = dict(stock.found["fact"])
        self.measures: dict[str, MeasureRecord] = dict(stock.found["measure"])
        self.rows: list[Any] = list(stock.found["parameter"].values())
        if instead is not None:
            self._put(instead)

    def _put(self, record: Any) -> None:
        if isinstance(record, GuidanceFact):
            self.facts = {key: fact for key, fact in self.facts.items() if fact.pk != record.pk} | {record.key: record}
        elif isinstance(record, MeasureRecord):
            others = {key: each for key, each in self.measures.items() if each.pk != record.pk}
            self.measures = others | {record.slug: record}
        else:
            self.rows = [row for row in self.rows if row.pk != record.pk or type(row) is not type(record)] + [record]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of each fact."""
        return {key: fact.kind for key, fact in self.facts.items()}

    @cached_property
    def catalogue(self) -> Catalogue:
        """The facts as the engine has them; one that can't be read is not there."""
        found: dict[str, Any] = {}
        for fact in self.facts.values():
            read, _problems = readable(read_facts, [plain_fact(fact, {SOURCE: fact})])
            found |= read or {}
        return found

    @cached_property
    def names(self) -> Names:
        """What everything is called."""
        return Names(self.catalogue, {key: measure.title for key, measure in self.measures.items()})

    @cached_property
    def keys(self) -> dict[int, str]:
        """The measures' addresses by primary key."""
        return {measure.pk: key for key, measure in self.measures.items()}

    def path_of(self, number: Any) -> str:
        """The path of a page that is published; empty where it is not."""
        published = Page.objects.filter(pk=number, live=True, locale=source_locale()).exists()
        return self.stock.name_of("page", number) if published else ""

    def key_of(self, number: Any) -> str:
        """The address of a measure; where it is none of these, one that is none."""
        return self.keys.get(number) or (f"gone-{number}" if number else "")


@dataclass(slots=True)
class Draft:
    """A flow and its measures as far as they can be read, with what can't."""

    page: GuidancePage
    around: Surroundings
    flow: Flow | None = None
    measures: list[Measure] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def readable(read: Callable[[Any], T], plain: Any) -> tuple[T | None, Sequence[Any]]:
    """What ``read`` makes of it, or its problems."""
    try:
        return read(plain), ()
    except DefinitionError as error:
        return None, error.problems


def read_draft(page: GuidancePage, around: Surroundings) -> Draft:
    """``page`` as it is in a form or a revision."""
    draft = Draft(page, around)
    plain = plain_draft(page, around)
    draft.flow, problems = readable(read_flow, plain)
    draft.notes += dict.fromkeys(_unreadable(problem.path, plain) for problem in problems)
    draft.notes += _chosen(page, around)
    for key in plain["measures"]:
        record = around.measures[key]
        read, wrong = readable(read_measures, [plain_measure(record, {SOURCE: record}, around.kinds)])
        draft.measures += read or ()
        if wrong:
            draft.notes.append(note(UNREADABLE, f"measures.{key}", field=record.title))
    return draft


def plain_draft(page: GuidancePage, around: Surroundings) -> Plain:
    """The definition of ``page``; measures that are gone are left out."""
    chosen = [around.keys.get(block["value"]) for block in page.measures.raw_data]
    return {
        "key": page.slug or "flow",
        "title": {SOURCE: page.title},
        "steps": plain_steps({SOURCE: list(page.steps.raw_data)}, around.kinds, around.path_of),
        "measures": [key for key in chosen if key],
        "personas": plain_personas(list(page.personas.raw_data), around.kinds, around.key_of),
    }


def _chosen(page: GuidancePage, around: Surroundings) -> Iterator[Note]:
    for block in page.measures.raw_data:
        key = around.keys.get(block["value"])
        if key is None:
            yield note(GONE, "measures")
        elif not around.measures[key].live:
            yield note(NOT_PUBLISHED, f"measures.{key}", measure=key)


def _unreadable(path: str, plain: Plain) -> Note:
    step, persona = _STEP.match(path), _PERSONA.match(path)
    last = path.rpartition(".")[2]
    if _COMPARISON.match(last):
        last = gettext("comparison")
    if step:
        key = key_of_step(plain["steps"][int(step[1])])
        return note(UNREADABLE, f"steps.{key}{path[step.end() :]}" if key else f"steps.{step[0]}", field=last)
    if persona:
        return note(UNREADABLE, f"personas.{plain['personas'][int(persona[1])]['name']}", field=last)
    return note(UNREADABLE, path.partition("[")[0], field=last)


def key_of_step(plain: Plain) -> str:
    """The key of a step of a definition."""
    return str(plain.get("key") or plain.get("ask") or plain.get("show") or plain.get("end") or "")
