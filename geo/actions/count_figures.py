"""Count what is told of groups, by the rule of ``geo.values.groups``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import connection, transaction

from geo.models import DatasetVersion, Group, GroupFigure, Tally
from geo.queries.grouped import entries_of, objected, versions_of
from geo.values.disclosure import Suppressed
from geo.values.groups import Outcome, Row, Told, outcome, read_told, store_told, suppressed_row
from geo.values.reports import Report

from .batches import Batches
from .insert_rows import insert_rows

_FIGURE = ("group_id", "attribute", "value", "low", "high", "known", "state", "year", "suppressed")
_ROW = ("attribute", "value", "low", "high", "known", "state", "year", "suppressed")


@dataclass(slots=True)
class Counted:
    """The figures of all groups, before they are stored."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    told: dict[int, dict[str, Any]] = field(default_factory=dict)
    suppressed: set[int] = field(default_factory=set)
    smallest: int | None = None

    def add(self, group: int, attribute: str, rows: tuple[Row, ...]) -> None:
        for row in rows:
            self.rows.append(
                (group, attribute, row.value, row.low, row.high, row.known, str(row.state), row.year, row.suppressed)
            )
            if row.suppressed:
                self.suppressed.add(group)
            elif row.known is not None:
                self.smallest = min(self.smallest or row.known, row.known)


def count_figures(base: DatasetVersion, staged: DatasetVersion | None = None, report: Report | None = None) -> None:
    """Count the figures of the groups of ``base`` anew and store them.

    ``staged``: a delivery about these buildings that waits to be activated; then nothing is stored, and ``report``
    says how many groups would be suppressed and how small the smallest that is told would be.
    """
    preview = staged is not None and staged.pk != base.pk
    found = _count(base, staged)
    if report is not None:
        report.groups = Group.objects.filter(version=base).count()
        report.suppressed_groups, report.smallest_group = len(found.suppressed), found.smallest
    if not preview:
        _store(base, found)


def forget_figures(version: DatasetVersion) -> None:
    """Tell nothing that was counted with ``version`` until it is counted anew: it was recalled.

    In no version of the buildings, for an earlier one may be told again.
    """
    dataset = version.dataset
    counted = DatasetVersion.objects.filter(dataset=dataset.joins_id or dataset.pk)
    GroupFigure.objects.filter(group__version__in=counted).delete()
    Tally.objects.filter(version__in=counted).delete()


def _count(base: DatasetVersion, staged: DatasetVersion | None) -> Counted:
    entries, hidden, counted = entries_of(base, versions_of(base, staged)), objected(base), Counted()
    before = _figures_before(base)
    for group, key, stored in Group.objects.filter(version=base).values_list("pk", "key", "told"):
        told = read_told(stored)
        values = entries.get(group, {})
        for attribute in {*values, *told}:
            found = outcome(attribute, values.get(attribute, {}), told.get(attribute, []), hidden)
            counted.add(group, attribute, _kept(found, before.get((str(key), attribute))))
            if found.counted is not None:
                told[attribute] = _with(told.get(attribute, []), found.counted)
        counted.told[group] = store_told(told)
    return counted


def _kept(found: Outcome, before: tuple[Row, ...] | None) -> tuple[Row, ...]:
    """What stays as it was told; where that was recalled or forgotten, nothing."""
    if not found.keeps:
        return found.rows
    return before or (suppressed_row(Suppressed.TOO_FEW),)


def _with(earlier: list[Any], counted: Told) -> list[Any]:
    return [*(each for each in earlier if each.keys() != counted.keys()), dict(counted)]


def _figures_before(base: DatasetVersion) -> Mapping[tuple[str, str], tuple[Row, ...]]:
    """What is told now of the groups, by key and attribute."""
    now = base.dataset.active or base
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for key, *row in _rows_of(now):
        figure = Row(*row[1:])
        found[str(key), row[0]] = (*found.get((str(key), row[0]), ()), figure)
    return found


def _rows_of(version: DatasetVersion) -> Iterator[tuple[Any, ...]]:
    figures = GroupFigure.objects.filter(group__version=version)
    yield from figures.values_list("group__key", *_ROW).iterator(chunk_size=5000)


def _store(base: DatasetVersion, counted: Counted) -> None:
    batches = Batches(size=300)
    by_group: dict[int, list[tuple[Any, ...]]] = {}
    for row in counted.rows:
        by_group.setdefault(row[0], []).append(row)
    for groups in batches.of(counted.told):
        batches.write(partial(_store_some, groups, by_group, counted), len(groups))


def _store_some(groups: list[int], by_group: Mapping[int, list[tuple[Any, ...]]], counted: Counted) -> None:
    with transaction.atomic():
        GroupFigure.objects.filter(group__in=groups).delete()
        insert_rows(GroupFigure, _FIGURE, [row for group in groups for row in by_group.get(group, [])])
        _remember({group: counted.told[group] for group in groups})


def _remember(told: Mapping[int, dict[str, Any]]) -> None:
    """One row at a time, but in one go: many times as quick as ``bulk_update``."""
    table, field = connection.ops.quote_name(Group._meta.db_table), Group._meta.get_field("told")
    statement = f"UPDATE {table} SET told = %s WHERE id = %s"  # noqa: S608
    rows = [(field.get_db_prep_save(each, connection), group) for group, each in told.items()]
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
