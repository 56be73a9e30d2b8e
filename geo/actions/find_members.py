from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import shapely

from geo.models import Dataset, DatasetVersion, Membership, Shape
from geo.queries.footprints import versions_around

from .batches import Batches
from .insert_rows import insert_rows

Tell = Callable[[str, int, int], None]
_WAITING = (DatasetVersion.State.ACTIVE, DatasetVersion.State.READY)


def find_members(version: DatasetVersion, batches: Batches, tell: Tell) -> None:
    """Store which buildings lie in which areas: of ``version`` with all active and ready versions of the other kind."""
    pairs = _pairs(version)
    for done, (buildings, areas) in enumerate(pairs):
        tell("members", done, len(pairs))
        _store(buildings, areas, batches)
    tell("members", len(pairs), len(pairs))


def find_missing_members(version: DatasetVersion, batches: Batches) -> None:
    """The same for pairs of versions that never met, as those that are rolled back to."""
    for buildings, areas in _pairs(version):
        if not Membership.objects.filter(building__version=buildings, area__version=areas).exists():
            _store(buildings, areas, batches)


def _pairs(version: DatasetVersion) -> list[tuple[DatasetVersion, DatasetVersion]]:
    dataset = version.dataset
    if dataset.joins_id:
        return []
    if dataset.kind == Dataset.Kind.BUILDINGS:
        areas = versions_around(dataset.municipality, Dataset.Kind.AREAS, _WAITING)
        return [(version, each) for each in areas]
    if dataset.kind == Dataset.Kind.AREAS:
        buildings = versions_around(dataset.municipality, Dataset.Kind.BUILDINGS, _WAITING)
        return [(each, version) for each in buildings]
    return []


def _store(buildings: DatasetVersion, areas: DatasetVersion, batches: Batches) -> None:
    for chunk in batches.of(_members(buildings, areas)):
        batches.write(partial(insert_rows, Membership, ("building_id", "area_id"), chunk), len(chunk))


def _members(buildings: DatasetVersion, areas: DatasetVersion) -> Iterator[tuple[int, int]]:
    keys, points = _points(buildings)
    if len(keys) == 0:
        return
    tree = shapely.STRtree(points)
    polygons = Shape.objects.filter(version=areas).values_list("pk", "geometry")
    for area, geometry in polygons.iterator(chunk_size=200):
        shape = shapely.from_wkb(bytes(geometry))
        shapely.prepare(shape)
        for place in tree.query(shape, predicate="intersects").tolist():
            yield int(keys[place]), area


def _points(version: DatasetVersion) -> tuple[Any, Any]:
    rows = Shape.objects.filter(version=version).values_list("pk", "lon", "lat").iterator(chunk_size=5000)
    table = np.array(list(rows), dtype=float).reshape(-1, 3)
    return table[:, 0].astype(np.int64), shapely.points(table[:, 1:])
