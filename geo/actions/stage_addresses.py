from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geo.models import Address, DatasetVersion
from geo.queries.footprints import Footprints, buildings_nearby
from geo.values.defaults import Defaults
from geo.values.items import Item
from geo.values.reports import Report
from geo.values.spelling import address_key

from .insert_rows import insert_rows
from .stage_shapes import ADDRESS, Row, address_rows, refuse_without_shape


class StageAddresses:
    """Writes addresses, each with the building it stands at or, within 15 m, beside."""

    def __init__(self, version: DatasetVersion, _defaults: Defaults, report: Report) -> None:
        self.version, self.report = version, report
        self.levels: set[int] = set()
        self.count = 0
        self._before = set(_keys(version.dataset.active)) if version.dataset.active else set()
        self._seen: set[str] = set()
        self._footprints: Footprints | None = None

    def look(self, items: Sequence[Item]) -> Mapping[str, int]:
        """Count what is new; the buildings found, by the item's number."""
        refuse_without_shape(self.report, items)
        if self._footprints is None:
            self._footprints = buildings_nearby(self.version.municipality)
        shapes = [item.shape for item in items if item.shape is not None]
        found = self._footprints.nearest([shape.lon for shape in shapes], [shape.lat for shape in shapes])
        self._count(items)
        return {str(item.number): key for item, key in zip(items, found, strict=True) if key is not None}

    def write(self, items: Sequence[Item], found: Mapping[str, int]) -> None:
        rows = list(self._rows(items, found))
        insert_rows(Address, ADDRESS, rows)
        self.count += len(rows)
        self.report.addresses += len(rows)
        self.report.addresses_without_building += sum(row[ADDRESS.index("building_id")] is None for row in rows)

    def finish(self) -> None:
        self.report.gone = len(self._before - self._seen)

    def _rows(self, items: Sequence[Item], found: Mapping[str, int]) -> Iterator[Row]:
        for item in items:
            yield from address_rows(self.version, item, found.get(str(item.number)))

    def _count(self, items: Sequence[Item]) -> None:
        municipality = self.version.dataset.municipality.key
        for item in items:
            if not item.addresses:
                self.report.note(self.report.layer, item.number, "", "no_address", "It names no street; left out.")
            for each in item.addresses:
                key = str(address_key(municipality, each.street, each.number, each.postcode))
                self._seen.add(key)
                known = key in self._before
                self.report.unchanged += known
                self.report.added += not known


def _keys(version: DatasetVersion) -> Iterator[str]:
    for key in Address.objects.filter(version=version).values_list("key", flat=True).iterator():
        yield str(key)
