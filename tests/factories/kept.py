"""What takes long to make is made once in a process, remembered as rows, and written again for the next test."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Site

from cms.core.models import ContentVersion

Rows = dict[Any, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Written:
    """What making it changed in a database that was empty before, by table."""

    before: tuple[Any, ...]
    gone: dict[str, list[Any]]
    came: dict[str, list[tuple[Any, ...]]]


_KEPT: dict[Callable[[], None], Written] = {}


def kept(make: Callable[[], None]) -> None:
    """Do what ``make`` does. Kept on SQLite only, which gives the numbers of rows back with a transaction."""
    if connection.vendor != "sqlite":
        make()
        return
    state, known = _state(), _KEPT.get(make)
    if known is not None and known.before == state:
        _write(known)
        return
    tables = _tables()
    before = {table: _rows(table) for table in tables}
    make()
    if known is None:
        after = {table: _rows(table) for table in tables}
        _KEPT[make] = Written(
            state,
            {table: [key for key in before[table] if key not in after[table]] for table in tables},
            {
                table: [(key, *row) for key, row in after[table].items() if before[table].get(key) != row]
                for table in tables
            },
        )


def _write(known: Written) -> None:
    with connection.cursor() as cursor:
        for table, keys in known.gone.items():
            cursor.executemany(f'DELETE FROM "{table}" WHERE rowid = %s', [(key,) for key in keys])
        for table, rows in known.came.items():
            if rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                names = ", ".join(f'"{name}"' for name in ["rowid", *_columns(table)])
                cursor.executemany(f'INSERT OR REPLACE INTO "{table}" ({names}) VALUES ({marks})', rows)
    # Nothing that an earlier test kept under the same number may be taken for this one's.
    ContentVersion.objects.update(number=time.time_ns() // 1_000_000)
    Site.clear_site_root_paths_cache()
    ContentType.objects.clear_cache()


def _state() -> tuple[Any, ...]:
    """The same for databases to which nothing was added since they were migrated."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
        return tuple(cursor.fetchall())


def _tables() -> list[str]:
    """The tables that hold rows of ours; those of the search index are written by its triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        found = cursor.fetchall()
    virtual = [name for name, sql in found if sql and sql.upper().startswith("CREATE VIRTUAL")]
    return [
        name
        for name, sql in found
        if name == "sqlite_sequence"
        or (sql and not any(name == each or name.startswith(f"{each}_") for each in virtual) and name[:7] != "sqlite_")
    ]


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA table_info("{table}")')
        return [row[1] for row in cursor.fetchall()]


def _rows(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT rowid, * FROM "{table}"')
        return {row[0]: tuple(row[1:]) for row in cursor.fetchall()}
