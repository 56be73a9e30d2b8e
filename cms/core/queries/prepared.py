"""Questions to the database whose SQL is written once in a process and asked again with other values.

Writing the SQL of a wide queryset takes Django several times as long as the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

T = TypeVar("T")
Value = int | str
# What stands for a value while the SQL is written; no constant of a queryset looks like these.
MARK = "\u2039{}\u203a"
MARK_NUMBER = -7_000_000_000


class Asked(Query):
    """A query that goes with SQL already written."""

    prepared: SQLCompiler

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        return self.prepared


@dataclass(frozen=True, slots=True)
class Written:
    """SQL for lists of certain lengths. ``places`` has a constant, or which value of which list, for each parameter."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    places: list[tuple[str, int] | tuple[None, Any]]

    def ask(self, values: dict[str, list[Value]]) -> QuerySet[Any, Any]:
        parameters = tuple(place if name is None else values[name][place] for name, place in self.places)
        compiler: Any = copy(self.compiler)
        # Connections belong to threads.
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *args, **kwargs: (self.sql, parameters)
        queryset: Any = self.queryset.all()
        rows_as = queryset._iterable_class
        query = queryset.query.chain(klass=Asked)
        query.prepared = compiler
        queryset.query = query
        # Setting the query makes rows of dictionaries of any rows of columns.
        queryset._iterable_class = rows_as
        return queryset


class Prepared(Generic[T]):
    """``write`` makes a queryset from lists of values; its SQL depends on their lengths only.

    A list may be empty: then nothing is in it, not everything.
    """

    def __init__(self, write: Callable[..., QuerySet[Any, Any]], **lists: type[Value]) -> None:
        self._write = write
        self._lists = lists
        self._written: dict[tuple[int, ...], Written] = {}
        KNOWN.append(self)

    def __call__(self, **values: Sequence[Value]) -> list[T]:
        filled = {name: fill(list(values[name]), kind) for name, kind in self._lists.items()}
        lengths = tuple(map(len, filled.values()))
        written = self._written.get(lengths)
        if written is None:
            written = self._written[lengths] = self._write_for(lengths)
        return cast("list[T]", list(written.ask(filled)))

    def forget(self) -> None:
        """Write the SQL anew."""
        self._written.clear()

    def _write_for(self, lengths: tuple[int, ...]) -> Written:
        marks: dict[Value, tuple[str, int]] = {}
        lists: dict[str, list[Value]] = {}
        for (name, kind), length in zip(self._lists.items(), lengths, strict=True):
            numbers = range(len(marks), len(marks) + length)
            lists[name] = [MARK.format(number) if kind is str else MARK_NUMBER - number for number in numbers]
            marks |= {mark: (name, place) for place, mark in enumerate(lists[name])}
        queryset = self._write(**lists)
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        places: list[Any] = [marks.get(each, (None, each)) for each in parameters]
        if {name for name, _place in places if name is not None} != set(self._lists):
            raise ValueError(f"not every list of {self._write.__name__} is a parameter of its SQL")
        return Written(queryset, compiler, sql, places)


KNOWN: list[Prepared[Any]] = []


def forget_prepared() -> None:
    """Write all SQL anew at its next use."""
    for prepared in KNOWN:
        prepared.forget()


def fill(values: list[Value], kind: type[Value]) -> list[Value]:
    """``values``, the last one repeated until there are 1, 2, 4, 8 ... of them: few lengths, little SQL."""
    if not values:
        # No key is negative, no address empty.
        return ["" if kind is str else -1]
    length = 1 << (len(values) - 1).bit_length()
    return values + [values[-1]] * (length - len(values))
