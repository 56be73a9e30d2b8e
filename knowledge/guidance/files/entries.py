"""Reads the entries of files about guidance: facts, measures, parameters and flows, each mistake with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cms.core.models import DatedRow
from cms.core.values.marked_yaml import line_at
from cms.core.values.record import (
    LANGUAGES,
    Parser,
    Record,
    choice,
    day,
    flag,
    number,
    text,
    texts,
    typed,
    web_address,
    words,
)
from energy.figures import Unit
from knowledge.audiences import Audience
from knowledge.guidance.engine.condition import Condition
from knowledge.guidance.engine.condition_reading import read_condition
from knowledge.guidance.engine.entries import DefinitionError
from knowledge.guidance.engine.facts import Fact, Range
from knowledge.guidance.engine.flow import Flow
from knowledge.guidance.engine.measure import Measure
from knowledge.guidance.engine.reading import read_facts, read_flow, read_measures
from knowledge.guidance.models import Measure as MeasureRecord

Plain = dict[str, Any]
Read = TypeVar("Read")
DATED: Mapping[str, Parser] = {
    "valid_from": day(), "valid_to": day(), "status": choice(DatedRow.Status.values), "legal_basis": text(255),
    "source_title": text(255), "source_url": web_address(), "checked_on": day(),
}  # fmt: skip
OF_FACTS = ("key", "kind", "label", "options", "unit", "low", "high", "whole", "private", "from_data")
OF_MEASURES = ("key", "title", "rules")
OF_FLOWS = ("key", "title", "steps", "measures", "personas")
MOST_NEXT_STEPS = 3


@dataclass(frozen=True, slots=True)
class Stream:
    """The plain form of blocks, and which of their fields are words."""

    plain: Sequence[Plain]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a file: words by field and language, blocks with words, and everything else as the file has it."""

    kind: str
    key: str
    words: Mapping[str, Mapping[str, Any]]
    streams: Mapping[str, Stream]
    values: Mapping[str, Any]
    record: Record
    # As the engine has it; nothing for parameters.
    definition: Fact | Measure | Flow | None = None
    # Every condition outside of ``definition``, with where it stands.
    conditions: Sequence[tuple[str, Condition]] = ()
    said: Sequence[tuple[Record, str, Mapping[str, Any]]] = ()

    @property
    def name(self) -> str:
        """What tells it from others of its kind: dated rows of one key differ in their day."""
        since = self.values.get("valid_from")
        return f"{self.key}@{since}" if since else self.key

    @property
    def title(self) -> str:
        """What people call it."""
        words = self.words.get("title") or self.words.get("label") or {}
        return str(words.get("de", self.key))

    @property
    def languages(self) -> list[str]:
        """The languages it is written in, German first."""
        found = {language for _record, _name, words in self.said for language, text in words.items() if text}
        return [language for language in LANGUAGES if language in found]

    def wrong(self, path: str, message: str) -> None:
        """Note what is wrong at ``path``."""
        _wrong(self.record, path, message)

    def check_languages(self) -> None:
        """Note where a language is missing that other words have."""
        for record, name, found in self.said:
            for language in self.languages:
                if found.get("de") and not found.get(language):
                    record.wrong(name, f"is not there in {language}, but other words of this entry are")


@dataclass(slots=True)
class _Words:
    """Takes words and remembers all that were taken."""

    said: list[tuple[Record, str, Mapping[str, Any]]] = field(default_factory=list)

    def __call__(self, record: Record, name: str, inner: Parser, required: bool = False) -> dict[str, Any]:
        found: dict[str, Any] = words(inner, required)(record, name)
        if not required and any(found.values()) and not found.get(LANGUAGES[0]):
            record.wrong(name, "has no German words")
        self.said.append((record, name, found))
        return found

    def rows(self, record: Record, name: str, shapes: Mapping[str, tuple[int, bool]]) -> None:
        """Check the words in the rows of a list: by field its greatest length, and whether it must be there."""
        for row in record.rows(name):
            for part, (limit, required) in shapes.items():
                self(row, part, text(limit), required)


def read_fact(record: Record) -> Entry | None:
    """A fact; None where it can't be read."""
    plain, fact = _defined(record, OF_FACTS, "facts[0]", lambda data: next(iter(read_facts([data]).values())))
    said = _Words()
    help_ = said(record, "help", text(1000))
    record.done()
    if fact is None:
        return None
    label = said(record, "label", text(160), required=True)
    said.rows(record, "options", {"label": (160, True)})
    streams = {"options": Stream(plain.get("options") or [], ("label",))}
    values = {name: getattr(fact, name) for name in ("unit", "low", "high", "whole", "private", "from_data")}
    values["kind"] = fact.kind.value
    return Entry("fact", fact.key, {"label": label, "help": help_}, streams, values, record, fact, (), said.said)


def read_measure(record: Record) -> Entry | None:
    """A measure; None where it can't be read."""
    plain, measure = _defined(record, OF_MEASURES, "measures[0]", lambda data: read_measures([data])[0])
    said = _Words()
    values = {
        "kind": choice(MeasureRecord.Kind.values)(record, "kind"), "image": text(255)(record, "image"),
        "carrier": text(60)(record, "carrier"), "efficiency": text(80)(record, "efficiency"),
        "saving": text(80)(record, "saving"), "investment": texts()(record, "investment"),
        "articles": texts()(record, "articles"), "topics": texts()(record, "topics"),
    }  # fmt: skip
    values["grants"], conditions = _grants(record)
    summary = said(record, "summary", text(1000), required=True)
    lists = {name: said(record, name, texts(limit=MOST_NEXT_STEPS if name == "next_steps" else None))
             for name in ("documents", "next_steps")}  # fmt: skip
    record.done()
    if measure is None:
        return None
    title = said(record, "title", text(120), required=True)
    said.rows(record, "rules", {"because": (500, True)})
    for row in record.rows("rules"):
        text(255)(row, "legal_basis")
        web_address()(row, "source_url")
    lines = {name: {lang: "\n".join(each) for lang, each in found.items()} for name, found in lists.items()}
    streams = {"rules": Stream(plain.get("rules") or [], ("because",))}
    told = {"title": title, "summary": summary, **lines}
    return Entry("measure", measure.key, told, streams, values, record, measure, conditions, said.said)


def read_parameter(record: Record) -> Entry | None:
    """A dated number."""
    said = _Words()
    key = text(80, required=True)(record, "key")
    told = {"label": said(record, "label", text(160), required=True), "method": said(record, "method", text(600))}
    units = choice([unit.value for unit in Unit])
    values = {"low": number()(record, "low"), "high": number()(record, "high"), "unit": units(record, "unit")}
    values |= {name: parse(record, name) for name, parse in DATED.items()}
    record.done()
    return Entry("parameter", key, told, {}, values, record, None, (), said.said) if key else None


def read_flow_entry(record: Record) -> Entry | None:
    """A flow; None where it can't be read."""
    plain, flow = _defined(record, OF_FLOWS, "", read_flow)
    said = _Words()
    values = {
        "audience": texts(Audience.values)(record, "audience"), "topics": texts()(record, "topics"),
        "image": text(255)(record, "image"),
        "duration_minutes": typed(int, default=5)(record, "duration_minutes"),
        "shows_estimates": flag(True)(record, "shows_estimates"), "law_or_money": flag(True)(record, "law_or_money"),
    }  # fmt: skip
    if not 0 <= values["duration_minutes"] <= 600:
        record.wrong("duration_minutes", "should lie between 0 and 600")
    limits = {"intro": 2000, "teaser": 240, "seo_title": 255, "search_description": 400}
    told = {name: said(record, name, text(limit)) for name, limit in limits.items()}
    next_steps, conditions = _next_steps(record, said)
    record.done()
    if flow is None:
        return None
    told = {"title": said(record, "title", text(255), required=True), **told}
    said.rows(record, "steps", {"words": (160, True), "why": (500, False), "more": (2000, False)})
    _check_flow(record, flow)
    streams = {
        "steps": Stream(plain.get("steps") or [], ("words", "why", "more")),
        "next_steps": Stream(next_steps, ("words",)),
    }
    values |= {name: plain.get(name) or [] for name in ("measures", "personas")}
    return Entry("flow", flow.key, told, streams, values, record, flow, conditions, said.said)


def _check_flow(record: Record, flow: Flow) -> None:
    seen: set[str] = set()
    for place, step in enumerate(flow.steps):
        if step.key in seen:
            _wrong(record, f"steps[{place}]", f"has the key {step.key}, as another step has")
        seen.add(step.key)
    for place, persona in enumerate(flow.personas):
        for fact, answer in persona.facts.items():
            if isinstance(answer.value, Range) or answer.source:
                _wrong(record, f"personas[{place}].facts.{fact}", "must be one value without a source")


def _grants(record: Record) -> tuple[list[Plain], list[tuple[str, Condition]]]:
    grants: list[Plain] = []
    conditions: list[tuple[str, Condition]] = []
    for place, row in enumerate(record.rows("grants")):
        grant: Plain = {"programme": text(80, required=True)(row, "programme"), "bonuses": []}
        for number_, bonus in enumerate(row.rows("bonuses")):
            grant["bonuses"].append({"rate": text(80, required=True)(bonus, "rate"), "if": bonus.data.get("if")})
            conditions += _condition(bonus, f"grants[{place}].bonuses[{number_}].if")
            bonus.done()
        row.done()
        grants.append(grant)
    return grants, conditions


def _next_steps(record: Record, said: _Words) -> tuple[list[Plain], list[tuple[str, Condition]]]:
    steps: list[Plain] = []
    conditions: list[tuple[str, Condition]] = []
    for place, row in enumerate(record.rows("next_steps")):
        told = said(row, "words", text(240), required=True)
        steps.append({"words": told, "page": text()(row, "page"), "if": row.data.get("if")})
        conditions += _condition(row, f"next_steps[{place}].if")
        row.done()
    return steps, conditions


def _condition(record: Record, path: str) -> Iterable[tuple[str, Condition]]:
    record.taken.add("if")
    if record.data.get("if") is not None:
        try:
            yield path, read_condition(record.data["if"], "if")
        except DefinitionError as error:
            _note(record, error, "")


def _defined(
    record: Record, names: Iterable[str], prefix: str, read: Callable[[Plain], Read]
) -> tuple[Plain, Read | None]:  # fmt: skip
    """The fields that are the engine's, and what it reads of them."""
    record.taken.update(names)
    plain = {name: record.data[name] for name in names if name in record.data}
    try:
        return plain, read(plain)
    except DefinitionError as error:
        _note(record, error, prefix)
        return plain, None


def _note(record: Record, error: DefinitionError, prefix: str) -> None:
    for problem in error.problems:
        _wrong(record, problem.path.removeprefix(prefix).lstrip("."), problem.message)


def _wrong(record: Record, path: str, message: str) -> None:
    line = line_at(record.data, path, record.data.line)
    # People count from one.
    told = re.sub(r"\[(\d+)\]", lambda found: f"[{int(found[1]) + 1}]", path)
    record.problems.add(record.file, line, record.path + told, message)


READERS: Mapping[str, Callable[[Record], Entry | None]] = {
    "fact": read_fact, "measure": read_measure, "parameter": read_parameter, "flow": read_flow_entry,
}  # fmt: skip
