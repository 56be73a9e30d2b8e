"""Entries of a definition made of plain mappings and lists: read field by field, every problem told with its path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from .facts import Words, is_number

FACT_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
KEY = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
LARGEST_NUMBER = 2**53

Choice = TypeVar("Choice", bound=StrEnum)
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a definition, and where: ``steps[3].routes[0].to``."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class DefinitionError(ValueError):
    """A definition that can't be read; ``problems`` has all that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)

    @classmethod
    def at(cls, path: str, message: str) -> DefinitionError:
        """With one problem."""
        return cls([Problem(path, message)])


@dataclass(slots=True)
class Entry:
    """One mapping of a definition. What is wrong is noted in ``problems``, shared by all entries of a definition."""

    data: Mapping[str, object]
    path: str
    problems: list[Problem]
    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, data: object, path: str, problems: list[Problem]) -> Entry:
        """An entry, empty where ``data`` is no mapping of names."""
        if isinstance(data, Mapping) and all(isinstance(key, str) for key in data):
            return cls(data, path, problems)
        problems.append(Problem(path, "must be a mapping of names to values"))
        return cls({}, path, problems)

    def get(self, name: str) -> object:
        self.asked.add(name)
        return self.data.get(name)

    def at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def wrong(self, name: str, message: str) -> None:
        self.problems.append(Problem(self.at(name) if name else self.path, message))

    def close(self) -> None:
        """Note every name that nobody asked for: most often it is mistyped."""
        for name in self.data:
            if name not in self.asked:
                self.wrong(name, "has no meaning here")

    def text(self, name: str) -> str:
        value = self.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        self.wrong(name, "must be a text")
        return ""

    def key(self, name: str, pattern: re.Pattern[str] = KEY, default: str = "") -> str:
        value = self.get(name)
        if value is None and default:
            return default
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        self.wrong(name, "must be a key of small letters and digits" if value is not None else "is missing")
        return ""

    def keys(self, name: str) -> tuple[str, ...]:
        value = self.get(name)
        if value is None:
            return ()
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.wrong(name, "must be a list of keys")
        return ()

    def choice(self, name: str, kind: type[Choice], default: Choice) -> Choice:
        value = self.get(name)
        if value is None:
            return default
        if isinstance(value, str) and value in {item.value for item in kind}:
            return kind(value)
        self.wrong(name, "must be one of " + ", ".join(kind))
        return default

    def flag(self, name: str) -> bool:
        value = self.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.wrong(name, "must be true or false")
        return False

    def number(self, name: str) -> float | None:
        value = self.get(name)
        if value is None or is_safe_number(value):
            return value  # type: ignore[return-value]
        self.wrong(name, "must be a number")
        return None

    def day(self, name: str) -> date | None:
        value = self.get(name)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                value = None
        elif value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.wrong(name, "must be a date such as 2026-07-30")
        return None

    def words(self, name: str) -> Words:
        value = self.get(name)
        if value is None:
            return {}
        if isinstance(value, Mapping) and all(isinstance(t, str) for pair in value.items() for t in pair):
            return dict(value)
        self.wrong(name, "must be texts by language")
        return {}

    def read(self, name: str, read: Callable[[object, str], Read]) -> Read | None:
        """What ``read`` makes of a field that is there; None where it raises DefinitionError."""
        value = self.get(name)
        try:
            return None if name not in self.data else read(value, self.at(name))
        except DefinitionError as error:
            self.problems.extend(error.problems)
            return None

    def entries(self, name: str) -> Iterator[Entry]:
        value = self.get(name)
        if value is not None and not isinstance(value, list | tuple):
            self.wrong(name, "must be a list")
            value = None
        for index, item in enumerate(value or ()):
            yield Entry.of(item, f"{self.at(name)}[{index}]", self.problems)


def is_safe_number(value: object) -> bool:
    """A number that is the same in every language of the engine."""
    return is_number(value) and abs(value) <= LARGEST_NUMBER  # type: ignore[arg-type]


def read_whole(data: object, read: Callable[[Entry], Read]) -> Read:
    """What ``read`` makes of a whole definition. Raises DefinitionError with all problems."""
    problems: list[Problem] = []
    entry = Entry.of(data, "", problems)
    value = read(entry)
    entry.close()
    if problems:
        raise DefinitionError(problems)
    return value
