"""Count how well buildings are known, for numbers about areas that are told at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django_tasks import task

from cms.core.actions.content_version import raise_content_version
from energy.figures import Unit
from geo.models import Dataset, DatasetVersion, Tally
from geo.queries.counting import COUNTED, Key, Sum, sums_of
from geo.queries.footprints import building_versions
from geo.values.attributes import ATTRIBUTES

from .count_figures import count_figures
from .estimate import footprints_of
from .insert_rows import insert_rows

_TALLY = ("version_id", "area_id", "attribute", "value", "state", "source_id", "buildings", "low", "high")
_NO_SUM = (Unit.YEAR, Unit.KWH_PER_SQUARE_METRE_YEAR, Unit.METRE)
_ACTIVE = DatasetVersion.State.ACTIVE


def count_tallies(version: DatasetVersion) -> None:
    """Count the buildings of ``version`` by area and public value; what is left is unknown. Swapped in at once."""
    base = footprints_of(version)
    if base is None:
        return
    sums, totals = sums_of(base)
    rows = list(_rows(base, sums)) + list(_unknown(base, sums, totals))
    with transaction.atomic():
        Tally.objects.filter(version=base).delete()
        insert_rows(Tally, _TALLY, rows)
        raise_content_version(base.dataset.municipality_id)


@task()
def count_tallies_again(version: int) -> None:
    """After ``version`` became active, or is told no more: count groups and areas of the buildings it concerns."""
    changed = DatasetVersion.objects.select_related("dataset__municipality", "dataset__joins__active").get(pk=version)
    for base in _concerned(changed):
        count_figures(base)
        count_tallies(base)


def _concerned(changed: DatasetVersion) -> list[DatasetVersion]:
    if changed.dataset.kind == Dataset.Kind.AREAS:
        return building_versions(changed.dataset.municipality)
    base = footprints_of(changed)
    return [base] if base is not None and base.state == _ACTIVE else []


def _rows(base: DatasetVersion, sums: dict[Key, Sum]) -> Iterator[tuple[Any, ...]]:
    sources = {str(key): pk for key, pk in Dataset.objects.values_list("key", "pk")}
    for (area, attribute, value, state, source), found in sums.items():
        summed = ATTRIBUTES[attribute].unit is not None and ATTRIBUTES[attribute].unit not in _NO_SUM
        low, high = (round(found.low, 1), round(found.high, 1)) if summed else (None, None)
        yield base.pk, area, attribute, value, state, sources.get(source), found.buildings, low, high


def _unknown(
    base: DatasetVersion, sums: dict[Key, Sum], totals: dict[int | None, int]
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    known: dict[tuple[int | None, str], int] = defaultdict(int)
    for (area, attribute, *_rest), found in sums.items():
        known[area, attribute] += found.buildings
    for area, total in totals.items():
        for attribute in COUNTED:
            left = total - known[area, attribute]
            if left > 0:
                yield base.pk, area, attribute, "", "", None, left, None, None
