"""GeoPackages: whole, of plain tables only; nothing in them is run."""

from __future__ import annotations

import re
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from geo.files.refusals import refusal

from .sizes import MEGA

MAGIC = b"SQLite format 3\0"
_HEADER = struct.Struct(">H10xI")
_LONGEST_VALUE = 32_000_000
_MOST_TABLES = 500
# How many steps SQLite may take for a file: the more bytes, the more rows. Time would depend on who takes the rows.
_AT_ONCE, _FREE_STEPS, _STEPS_PER_BYTE = 20_000, 20 * MEGA, 20
# What the standard and the programs that write GeoPackages put there to keep counts and indexes; all of it acts on
# writing only, and nothing is ever written here.
_USUAL_TRIGGERS = re.compile(r"^(rtree_|gpkg_|trigger_(insert|delete)_feature_count_|trigger_gpkg_)")
_USUAL_MODULES = re.compile(r"^\s*create\s+virtual\s+table\s+.+\s+using\s+rtree\s*\(", re.IGNORECASE | re.DOTALL)


@contextmanager
def reading(path: Path, name: str) -> Iterator[sqlite3.Connection]:
    """A connection that can't write, load, attach or go on for ever. Raises FileError for whatever goes wrong."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        _restrain(connection, path.stat().st_size)
        yield connection
    except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError, MemoryError) as error:
        raise refusal(name, _said(error)) from error
    finally:
        connection.close()


def check_geopackage(path: Path, name: str) -> None:
    """Raises FileError unless it is a sound GeoPackage of plain tables."""
    _check_header(path, name)
    with reading(path, name) as connection:
        _check_schema(connection, name)
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise refusal(name, _damaged())


def _restrain(connection: sqlite3.Connection, size: int) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON", "mmap_size=0", "cache_size=-8000"):
        connection.execute(f"PRAGMA {pragma}")
    left = iter(range((_FREE_STEPS + _STEPS_PER_BYTE * size) // _AT_ONCE))
    connection.set_progress_handler(lambda: next(left, None) is None, _AT_ONCE)


def _said(error: Exception) -> str:
    if "interrupted" in str(error):
        return _("Reading the GeoPackage takes longer than a file of its size should. Export the layer alone.")
    if isinstance(error, UnicodeDecodeError) or "decode" in str(error).lower():
        return _("Some of its text is not UTF-8. Open the GeoPackage in a GIS and export it again.")
    return _damaged()


def _damaged() -> str:
    return _("The GeoPackage is damaged or was cut off. Export it again.")


def _check_header(path: Path, name: str) -> None:
    with path.open("rb") as file:
        start = file.read(100)
    if len(start) < 100 or not start.startswith(MAGIC):
        raise refusal(name, _damaged())
    page, pages = _HEADER.unpack_from(start, 16)
    page = 65_536 if page == 1 else page
    if page < 512 or page & (page - 1) or path.stat().st_size < page * pages:
        raise refusal(name, _damaged())
    if start[18] == 2 and Path(f"{path}-wal").exists():
        raise refusal(name, _("The GeoPackage is still open in a program. Close it there, then send it."))


def _check_schema(connection: sqlite3.Connection, name: str) -> None:
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    tables = {called for kind, called, _sql in rows if kind == "table"}
    if not {"gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"} <= {table.lower() for table in tables}:
        message = _("This is an SQLite database, but no GeoPackage with features. Export it as GeoPackage.")
        raise refusal(name, message)
    if len(tables) > _MOST_TABLES:
        message = _("The GeoPackage has more than %(most)s tables. Export the layer alone.")
        raise refusal(name, message % {"most": _MOST_TABLES})
    for kind, called, sql in rows:
        _check_object(kind, called, sql, name)
    for table in tables:
        quoted = table.replace('"', '""')
        if any(column[6] > 1 for column in connection.execute(f'PRAGMA table_xinfo("{quoted}")')):
            message = _("A column is computed when it is read. Export the layer to a new GeoPackage.")
            raise refusal(name, message, layer=table)


def _check_object(kind: str, called: str, sql: str, name: str) -> None:
    if kind == "view":
        message = _("It is a view, whose query is not run. Export its rows as a table to a new GeoPackage.")
        raise refusal(name, message, layer=called)
    if kind == "trigger" and not _USUAL_TRIGGERS.match(called.lower()):
        message = _("The GeoPackage has a trigger of its own (“%(trigger)s”). Export the layer to a new file.")
        raise refusal(name, message % {"trigger": called[:80]})
    if kind == "table" and re.match(r"\s*create\s+virtual", sql, re.IGNORECASE) and not _USUAL_MODULES.match(sql):
        raise refusal(name, _("It is a virtual table, which is not run. Export it as a table."), layer=called)
