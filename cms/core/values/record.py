"""Takes typed values out of a mapping of a file and notes what is wrong with them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from .marked_yaml import Lines, Rows
from .problems import Problems

LANGUAGES = ("de", "en", "it")
Words = dict[str, str]
_WEB_ADDRESS = re.compile(r"https?://[^\s/<>\"']+\.[^\s<>\"']+")


@dataclass(frozen=True, slots=True)
class Ref:
    """The key or address of something else, and where it is named."""

    kind: str
    key: str
    file: str
    line: int
    field: str
    site: str = ""


@dataclass(slots=True)
class Record:
    """A mapping of ``file``; each field is taken once, and what nobody took is unknown."""

    data: Lines
    file: str
    problems: Problems
    site: str = ""
    path: str = ""
    refs: list[Ref] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def line(self, name: str) -> int:
        return self.data.lines.get(name, self.data.line)

    def wrong(self, name: str, message: str) -> None:
        self.problems.add(self.file, self.line(name), self.path + name, message)

    def take(self, name: str, *types: type, required: bool = False) -> Any:
        """The field's value; None where it is empty, absent or of another type (which is noted)."""
        self.taken.add(name)
        value = self.data.get(name)
        if value is None or value == "":
            if required:
                self.wrong(name, "is missing")
            return None
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            self.wrong(name, f"should be {' or '.join(TYPE_NAMES[kind] for kind in types)}, not {value!r}")
            return None
        return value

    def nested(self, data: Any, name: str) -> Record | None:
        """A record for a mapping inside this one."""
        if not isinstance(data, Lines):
            self.wrong(name, "should be a mapping of fields")
            return None
        return Record(data, self.file, self.problems, self.site, f"{self.path}{name}.", self.refs)

    def rows(self, name: str, required: bool = False) -> list[Record]:
        """The mappings of a list."""
        rows = self.take(name, Rows, required=required) or []
        records = [self.nested(row, f"{name}[{number}]") for number, row in enumerate(rows, start=1)]
        return [record for record in records if record is not None]

    def refer(self, kind: str, key: str, name: str) -> Ref:
        """Note that something else is meant; whether it exists is checked when everything is read."""
        ref = Ref(kind, key, self.file, self.line(name), self.path + name, self.site)
        self.refs.append(ref)
        return ref

    def done(self) -> None:
        """Note the fields that nobody asked for."""
        for name in self.data:
            if name not in self.taken:
                self.wrong(name, "is unknown here")


TYPE_NAMES: dict[type, str] = {
    str: "text", int: "a whole number", float: "a number", bool: "true or false", date: "a date", Rows: "a list",
    Lines: "a mapping",
}  # fmt: skip

Parser = Callable[[Record, str], Any]


def text(limit: int = 10_000, required: bool = False) -> Parser:
    """A text of at most ``limit`` characters."""

    def parse(record: Record, name: str) -> str:
        value = (record.take(name, str, required=required) or "").strip()
        if len(value) > limit:
            record.wrong(name, f"has {len(value)} characters, but may have {limit}")
        return value

    return parse


def web_address() -> Parser:
    """The address of a page elsewhere."""

    def parse(record: Record, name: str) -> str:
        value: str = text(200)(record, name)
        if value and not _WEB_ADDRESS.fullmatch(value):
            record.wrong(name, f"should be an address such as https://example.org/page, not {value!r}")
        return value

    return parse


def typed(*types: type, required: bool = False, default: Any = None) -> Parser:
    """A value of one of ``types``."""

    def parse(record: Record, name: str) -> Any:
        value = record.take(name, *types, required=required)
        return default if value is None else value

    return parse


def number(low: float | None = None, high: float | None = None, required: bool = False) -> Parser:
    """A number, between ``low`` and ``high`` where these are given."""

    def parse(record: Record, name: str) -> float | None:
        value: float | None = record.take(name, int, float, required=required)
        if value is not None and not math.isfinite(value):
            record.wrong(name, f"should be a number, not {value}")
            return None
        if value is not None and low is not None and high is not None and not low <= value <= high:
            record.wrong(name, f"should lie between {low} and {high}, not {value}")
        return value

    return parse


def day(required: bool = False) -> Parser:
    return typed(date, required=required)


def flag(default: bool | None = False) -> Parser:
    return typed(bool, default=default)


def clock(required: bool = False) -> Parser:
    """A time such as "18:00"."""

    def parse(record: Record, name: str) -> time | None:
        value = record.take(name, str, required=required)
        try:
            return time.fromisoformat(value) if value else None
        except ValueError:
            record.wrong(name, f"should be a time such as '18:00', not {value!r}")
            return None

    return parse


def choice(options: Iterable[str], required: bool = True) -> Parser:
    """One of ``options``."""
    allowed = list(options)

    def parse(record: Record, name: str) -> str:
        value = record.take(name, str, required=required) or ""
        if value and value not in allowed:
            record.wrong(name, f"is {value!r}, but should be one of {', '.join(allowed)}")
        return value

    return parse


def texts(options: Iterable[str] = (), required: bool = False, limit: int | None = None) -> Parser:
    """A list of texts, each one of ``options`` where these are given."""
    allowed = list(options)

    def parse(record: Record, name: str) -> list[str]:
        values = list(record.take(name, Rows, required=required) or [])
        for value in values:
            if not isinstance(value, str):
                record.wrong(name, f"should hold texts; put quotes around {value!r}")
            elif allowed and value not in allowed:
                record.wrong(name, f"has {value!r}, but knows only {', '.join(allowed)}")
        if limit is not None and len(values) > limit:
            record.wrong(name, f"has {len(values)} entries, but may have {limit}")
        return [str(value) for value in values]

    return parse


def reference(kind: str, required: bool = False) -> Parser:
    """The key of something else."""

    def parse(record: Record, name: str) -> Ref | None:
        key = record.take(name, str, required=required)
        return record.refer(kind, key, name) if key else None

    return parse


def references(kind: str, limit: int | None = None) -> Parser:
    """The keys of several other things."""

    def parse(record: Record, name: str) -> list[Ref]:
        return [record.refer(kind, key, name) for key in texts(limit=limit)(record, name)]

    return parse


def words(inner: Parser | None = None, required: bool = False) -> Parser:
    """What ``inner`` takes, in German and the languages it is translated to: ``{de: ..., en: ..., it: ...}``."""
    take = inner or text()

    def parse(record: Record, name: str) -> dict[str, Any]:
        nested = record.take(name, Lines, required=required)
        languages = record.nested(nested, name) if nested is not None else None
        if languages is None:
            return {}
        values = {language: take(languages, language) for language in LANGUAGES if language in languages.data}
        languages.done()
        if required and not values.get("de"):
            record.wrong(name, "has no German words")
        return values

    return parse
