"""Reads a file with a flow and all it needs; it may come from anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cms.core.values.marked_yaml import Lines, read_yaml
from cms.core.values.problems import Problems
from cms.core.values.record import Record, typed

from .entries import READERS, Entry

VERSION = 1
LARGEST_FILE = 1_000_000
LISTS = {"fact": "facts", "measure": "measures", "parameter": "parameters"}


@dataclass(frozen=True, slots=True)
class FlowFile:
    """A flow, and the facts, measures and numbers that came with it."""

    name: str
    flow: Entry
    entries: dict[str, dict[str, Entry]]
    problems: Problems

    def __iter__(self) -> Iterator[Entry]:
        """Everything but the flow, each after what it names."""
        for kind in LISTS:
            yield from self.entries[kind].values()


def read_flow_file(content: bytes, name: str) -> FlowFile:
    """What is in a file called ``name``. Raises FileError with every mistake in it."""
    problems = Problems()
    record = _record(content, name, problems)
    problems.stop_if_any()
    version = typed(int, required=True)(record, "version")
    if version not in (None, VERSION):
        record.wrong("version", f"is {version}, but only {VERSION} can be read here")
    nested = record.take("flow", Lines, required=True)
    inner = record.nested(nested, "flow") if nested is not None else None
    flow = READERS["flow"](inner) if inner is not None else None
    entries = {kind: _entries(record, kind) for kind in LISTS}
    record.done()
    problems.stop_if_any()
    if flow is None:
        raise AssertionError("a flow that can't be read has told why")
    return FlowFile(name, flow, entries, problems)


def _record(content: bytes, name: str, problems: Problems) -> Record:
    data = None
    if len(content) > LARGEST_FILE:
        problems.add(name, 1, "", f"has {len(content)} bytes, but may have {LARGEST_FILE}")
    else:
        try:
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            problems.add(name, line, "", "is no text in UTF-8")
        else:
            data = read_yaml(text, name, 1, problems)
    if not isinstance(data, Lines):
        if not problems.found:
            problems.add(name, 1, "", "should hold a flow: version, flow, facts, measures, parameters")
        data = Lines()
        data.line, data.lines = 1, {}
    return Record(data, name, problems)


def _entries(record: Record, kind: str) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for row in record.rows(LISTS[kind]):
        entry = READERS[kind](row)
        if entry is None:
            continue
        if entry.name in found:
            entry.wrong("key", f"{entry.name} stands here twice")
        found[entry.name] = entry
    return found
