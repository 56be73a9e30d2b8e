"""The one way in which anything in a box is found, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet

from geo.models import Cell, DatasetVersion, Shape
from geo.values import Point
from geo.values.boxes import Box, bands_of, bands_to_search


def shapes_in(box: Box, versions: Iterable[DatasetVersion]) -> QuerySet[Shape]:
    """The shapes of ``versions`` whose own boxes meet ``box``, by primary key; shapely decides about the rest."""
    wanted = Q(pk__in=[])
    for version in versions:
        wanted |= _cells(version, box)
    found = Cell.objects.filter(wanted).values("shape")
    return Shape.objects.filter(
        pk__in=found, west__lte=box.east, east__gte=box.west, south__lte=box.north, north__gte=box.south
    ).order_by("pk")


def shapes_at(place: Point, versions: Iterable[DatasetVersion]) -> QuerySet[Shape]:
    """The shapes whose boxes hold ``place``."""
    return shapes_in(Box(place.lon, place.lat, place.lon, place.lat), versions)


def _cells(version: DatasetVersion, box: Box) -> Q:
    wanted = Q(pk__in=[])
    for first_row, last_row, first, last in bands_to_search(box, version.levels):
        wanted |= Q(version=version, row__range=(first_row, last_row), column__range=(first, last))
    return wanted


def cells_of(shape_pk: int, version_pk: int, box: Box) -> Iterator[Cell]:
    """The rows that file a shape."""
    for band in bands_of(box):
        for column in range(band.first, band.last + 1):
            yield Cell(version_id=version_pk, row=band.row, column=column, shape_id=shape_pk)
