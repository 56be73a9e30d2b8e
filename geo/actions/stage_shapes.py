from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cms.core.values.problems import FileError, Problem
from geo.models import Address, Cell, DatasetVersion, Fact, Feature, Shape, Statistic
from geo.queries.boxes import cells_of
from geo.queries.known import Before, features_of, types_known
from geo.values.boxes import Box, level_of
from geo.values.defaults import Defaults, house_of, types_in
from geo.values.items import Item
from geo.values.reports import Report
from geo.values.spelling import address_key, search_text

from .insert_rows import insert_rows

SHAPE = (
    "version_id", "feature_id", "geometry", "west", "south", "east", "north", "lon", "lat", "area_m2", "length_m",
    "name", "category", "horizon", "details", "address_count",
)  # fmt: skip
FACT = (
    "building_id", "version_id", "attribute", "value", "low", "high", "state", "method", "year", "access", "basis",
)  # fmt: skip
ADDRESS = (
    "version_id", "key", "street", "number", "postcode", "town", "lon", "lat", "building_id", "search",
)  # fmt: skip
STATISTIC = ("version_id", "area_name", "area_id", "indicator", "year", "value", "unit")
Row = tuple[Any, ...]


class StageShapes:
    """Writes things that bring their own shape: areas, buildings, lines, points."""

    def __init__(self, version: DatasetVersion, defaults: Defaults, report: Report) -> None:
        self.version, self.defaults, self.report = version, defaults, report
        self.before = Before(version.dataset, defaults)
        self.levels: set[int] = set()
        self.count = 0
        self._seen: set[str] = set()
        self._last_shape = 0

    def look(self, items: Sequence[Item]) -> Mapping[str, int]:
        """Refuse what can't be staged and count what is new; to be done outside of the transaction."""
        refuse_without_shape(self.report, items)
        self._refuse_twice(items)
        features = features_of(self.version.dataset, items)
        self.before.count(items, features, self.report)
        return features

    def write(self, items: Sequence[Item], features: Mapping[str, int]) -> None:
        """Write ``items``, in the caller's transaction."""
        keys = self._features(items, features)
        insert_rows(Shape, SHAPE, [_shape_row(self.version.pk, keys[item.source_id], item) for item in items])
        self._file_in_grid(items, keys)
        insert_rows(Fact, FACT, self._facts(items, keys, set(features.values())))
        addresses = list(self._addresses(items, keys))
        insert_rows(Address, ADDRESS, addresses)
        statistics = [row for item in items for row in statistic_rows(self.version.pk, item, {}, keys[item.source_id])]
        insert_rows(Statistic, STATISTIC, statistics)
        self.report.addresses += len(addresses)
        self.report.statistics += len(statistics)
        self.count += len(items)

    def finish(self) -> None:
        """Count what is gone."""
        self.before.count_gone(self.report)

    def _features(self, items: Sequence[Item], features: Mapping[str, int]) -> Mapping[str, int]:
        new = dict.fromkeys(item.source_id for item in items if item.source_id not in features)
        if not new:
            return features
        insert_rows(Feature, ("dataset_id", "source_id"), [(self.version.dataset_id, each) for each in new])
        return features_of(self.version.dataset, items)

    def _refuse_twice(self, items: Sequence[Item]) -> None:
        for item in items:
            if item.source_id in self._seen:
                message = _("“%s” names more than one feature. Each needs an id of its own.") % item.source_id
                raise FileError([Problem(self.report.file, item.number, _("id"), message)])
            self._seen.add(item.source_id)

    def _file_in_grid(self, items: Sequence[Item], keys: Mapping[str, int]) -> None:
        written = Shape.objects.filter(version=self.version, pk__gt=self._last_shape).values_list("feature_id", "pk")
        shapes = dict(written)
        self._last_shape = max(shapes.values(), default=self._last_shape)
        rows = []
        for item in items:
            if item.shape is None:
                continue
            box = Box(item.shape.west, item.shape.south, item.shape.east, item.shape.north)
            for cell in cells_of(shapes[keys[item.source_id]], self.version.pk, box):
                rows.append((cell.version_id, cell.row, cell.column, cell.shape_id))
                self.levels.add(level_of(cell.row))
        insert_rows(Cell, ("version_id", "row", "column", "shape_id"), rows)

    def _facts(self, items: Sequence[Item], keys: Mapping[str, int], known: set[int]) -> list[Row]:
        buildings = [keys[item.source_id] for item in items if item.facts]
        types = types_known([key for key in buildings if key in known])
        rows: list[Row] = []
        for item in items:
            key = keys[item.source_id]
            rows.extend(fact_rows(self.version, self.defaults, key, item, types.get(key, set())))
        self.report.facts += len(rows)
        return rows

    def _addresses(self, items: Sequence[Item], keys: Mapping[str, int]) -> Iterator[Row]:
        for item in items:
            yield from address_rows(self.version, item, keys[item.source_id])


def fact_rows(version: DatasetVersion, defaults: Defaults, building: int, item: Item, known: set[str]) -> Iterator[Row]:
    """The rows of an item's facts. ``known``: the types other sources give the building."""
    house = house_of(known | types_in(item))
    for row in defaults.rows(item):
        yield building, version.pk, *row, str(defaults.access(row[0], house)), str(defaults.basis)


def address_rows(version: DatasetVersion, item: Item, building: int | None) -> Iterator[Row]:
    """The rows of an item's addresses, which lie where its shape does."""
    if item.shape is None:
        return
    municipality = version.dataset.municipality.key
    for each in item.addresses:
        yield (
            version.pk, address_key(municipality, each.street, each.number, each.postcode), each.street, each.number,
            each.postcode, each.town, item.shape.lon, item.shape.lat, building,
            search_text(each.street, each.number, each.postcode, each.town),
        )  # fmt: skip


def statistic_rows(version: int, item: Item, areas: Mapping[str, int], own: int | None = None) -> list[Row]:
    """The rows of an item's numbers. ``areas``: folded name to feature; ``own``: the area that the item itself is."""
    return [
        (
            version, (each.area or item.name)[:160], own or areas.get(each.area.casefold()), each.indicator[:160],
            each.year, each.value, each.unit[:40],
        )
        for each in item.statistics
    ]  # fmt: skip


def refuse_without_shape(report: Report, items: Sequence[Item]) -> None:
    """Raises FileError where an item has no geometry."""
    message = _("It has no geometry. Leave it out, or give it one.")
    missing = [item for item in items if item.shape is None]
    if missing:
        raise FileError([Problem(report.file, item.number, _("geometry"), message) for item in missing[:20]])


def _shape_row(version: int, feature: int, item: Item) -> Row:
    shape = item.shape
    assert shape is not None
    return (
        version, feature, shape.wkb, shape.west, shape.south, shape.east, shape.north, shape.lon, shape.lat,
        shape.area_m2, shape.length_m, item.name[:200], item.category, item.horizon, dict(item.details),
        max(len(item.addresses), 1),
    )  # fmt: skip
