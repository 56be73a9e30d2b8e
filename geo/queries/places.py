"""What lies in a box of the map, as features of GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import shapely

from cms.core.queries.readings import Reader
from geo.models import Dataset, DatasetVersion
from geo.values.boxes import Box

from . import words
from .active import versions_told
from .boxes import shapes_in

# What a feature is called in ids, by the kind of its dataset.
TYPES = {
    Dataset.Kind.AREAS: "Area",
    Dataset.Kind.BUILDINGS: "Building",
    Dataset.Kind.LINES: "Line",
    Dataset.Kind.POINTS: "Point",
}
# Wider or higher boxes, in degrees, would hold tens of thousands of buildings.
LARGEST = 0.1


@dataclass(frozen=True, slots=True)
class Lying:
    """Something that lies in a box: what it is called in ids, its key, its geometry as GeoJSON, its words."""

    type: str
    key: UUID
    geometry: Any
    name: str
    category: words.Named | None
    dataset: UUID


def is_too_large(box: Box, kinds: Sequence[str]) -> bool:
    """Whether nobody could look at all that lies in it."""
    small = box.east - box.west <= LARGEST and box.north - box.south <= LARGEST
    return not small and any(kind != Dataset.Kind.AREAS for kind in kinds)


def places(reader: Reader, box: Box, kinds: Sequence[str], most: int) -> tuple[list[Lying], bool]:
    """At most ``most`` things of ``kinds`` that touch ``box``, and whether there are more."""
    versions = {version.pk: version for version in versions_told(reader, *kinds)}
    if not versions or not kinds:
        return [], False
    columns = ("geometry", "feature__key", "name", "category", "version_id")
    rows = list(shapes_in(box, versions.values()).values_list(*columns)[: most + 1])
    shapes = shapely.from_wkb([bytes(row[0]) for row in rows])
    touching = shapely.intersects(shapely.box(box.west, box.south, box.east, box.north), shapes)
    found = [row for row, touches in zip(rows, touching, strict=True) if touches]
    geometries = json.loads("[" + ",".join(shapely.to_geojson(shapes[touching])) + "]")
    lying = [_lying(reader, row, geometry, versions) for row, geometry in zip(found, geometries, strict=True)]
    return lying[:most], len(rows) > most


def _lying(reader: Reader, row: tuple[Any, ...], geometry: Any, versions: Mapping[int, DatasetVersion]) -> Lying:
    _wkb, key, name, category, version = row
    dataset = versions[version].dataset
    # What a register calls a building may be who lives there: a building is told by its facts only.
    is_building = dataset.kind == Dataset.Kind.BUILDINGS
    named = None if is_building or not category else words.category(category, reader.language)
    return Lying(TYPES[Dataset.Kind(dataset.kind)], key, geometry, "" if is_building else name, named, dataset.key)
