"""What the import of a flow's file would do, before anything is done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cms.core.models import Municipality, source_locale
from knowledge.guidance.engine.facts import Fact
from knowledge.guidance.files.entries import Entry
from knowledge.guidance.files.flow_file import FlowFile
from knowledge.guidance.files.names import names_of, note_unknown_names, note_wrong_facts
from knowledge.guidance.files.records import SOURCE, built, words_in
from knowledge.guidance.files.stock import Stock, in_languages, latest
from knowledge.guidance.files.written import written_fact, written_flow, written_measure, written_parameter
from knowledge.guidance.models import GuidanceIndexPage, GuidancePage

ESSENTIAL = ("measure",)


class Outcome(StrEnum):
    """What becomes of an entry."""

    NEW = "new"
    CHANGED = "changed"
    KEPT = "kept"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the file and what becomes of it; ``fields`` are those in which what is there differs."""

    entry: Entry
    outcome: Outcome
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. What is named ``left_out`` is not there, and is left empty."""

    file: FlowFile
    index: GuidanceIndexPage
    stock: Stock
    flow: Item
    items: tuple[Item, ...]
    left_out: tuple[tuple[str, str], ...]
    page: GuidancePage | None

    @property
    def municipality(self) -> Municipality:
        return self.stock.municipality

    @property
    def new(self) -> list[Entry]:
        """What would be made, besides the flow."""
        return [item.entry for item in self.items if item.outcome is Outcome.NEW]

    @property
    def differing(self) -> list[Item]:
        """What is there with the same name but is not the same; it stays as it is."""
        return [item for item in self.items if item.outcome is Outcome.DIFFERS]

    @property
    def does_nothing(self) -> bool:
        return self.flow.outcome is Outcome.KEPT and not self.new

    @property
    def digest(self) -> str:
        """Changes when the import would do something else."""
        told = [(item.entry.kind, item.entry.name, item.outcome, item.fields) for item in (self.flow, *self.items)]
        return hashlib.sha256(repr((told, self.left_out)).encode()).hexdigest()


def plan_import(file: FlowFile, index: GuidanceIndexPage) -> Plan:
    """What importing ``file`` below ``index`` would do. Raises FileError for what does not fit together there."""
    municipality: Municipality = index.municipality  # type: ignore[assignment]
    stock = Stock(municipality)
    _check(file, stock)
    items = tuple(_item(entry, stock) for entry in file)
    page = _page_at(index, file.flow)
    flow = Item(file.flow, *_outcome_of_flow(file.flow, page, stock))
    used = [file.flow, *(item.entry for item in items if item.outcome is Outcome.NEW)]
    left_out = dict.fromkeys(
        (named.kind, named.name)
        for entry in used
        for named in names_of(entry)
        if not _is_there(named.kind, named.name, file, stock)
    )
    return Plan(file, index, stock, flow, items, tuple(left_out), page)


def _check(file: FlowFile, stock: Stock) -> None:
    """Refuse what would be broken wherever it came to: measures that are nowhere, facts and options that are not."""
    brought: dict[str, Any] = {entry.key: entry.definition for entry in file.entries["fact"].values()}
    catalogue: dict[str, Fact] = brought | stock.catalogue
    checked = [entry for entry in file if entry.kind != "measure" or stock.key_of("measure", entry.key) is None]
    for entry in (file.flow, *checked):
        note_wrong_facts(entry, catalogue)
        note_unknown_names(entry, lambda kind, name: kind not in ESSENTIAL or _is_there(kind, name, file, stock))
    file.problems.stop_if_any()


def _is_there(kind: str, name: str, file: FlowFile, stock: Stock) -> bool:
    if kind == "parameter":
        brought = {entry.key for entry in file.entries["parameter"].values()}
    else:
        brought = set(file.entries.get(kind, {}))
    return name in brought or stock.has(kind, name)


def _item(entry: Entry, stock: Stock) -> Item:
    there = stock.found[entry.kind].get(entry.name)
    if there is None:
        return Item(entry, Outcome.NEW)
    mine = built(entry, stock.key_of)
    fields = _differences(_written(entry.kind, there, stock), _written(entry.kind, mine, stock))
    return Item(entry, Outcome.DIFFERS if fields else Outcome.KEPT, fields)


def _written(kind: str, record: Any, stock: Stock) -> dict[str, Any]:
    words = {SOURCE: record}
    if kind == "measure":
        return written_measure(words, stock.kinds, stock.name_of)
    return written_fact(words) if kind == "fact" else written_parameter(words)


def _outcome_of_flow(entry: Entry, page: GuidancePage | None, stock: Stock) -> tuple[Outcome, tuple[str, ...]]:
    if page is None:
        return Outcome.NEW, ()
    german = built(entry, stock.key_of, slug=entry.key)
    mine: dict[str, Any] = {SOURCE: german}
    mine |= {each: GuidancePage(**words_in(entry, each, german)) for each in sorted(entry.languages) if each != SOURCE}
    [there] = in_languages([latest(page)]).values()
    fields = _differences(
        written_flow(there, stock.kinds, stock.name_of), written_flow(mine, stock.kinds, stock.name_of)
    )
    return (Outcome.CHANGED, fields) if fields else (Outcome.KEPT, ())


def _differences(there: dict[str, Any], mine: dict[str, Any]) -> tuple[str, ...]:
    return tuple(_differing(there, mine))


def _differing(there: dict[str, Any], mine: dict[str, Any]) -> Iterator[str]:
    for name in dict.fromkeys([*there, *mine]):
        if there.get(name) != mine.get(name):
            yield name


def _page_at(index: GuidanceIndexPage, flow: Entry) -> GuidancePage | None:
    pages = GuidancePage.objects.child_of(index).filter(slug=flow.key, locale=source_locale())
    found: GuidancePage | None = pages.first()
    return found
