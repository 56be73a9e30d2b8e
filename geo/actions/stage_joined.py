from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from cms.core.values.problems import FileError, Problem
from geo.models import Dataset, DatasetVersion, Fact
from geo.queries.address_book import AddressBook
from geo.queries.footprints import Footprints, versions_around
from geo.queries.known import features_of, types_known
from geo.values.defaults import Defaults
from geo.values.items import Item
from geo.values.reports import Report

from .insert_rows import insert_rows
from .stage_shapes import FACT, Row, fact_rows


class StageJoined:
    """Writes facts about another dataset's buildings, found by source id, else address, else place."""

    def __init__(self, version: DatasetVersion, defaults: Defaults, report: Report) -> None:
        self.version, self.defaults, self.report = version, defaults, report
        self.levels: set[int] = set()
        self.count = 0
        self._buildings = buildings_to_join(version.dataset, report)
        self._there = set(self._buildings.shapes.values_list("feature_id", flat=True))
        self._before = _told_before(version.dataset.active)
        self._seen: set[tuple[int, str]] = set()
        self._matched: set[int] = set()
        self._book: AddressBook | None = None
        self._footprints: Footprints | None = None

    def look(self, items: Sequence[Item]) -> Mapping[str, int]:
        """The building of each item, by the item's number; those without are counted and noted."""
        joined = self._buildings.dataset
        by_id = {key: pk for key, pk in features_of(joined, items).items() if pk in self._there}
        found = {str(item.number): by_id[item.source_id] for item in items if item.source_id in by_id}
        for item in items:
            if str(item.number) not in found and (building := self._by_address(item)) is not None:
                found[str(item.number)] = building
        found |= self._by_place([item for item in items if str(item.number) not in found])
        self._count(items, found)
        return found

    def write(self, items: Sequence[Item], found: Mapping[str, int]) -> None:
        types = types_known(set(found.values()))
        rows: list[Row] = []
        for item in items:
            building = found.get(str(item.number))
            if building is not None:
                given = fact_rows(self.version, self.defaults, building, item, types.get(building, set()))
                rows.extend(row for row in given if self._is_first(item, row))
        insert_rows(Fact, FACT, rows)
        self.report.facts += len(rows)
        self.count = len(self._matched)

    def finish(self) -> None:
        self.report.gone = len(self._before.keys() - self._matched)

    def _by_address(self, item: Item) -> int | None:
        if not item.addresses:
            return None
        if self._book is None:
            states = [DatasetVersion.State.ACTIVE]
            books = versions_around(self.version.municipality, Dataset.Kind.ADDRESSES, states)
            self._book = AddressBook([self._buildings, *books])
        building = self._book.building(item.addresses[0])
        return building if building in self._there else None

    def _by_place(self, items: Sequence[Item]) -> dict[str, int]:
        placed = [(item, item.shape) for item in items if item.shape is not None]
        if not placed:
            return {}
        if self._footprints is None:
            self._footprints = Footprints([self._buildings])
        lons, lats = [shape.lon for _item, shape in placed], [shape.lat for _item, shape in placed]
        found = self._footprints.nearest(lons, lats, within_m=0)
        pairs = zip(placed, found, strict=True)
        return {str(item.number): building for (item, _shape), building in pairs if building is not None}

    def _count(self, items: Sequence[Item], found: Mapping[str, int]) -> None:
        message = _("No building has its id or address, or lies at its place.")
        for item in items:
            building = found.get(str(item.number))
            if building is None:
                self.report.unmatched += 1
                self.report.note(self.report.layer, item.number, "", "unmatched", message)
            elif building not in self._matched:
                self._matched.add(building)
                if building not in self._before:
                    self.report.added += 1
                elif self._before[building] == _digest(self.defaults.rows(item)):
                    self.report.unchanged += 1
                else:
                    self.report.changed += 1

    def _is_first(self, item: Item, row: Row) -> bool:
        said = row[0], row[2]
        if said in self._seen:
            message = _("Another row says this of the same building already; left out.")
            self.report.note(self.report.layer, item.number, str(row[2]), "second_row", message)
            return False
        self._seen.add(said)
        return True


def buildings_to_join(dataset: Dataset, report: Report) -> DatasetVersion:
    """The active version of the buildings it tells of. Raises FileError where there is none."""
    joined = dataset.joins
    if joined is None or joined.active is None:
        title = joined.title_de if joined else dataset.title_de
        message = _("It tells of the buildings of “%s”, of which no version is active. Activate one first.") % title
        raise FileError([Problem(report.file, 1, "", message)])
    return joined.active


def _told_before(version: DatasetVersion | None) -> dict[int, int]:
    """Building to a digest of what the active version says of it."""
    if version is None:
        return {}
    told: dict[int, list[Row]] = {}
    columns = ("building_id", "attribute", "value", "low", "high", "state", "method", "year")
    for building, *row in Fact.objects.filter(version=version).values_list(*columns).iterator(chunk_size=5000):
        told.setdefault(building, []).append(tuple(row))
    return {building: _digest(rows) for building, rows in told.items()}


def _digest(rows: Sequence[Row]) -> int:
    return hash(frozenset(rows))
