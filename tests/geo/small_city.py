"""A few buildings and areas as they stand in the database, for tests of what leaves it."""

from __future__ import annotations

import math
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import shapely

from cms.core.models import Municipality
from geo.models import Address, Cell, Dataset, DatasetVersion, Fact, Feature, Membership, Shape
from geo.queries.boxes import cells_of
from geo.values.boxes import Box, level_of

WEST, SOUTH, STEP = 12.37, 51.32, 0.001


def square(column: int, row: int = 0, size: float = 0.0005) -> shapely.Polygon:
    """A footprint; each column and row is a step to the east and north."""
    west, south = WEST + column * STEP, SOUTH + row * STEP
    return shapely.box(west, south, west + size, south + size)


def dataset_of(municipality: Municipality, name: str, kind: str = "buildings", **fields: Any) -> Dataset:
    given = {
        "title_de": name.capitalize(),
        "licence": "dl-de/by-2-0",
        "attribution": "Stadt Beispiel, Amt für Beispiele",
        "source_title": "Beispielkataster",
        "source_url": "https://example.org/kataster",
        "decision": "Decided by the council",
        "theme": "heat_plan" if kind == "areas" else "",
    }
    return Dataset.objects.create(municipality=municipality, name=name, kind=kind, **(given | fields))


def version_of(dataset: Dataset, state: str = "active", **fields: Any) -> DatasetVersion:
    number = dataset.versions.count() + 1
    version = DatasetVersion.objects.create(dataset=dataset, number=number, state=state, **fields)
    if state == "active":
        dataset.versions.exclude(pk=version.pk).filter(state="active").update(state="replaced")
        dataset.active = version
        dataset.save()
    return version


def add(version: DatasetVersion, source_id: str, geometry: shapely.Geometry | None = None, **fields: Any) -> Shape:
    """A feature with its shape in ``version``."""
    feature = Feature.objects.get_or_create(dataset=version.dataset, source_id=source_id)[0]
    geometry = geometry or square(version.shapes.count())
    west, south, east, north = geometry.bounds
    inside = geometry.representative_point()
    measured = {"lon": inside.x, "lat": inside.y, "west": west, "south": south, "east": east, "north": north}
    shape = Shape.objects.create(
        version=version, feature=feature, geometry=shapely.to_wkb(geometry), **(measured | fields)
    )
    cells = list(cells_of(shape.pk, version.pk, Box(west, south, east, north)))
    Cell.objects.bulk_create(cells)
    version.levels = sorted({*version.levels, *(level_of(cell.row) for cell in cells)})
    version.feature_count += 1
    version.save()
    return shape


def put_into(area: Shape, buildings: Sequence[Shape]) -> None:
    Membership.objects.bulk_create([Membership(building=building, area=area) for building in buildings])


def know(shape: Shape, attribute: str, value: Any, *, access: str = "public", **fields: Any) -> Fact:
    """Something a source says of a building: a word, a number, or a pair of bounds."""
    low, high = value if isinstance(value, tuple) else (value, value)
    said = {"value": value} if isinstance(value, str) else {"low": low, "high": high}
    given: Mapping[str, Any] = {"state": "registered", "method": "given", "version": shape.version}
    return Fact.objects.create(
        building=shape.feature, attribute=attribute, access=access, **{**given, **said, **fields}
    )


def live_at(shape: Shape, street: str, number: str) -> Address:
    return Address.objects.create(
        version=shape.version, key=uuid.uuid4(), street=street, number=number, lon=shape.lon, lat=shape.lat,
        building=shape.feature, search=f"{street} {number}".lower(),
    )  # fmt: skip


def tile_at(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """Column and row of the tile with this place."""
    columns = 1 << zoom
    mercator = math.asinh(math.tan(math.radians(lat)))
    return int((lon + 180) / 360 * columns), int((1 - mercator / math.pi) / 2 * columns)
