"""Writes layers as GeoPackage and tables as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Columns = Mapping[str, Sequence[Any]]


def write_layer(path: Path, layer: str, shapes: Any, columns: Columns) -> None:
    """A GeoPackage with one layer; None in a column is left empty there."""
    import numpy as np
    import pyogrio
    import shapely

    kinds = set(shapely.get_type_id(shapes).tolist())
    kind = {1: "LineString", 3: "Polygon", 6: "MultiPolygon"}[kinds.pop()] if len(kinds) == 1 else "MultiPolygon"
    pyogrio.raw.write(
        path, shapely.to_wkb(shapes), [_array(values, np) for values in columns.values()], list(columns),
        field_mask=[np.array([value is None for value in values]) for values in columns.values()],
        geometry_type=kind, promote_to_multi=kind == "MultiPolygon", driver="GPKG", layer=layer, crs="EPSG:4326",
    )  # fmt: skip


def _array(values: Sequence[Any], np: Any) -> Any:
    known = next((value for value in values if value is not None), "")
    if isinstance(known, bool | str):
        return np.array(["" if value is None else str(value) for value in values], dtype=object)
    kind = "int32" if isinstance(known, int) else "float64"
    return np.array([0 if value is None else value for value in values], dtype=kind)


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A CSV with semicolons and decimal points, in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)
