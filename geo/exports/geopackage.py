"""GeoPackage (OGC 12-128, version 1.3): one table of features, one that says how they may be used."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import shapely

from geo.queries.exported import Exported

from .download import Download, columns_of, row_of, type_of

_APPLICATION, _VERSION = 0x47504B47, 10300
_SRS = 4326
_AT_ONCE = 500
# "GP", version 0; little endian with an envelope of four; then WKB.
_HEAD = struct.Struct("<2sBBi4d")
_FLAGS = 0b00000011
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE licence (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, value TEXT);
"""
_SYSTEMS = (
    ("Undefined Cartesian", -1, "NONE", -1, "undefined", None),
    ("Undefined geographic", 0, "NONE", 0, "undefined", None),
    ("WGS 84", _SRS, "EPSG", _SRS, _WGS84, "longitude/latitude"),
)


def write_geopackage(download: Download, path: Path) -> None:
    """Write the file to ``path``, which must not exist."""
    connection = sqlite3.connect(path)
    try:
        # Nobody needs the file if it could not be written to its end.
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.executescript(_TABLES)
        connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", _SYSTEMS)
        connection.executemany("INSERT INTO licence (name, value) VALUES (?, ?)", list(download.origin.items()))
        _describe(connection, "licence", "attributes", "Source, attribution and licence", None)
        _write_features(connection, download)
        connection.commit()
    finally:
        connection.close()


def _write_features(connection: sqlite3.Connection, download: Download) -> None:
    table = download.dataset.name.replace("-", "_")
    table = f"{table}_features" if table.startswith("gpkg") or table == "licence" else table
    columns = columns_of(download.dataset.kind)[1:]
    named = ", ".join(f'"{name}"' for name in ("key", *columns))
    typed = ", ".join(f'"{name}" {type_of(name)}' for name in ("key", *columns))
    connection.execute(f'CREATE TABLE "{table}" (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom GEOMETRY, {typed})')
    marks = ", ".join("?" * (len(columns) + 2))
    extent: list[float] = []
    for rows, bounds in _rows(download.features(), columns):
        connection.executemany(f'INSERT INTO "{table}" (geom, {named}) VALUES ({marks})', rows)  # noqa: S608
        extent = _wider(extent, bounds)
    origin = download.origin
    words = "; ".join(str(origin[name]) for name in ("source", "attribution", "licence") if origin[name])
    _describe(connection, table, "features", origin["title"], words, extent)
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'GEOMETRY', ?, 0, 0)", (table, _SRS))


def _rows(features: Iterable[Exported], columns: list[str]) -> Iterator[tuple[list[list[Any]], list[float]]]:
    waiting = iter(features)
    while batch := list(islice(waiting, _AT_ONCE)):
        geometries = shapely.from_wkb([feature.geometry for feature in batch])
        boxes = shapely.bounds(geometries).tolist()
        rows = []
        for feature, (west, south, east, north) in zip(batch, boxes, strict=True):
            row = row_of(feature)
            blob = _HEAD.pack(b"GP", 0, _FLAGS, _SRS, west, east, south, north) + feature.geometry
            rows.append([blob, row["id"], *(row.get(name) for name in columns)])
        yield rows, shapely.total_bounds(geometries).tolist()


def _wider(extent: list[float], bounds: list[float]) -> list[float]:
    if not extent:
        return bounds
    return [*map(min, extent[:2], bounds[:2]), *map(max, extent[2:], bounds[2:])]


def _describe(
    connection: sqlite3.Connection,
    table: str,
    kind: str,
    title: str,
    words: str | None,
    extent: list[float] | None = None,
) -> None:
    box: list[float | None] = [*extent] if extent else [None] * 4
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id)"
        " VALUES (?,?,?,?,?,?,?,?,?)",
        (table, kind, title, words, *box, _SRS if kind == "features" else None),
    )
