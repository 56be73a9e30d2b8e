"""GeoPackages, read as the SQLite databases they are, without GDAL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .columns import Columns
from .crs import NoCrs, normal_crs
from .delivery import Layer
from .geometry_names import common_name
from .guards.geopackage import MAGIC, check_geopackage, reading
from .raw import RawFeature
from .readers import Head, register_reader
from .refusals import refusal
from .wkb_bounds import Bounds

_LOOKED_AT = 1_000
_MOST_LAYERS = 100
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_LAYERS = """
    SELECT c.table_name, g.column_name, g.geometry_type_name, g.srs_id, s.organization, s.organization_coordsys_id,
           substr(s.definition, 1, 20000)
    FROM gpkg_contents c
    LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
    LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
    WHERE c.data_type IN ('features', 'attributes', 'aspatial') ORDER BY c.rowid
"""


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    # Columns besides key and geometry.
    columns: tuple[str, ...]
    # Empty where the table has none.
    key: str
    geometry: str


class GeoPackage:
    """A RawFile of the feature and attribute tables."""

    def __init__(self, path: Path, name: str) -> None:
        check_geopackage(path, name)
        self.name, self._path = name, path
        self._tables: dict[str, _Table] = {}
        self.bounds: dict[str, tuple[float, float, float, float]] = {}
        self.encodings: Mapping[str, Sequence[str]] = {}
        with reading(path, name) as connection:
            rows = connection.execute(_LAYERS).fetchmany(_MOST_LAYERS + 1)
            if len(rows) > _MOST_LAYERS or not rows:
                few = _("The GeoPackage lists no layers of features. Export it again.")
                many = _("The GeoPackage has more than %(most)s layers. Export the layer alone.")
                raise refusal(name, many % {"most": _MOST_LAYERS} if rows else few)
            self.layers: Sequence[Layer] = [self._layer(connection, row) for row in rows]
        if not any(layer.features for layer in self.layers):
            raise refusal(name, _("It holds no features. Export it again with the layer's features."))

    def features(self, layer: str, encoding: str = "") -> Iterator[RawFeature]:
        """The rows in the order of the table; GeoPackages are always UTF-8. Raises FileError."""
        with reading(self._path, self.name) as connection:
            yield from self._rows(connection, self._tables[layer])

    def close(self) -> None:
        """Nothing was unpacked."""

    def _layer(self, connection: sqlite3.Connection, row: tuple[Any, ...]) -> Layer:
        called, geometry, kind, srs, *declared = row
        table = self._table(connection, str(called), str(geometry or ""))
        self._tables[table.name] = table
        counted = connection.execute(f"SELECT count(*) FROM {_quoted(table.name)}")  # noqa: S608
        count = int(counted.fetchone()[0])
        columns, bounds = Columns(table.columns), Bounds()
        for feature in islice(self._rows(connection, table), _LOOKED_AT):
            columns.add(feature.fields)
            if feature.wkb is not None:
                bounds.add(feature.wkb)
        if (found := bounds.found) is not None:
            self.bounds[table.name] = found
        crs = self._crs(table.name, srs, *declared) if table.geometry else ""
        return Layer(table.name, count, common_name([str(kind)]) if table.geometry else "", crs, columns.found())

    def _table(self, connection: sqlite3.Connection, called: str, geometry: str) -> _Table:
        info = connection.execute(f"PRAGMA table_info({_quoted(called)})").fetchall()
        names = [str(column[1]) for column in info]
        if not names:
            message = _("The layer is listed, but its table is missing. Export it again.")
            raise refusal(self.name, message, layer=called)
        if geometry and geometry not in names:
            message = _("The column of the geometry is missing. Export it again.")
            raise refusal(self.name, message, layer=called, name=geometry)
        keys = [str(column[1]) for column in info if column[5]]
        key = keys[0] if len(keys) == 1 else ""
        return _Table(called, tuple(name for name in names if name not in (key, geometry)), key, geometry)

    def _crs(self, layer: str, srs: Any, who: Any, code: Any, definition: Any) -> str:
        if srs in (None, -1, 0):
            return ""
        known = str(who).upper() == "EPSG" and isinstance(code, int) and code > 0
        try:
            return normal_crs(f"EPSG:{code}" if known else str(definition or ""))
        except NoCrs as error:
            message = _("%(error)s. Set it by its EPSG code and export the layer again.") % {"error": error}
            raise refusal(self.name, message, layer=layer, name="srs_id") from error

    def _rows(self, connection: sqlite3.Connection, table: _Table) -> Iterator[RawFeature]:
        wanted = [table.key or "NULL", table.geometry or "NULL", *table.columns]
        listed = ", ".join(name if name == "NULL" else _quoted(name) for name in wanted)
        rows = connection.execute(f"SELECT {listed} FROM {_quoted(table.name)}")  # noqa: S608
        for number, (fid, geometry, *values) in enumerate(rows, 1):
            wkb = self._wkb(geometry, table, number) if geometry is not None else None
            plain = [value if not isinstance(value, bytes) else None for value in values]
            yield RawFeature(number, "" if fid is None else str(fid), wkb, dict(zip(table.columns, plain, strict=True)))

    def _wkb(self, stored: Any, table: _Table, number: int) -> bytes:
        """The WKB behind the GeoPackage's own header."""
        if isinstance(stored, bytes) and len(stored) > 12 and stored[:2] == b"GP" and stored[2] <= 1:
            envelope = _ENVELOPES.get(stored[3] >> 1 & 7)
            if envelope is not None and not stored[3] & 0x20 and len(stored) >= 13 + envelope:
                return stored[8 + envelope :]
        raise refusal(
            self.name, _("The geometry is damaged. Mend it and export the layer again."),
            layer=table.name, feature=number, name=table.geometry,
        )  # fmt: skip


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _is_sqlite(head: Head) -> bool:
    return head.start.startswith(MAGIC)


register_reader("GeoPackage", _is_sqlite, GeoPackage)
