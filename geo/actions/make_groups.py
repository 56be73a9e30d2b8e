"""Divide the buildings of a version into the groups in which their grouped facts are told."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import shapely
from django.db import connection

from geo.models import Address, Dataset, DatasetVersion, Group, Membership, Shape
from geo.values.attributes import CONSUMPTION_ADDRESSES
from geo.values.partition import Spot, neighbourhoods
from geo.values.reports import Report

from .batches import Batches
from .count_figures import count_figures
from .estimate import footprints_of
from .insert_rows import insert_rows

Tell = Callable[[str, int, int], None]
_GROUP = ("version_id", "key", "name", "addresses", "lon", "lat", "geometry", "told")
Parts = dict[uuid.UUID, list[Spot]]


def make_groups(version: DatasetVersion, tell: Tell | None = None, report: Report | None = None) -> None:
    """Divide the buildings of ``version`` once and for all, and count what is told of the groups.

    Every building lies in one group. The groups are building blocks where an active dataset has them, else
    neighbourhoods, of five addresses at least. Buildings stay in the group they had in the version before; new ones
    join the nearest, or make groups where enough come together. Groups are never divided, so that no figure is told
    over a part of what was told before. A delivery about another dataset's buildings uses their groups.
    """
    base = footprints_of(version)
    if base is None:
        return
    kept = report or Report.read_from(version.report)
    if base.pk == version.pk:
        _store(version, _parts(version), tell)
    count_figures(base, version, kept)
    if report is None:
        DatasetVersion.objects.filter(pk=version.pk).update(report=kept.stored)


def _parts(version: DatasetVersion) -> Parts:
    spots = _spots(version)
    before = {building: key for building, (key, _told) in _before(version).items()}
    parts: Parts = defaultdict(list)
    new = []
    for spot in spots:
        if spot.building in before:
            parts[before[spot.building]].append(spot)
        else:
            new.append(spot)
    for some in _new_parts(version, new):
        parts[uuid.uuid4()] = some
    return _merged(parts)


def _new_parts(version: DatasetVersion, spots: Sequence[Spot]) -> list[list[Spot]]:
    blocks = _blocks(version)
    by_block: dict[int | None, list[Spot]] = defaultdict(list)
    for spot in spots:
        by_block[blocks.get(spot.building)].append(spot)
    loose = by_block.pop(None, [])
    return [*by_block.values(), *neighbourhoods(loose, CONSUMPTION_ADDRESSES)]


def _merged(parts: Parts) -> Parts:
    """Groups with too few addresses join the nearest one; the larger keeps its key."""
    small = [key for key, spots in parts.items() if _addresses(spots) < CONSUMPTION_ADDRESSES]
    if not small or len(parts) == 1:
        return parts
    large = [key for key in parts if key not in set(small)]
    if not large:
        first = max(small, key=lambda key: _addresses(parts[key]))
        return {first: [spot for spots in parts.values() for spot in spots]}
    tree = shapely.STRtree([_middle(parts[key]) for key in large])
    for key in small:
        parts[large[int(tree.nearest(_middle(parts[key])))]] += parts.pop(key)
    return parts


def _addresses(spots: Sequence[Spot]) -> int:
    return sum(spot.addresses for spot in spots)


def _middle(spots: Sequence[Spot]) -> Any:
    return shapely.Point(sum(spot.lon for spot in spots) / len(spots), sum(spot.lat for spot in spots) / len(spots))


def _spots(version: DatasetVersion) -> list[Spot]:
    rows = Shape.objects.filter(version=version).order_by("pk")
    columns = rows.values_list("feature_id", "lon", "lat", "address_count")
    return [Spot(*row) for row in columns.iterator(chunk_size=5000)]


def _blocks(version: DatasetVersion) -> Mapping[int, int]:
    members = Membership.objects.filter(
        building__version=version,
        area__version__dataset__theme=Dataset.AreaTheme.BLOCK,
        area__version__state=DatasetVersion.State.ACTIVE,
    )
    return dict(members.order_by("-area").values_list("building__feature", "area__feature"))


def _before(version: DatasetVersion) -> Mapping[int, tuple[uuid.UUID, Any]]:
    """The group of each building in the version that was told last."""
    last = (
        version.dataset.versions.exclude(pk=version.pk)
        .exclude(activated_at=None)
        .order_by("-activated_at", "-number")
        .first()
    )
    if last is None:
        return {}
    rows = Shape.objects.filter(version=last).exclude(group=None)
    return {
        building: (key, told) for building, key, told in rows.values_list("feature_id", "group__key", "group__told")
    }


def _store(version: DatasetVersion, parts: Parts, tell: Tell | None) -> None:
    Group.objects.filter(version=version).delete()
    geometries = _geometries(version)
    streets = dict(Address.objects.filter(version=version).exclude(building=None).values_list("building", "street"))
    told = dict(_before(version).values())
    batches, done = Batches(size=500), 0
    for keys in batches.of(list(parts)):
        rows = [_row(version, key, parts[key], geometries, streets, told.get(key)) for key in keys]
        batches.write(partial(insert_rows, Group, _GROUP, rows), len(rows))
        done += len(keys)
        if tell:
            tell("groups", done, len(parts))
    groups = dict(Group.objects.filter(version=version).values_list("key", "pk"))
    links = [(groups[key], version.pk, spot.building) for key, spots in parts.items() for spot in spots]
    for some in batches.of(links):
        batches.write(partial(_link, some), len(some))


def _geometries(version: DatasetVersion) -> Mapping[int, Any]:
    rows = list(Shape.objects.filter(version=version).values_list("feature_id", "geometry"))
    shapes = shapely.from_wkb([bytes(geometry) for _key, geometry in rows])
    return dict(zip((key for key, _geometry in rows), shapes, strict=True))


def _row(
    version: DatasetVersion, key: uuid.UUID, spots: Sequence[Spot], geometries: Mapping[int, Any],
    streets: Mapping[int, str], told: Any,
) -> tuple[Any, ...]:  # fmt: skip
    middle = _middle(spots)
    footprints = shapely.get_parts([geometries[spot.building] for spot in spots])
    names = Counter(streets[spot.building] for spot in spots if spot.building in streets)
    name = ", ".join(street for street, _count in names.most_common(2))
    drawn = shapely.to_wkb(shapely.multipolygons([each for each in footprints if each.geom_type == "Polygon"]))
    return version.pk, key, name[:200], _addresses(spots), middle.x, middle.y, drawn, told or {}


def _link(rows: Sequence[tuple[int, int, int]]) -> None:
    table = connection.ops.quote_name(Shape._meta.db_table)
    statement = f"UPDATE {table} SET group_id = %s WHERE version_id = %s AND feature_id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
