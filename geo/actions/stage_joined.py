from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext as _

from cms.core.values.problems import FileError, Problem
from energy.figures import State
from geo.models import Dataset, DatasetVersion, Fact
from geo.queries.address_book import AddressBook
from geo.queries.footprints import Footprints, versions_around
from geo.queries.known import features_of, types_known
from geo.values.attributes import ATTRIBUTES, Kind, Protection
from geo.values.defaults import Defaults, FactRow, house_of, types_in
from geo.values.items import Item
from geo.values.reports import Report

from .batches import Batches
from .insert_rows import insert_rows
from .stage_shapes import FACT, Row

_FROM_BEST = [str(state) for state in State]


@dataclass(slots=True)
class Amount:
    """What the meters or connections of a building add up to."""

    low: float = 0.0
    high: float = 0.0
    states: set[str] = field(default_factory=set)


class StageJoined:
    """Writes facts about another dataset's buildings, found by source id, else address, else place.

    Several rows about one building: what was bought is summed by year, for each is a meter of its own; of everything
    else the first row stays, and those that contradict it are noted.
    """

    def __init__(self, version: DatasetVersion, defaults: Defaults, report: Report) -> None:
        self.version, self.defaults, self.report = version, defaults, report
        self.levels: set[int] = set()
        self.count = 0
        self._buildings = buildings_to_join(version.dataset, report)
        self._there = set(self._buildings.shapes.values_list("feature_id", flat=True))
        self._before = _told_before(version.dataset.active, defaults.method)
        self._said: dict[tuple[int, str], tuple[int, FactRow]] = {}
        self._amounts: dict[tuple[int, str, int | None], Amount] = {}
        self._digests: dict[int, int] = {}
        self._accepted: dict[str, list[FactRow]] = {}
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
        message = _("No building has its id or address, or lies at its place.")
        self._accepted = {}
        for item in items:
            building = found.get(str(item.number))
            if building is None:
                self.report.unmatched += 1
                self.report.note(self.report.layer, item.number, "", "unmatched", message)
            else:
                self._accepted[str(item.number)] = self._merged(item, building)
        return found

    def write(self, items: Sequence[Item], found: Mapping[str, int]) -> None:
        types = types_known(set(found.values()))
        rows: list[Row] = []
        for item in items:
            building = found.get(str(item.number))
            if building is not None:
                house = house_of(types.get(building, set()) | types_in(item))
                rows.extend(self._row(building, row, house) for row in self._accepted[str(item.number)])
        insert_rows(Fact, FACT, rows)
        self.report.facts += len(rows)
        self.count = len(self._digests)

    def finish(self) -> None:
        """Write what was summed, unless it was a dry run; count what is new, changed or gone."""
        sums = [(key[0], _sum(key, amount, self.defaults.method)) for key, amount in self._amounts.items()]
        for building, row in sums:
            self._digests[building] += hash(row)
        batches = Batches()
        for some in batches.of(sums if self.count else []):
            rows = [self._row(building, row, None) for building, row in some]
            batches.write(partial(insert_rows, Fact, FACT, rows), len(rows))
            self.report.facts += len(rows)
        for building, digest in self._digests.items():
            self.report.added += building not in self._before
            self.report.unchanged += self._before.get(building) == digest
            self.report.changed += building in self._before and self._before[building] != digest
        self.report.gone = len(self._before.keys() - self._digests)

    def _row(self, building: int, row: FactRow, house: str | None) -> Row:
        access = str(self.defaults.access(row[0], house))
        return building, self.version.pk, *row, access, str(self.defaults.basis)

    def _merged(self, item: Item, building: int) -> list[FactRow]:
        """The facts of ``item`` that are written as they are; amounts are added to those of the building."""
        accepted = []
        self._digests.setdefault(building, 0)
        for row in self.defaults.rows(item):
            attribute, _value, low, high, state, _method, year = row
            if ATTRIBUTES[attribute].protection is Protection.CONSUMPTION and low is not None and high is not None:
                amount = self._amounts.setdefault((building, attribute, year), Amount())
                amount.low, amount.high = amount.low + low, amount.high + high
                amount.states.add(state)
                continue
            number, first = self._said.setdefault((building, attribute), (item.number, row))
            if number == item.number:
                accepted.append(row)
                self._digests[building] += hash(row)
            elif first != row:
                self._note_contradiction(item, row, number, first)
        return accepted

    def _note_contradiction(self, item: Item, row: FactRow, number: int, first: FactRow) -> None:
        if ATTRIBUTES[row[0]].kind is Kind.NUMBER:
            message = _("Row %(row)s says %(first)s of the same building, this one %(second)s. The first stays.")
        else:
            # What it says may be somebody's name.
            message = _("Row %(row)s says otherwise of the same building. The first stays.")
        said = message % {"row": number, "first": _span(first), "second": _span(row)}
        self.report.note(self.report.layer, item.number, row[0], "second_row", said)

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


def buildings_to_join(dataset: Dataset, report: Report) -> DatasetVersion:
    """The active version of the buildings it tells of. Raises FileError where there is none."""
    joined = dataset.joins
    if joined is None or joined.active is None:
        title = joined.title_de if joined else dataset.title_de
        message = _("It tells of the buildings of “%s”, of which no version is active. Activate one first.") % title
        raise FileError([Problem(report.file, 1, "", message)])
    return joined.active


def _sum(key: tuple[int, str, int | None], amount: Amount, method: str) -> FactRow:
    """The fact that a building's amounts make: known only as well as the worst of them."""
    worst = max(amount.states, key=_FROM_BEST.index)
    return key[1], "", amount.low, amount.high, worst, method, key[2]


def _span(row: FactRow) -> str:
    low, high = row[2], row[3]
    return f"{low:g}" if low == high and low is not None else f"{low}–{high}"


def _told_before(version: DatasetVersion | None, method: str) -> dict[int, int]:
    """Building to a digest of what the active version was given of it."""
    told: dict[int, int] = {}
    columns = ("building_id", "attribute", "value", "low", "high", "state", "method", "year")
    if version is not None:
        facts = Fact.objects.filter(version=version, method=method).values_list(*columns)
        for building, *row in facts.iterator(chunk_size=5000):
            told[building] = told.get(building, 0) + hash(tuple(row))
    return told
