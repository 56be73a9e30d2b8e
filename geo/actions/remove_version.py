from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import QuerySet

from geo.models import (
    Address,
    BuildingNote,
    Cell,
    DatasetVersion,
    Fact,
    Feature,
    Group,
    GroupFigure,
    Membership,
    Shape,
    Statistic,
    Tally,
)  # fmt: skip

from .batches import Batches


def remove_rows(version: DatasetVersion) -> None:
    """Delete everything a version staged, in short transactions; the version itself stays, with its report.

    Can be stopped and begun again at any point.
    """
    batches = Batches(size=500, most=20_000)
    for rows in _tables(version):
        _delete(rows, batches)
    dataset = version.dataset
    never_shown = Feature.objects.filter(dataset=dataset, shapes=None, facts=None, addresses=None, gone_since=None)
    noted = BuildingNote.objects.filter(building__dataset=dataset).values("building")
    _delete(never_shown.exclude(pk__in=noted), batches)


def has_rows(version: DatasetVersion) -> bool:
    """Whether anything is left of what a version staged."""
    return any(rows.exists() for rows in _tables(version))


def _tables(version: DatasetVersion) -> Iterator[QuerySet[Any]]:
    yield Membership.objects.filter(building__version=version)
    yield Membership.objects.filter(area__version=version)
    yield Cell.objects.filter(version=version)
    yield Fact.objects.filter(version=version)
    yield Address.objects.filter(version=version)
    yield Statistic.objects.filter(version=version)
    yield Tally.objects.filter(version=version)
    yield GroupFigure.objects.filter(group__version=version)
    yield Shape.objects.filter(version=version)
    yield Group.objects.filter(version=version)


def _delete(rows: QuerySet[Any], batches: Batches) -> None:
    model = rows.model
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[: min(batches.size, 5000)]):
        # Rows that hang on these were deleted before them, so nothing must be collected.
        batches.write(partial(model.objects.filter(pk__in=keys)._raw_delete, using="default"), len(keys))
