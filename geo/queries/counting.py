"""How many buildings have which public value, by area; and what groups that are told add to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import shapely

from geo.models import Dataset, DatasetVersion, Group, GroupFigure, Membership, Shape
from geo.values.attributes import ATTRIBUTES, Kind, Protection
from geo.values.disclosure import Basis

from .footprints import versions_around
from .grouped import versions_of
from .visible import PublicRow, public_rows

_AT_ONCE = 2000
COUNTED = tuple(
    key for key, attribute in ATTRIBUTES.items()
    if attribute.kind is not Kind.TEXT and attribute.protection is not Protection.OWNER
)  # fmt: skip
_IS_NUMBER = {key: ATTRIBUTES[key].kind is Kind.NUMBER for key in COUNTED}
WHOLE = None
"""Stands for all buildings, whatever area they lie in."""


@dataclass(slots=True)
class Sum:
    """Buildings with the same value, known in the same way, by the same source; of numbers their sum."""

    buildings: int = 0
    low: float = 0.0
    high: float = 0.0


Key = tuple[int | None, str, str, str, str]
"""Area, attribute, value, state, and the key of the dataset the facts come from."""


def sums_of(base: DatasetVersion) -> tuple[dict[Key, Sum], dict[int | None, int]]:
    """Public values counted by building, grouped ones over the groups that are told; and the buildings of each area."""
    areas = [
        each for each in versions_around(base.dataset.municipality, Dataset.Kind.AREAS, [DatasetVersion.State.ACTIVE])
        if each.dataset.basis != Basis.CONFIDENTIAL
    ]  # fmt: skip
    sums: dict[Key, Sum] = defaultdict(Sum)
    totals: dict[int | None, int] = defaultdict(int)
    versions = [each.pk for each in versions_of(base) if each.dataset.basis != Basis.CONFIDENTIAL]
    for buildings in _chunks(base):
        inside = _areas_of(buildings, areas)
        around = {building: (WHOLE, *inside.get(shape, ())) for shape, building in buildings.items()}
        for areas_around in around.values():
            for area in areas_around:
                totals[area] += 1
        for row in public_rows(list(around), versions):
            _add(sums, around[row[0]], row)
    _add_groups(sums, base, areas)
    return sums, totals


def _chunks(base: DatasetVersion) -> Iterator[dict[int, int]]:
    last = 0
    shapes = Shape.objects.filter(version=base).order_by("pk")
    while rows := list(shapes.filter(pk__gt=last).values_list("pk", "feature_id")[:_AT_ONCE]):
        last = rows[-1][0]
        yield dict(rows)


def _areas_of(shapes: Collection[int], areas: Collection[DatasetVersion]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    members = Membership.objects.filter(building__in=list(shapes), area__version__in=areas)
    for shape, area in members.values_list("building_id", "area__feature_id"):
        found[shape].append(area)
    return found


def _add(sums: dict[Key, Sum], areas: Iterable[int | None], row: PublicRow) -> None:
    _building, attribute, value, low, high, state, dataset = row
    if attribute not in _IS_NUMBER:
        return
    for area in areas:
        entry = sums[area, attribute, "" if _IS_NUMBER[attribute] else value, state, dataset]
        entry.buildings += 1
        entry.low += low or 0.0
        entry.high += high or 0.0


def _add_groups(sums: dict[Key, Sum], base: DatasetVersion, areas: Collection[DatasetVersion]) -> None:
    """What is told of a group counts, by addresses, in the areas in which its middle lies."""
    inside = _areas_of_groups(base, areas)
    told = GroupFigure.objects.filter(group__version=base, suppressed="")
    rows = told.values_list("group_id", "attribute", "value", "low", "high", "known", "state")
    for group, attribute, value, low, high, known, state in rows.iterator(chunk_size=5000):
        number = ATTRIBUTES[attribute].kind is Kind.NUMBER
        for area in (WHOLE, *inside.get(group, ())):
            entry = sums[area, attribute, value, state, ""]
            entry.buildings += (known or 0) if number else int(low or 0)
            entry.low += (low or 0.0) if number else 0.0
            entry.high += (high or 0.0) if number else 0.0


def _areas_of_groups(base: DatasetVersion, areas: Collection[DatasetVersion]) -> Mapping[int, list[int]]:
    groups = list(Group.objects.filter(version=base).values_list("pk", "lon", "lat"))
    found: dict[int, list[int]] = defaultdict(list)
    tree = shapely.STRtree([shapely.Point(lon, lat) for _pk, lon, lat in groups])
    polygons = Shape.objects.filter(version__in=areas).values_list("feature_id", "geometry")
    for area, geometry in polygons.iterator(chunk_size=200):
        for place in tree.query(shapely.from_wkb(bytes(geometry)), predicate="intersects").tolist():
            found[groups[place][0]].append(area)
    return found
