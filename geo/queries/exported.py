"""What may leave the house of each feature of a version: for tiles, downloads and the OGC API."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import shapely
from django.db.models import Q, QuerySet

from cms.core.models import Municipality
from geo.models import Address, Dataset, DatasetVersion, Feature, Shape, Statistic
from geo.values.boxes import Box
from geo.values.facts import BuildingFact
from geo.values.wanted import Wanted

from .active import active_versions
from .boxes import shapes_in
from .visible import public_facts

BATCH = 1_000
_FIELDS = (
    "feature_id", "feature__key", "feature__hidden", "geometry", "lon", "lat", "name", "category", "horizon",
    "details", "area_m2", "length_m", "group__key",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exported:
    """A feature as anybody may have it. ``place`` is its primary key, to go on after it; it is told to nobody.

    ``facts``: of buildings, the public ones by attribute. A hidden building has its key and geometry only.
    """

    place: int
    key: UUID
    geometry: bytes
    lon: float
    lat: float
    name: str = ""
    category: str = ""
    horizon: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    area_m2: float = 0.0
    length_m: float = 0.0
    group: UUID | None = None
    addresses: tuple[str, ...] = ()
    facts: Mapping[str, BuildingFact] = field(default_factory=dict)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """The versions that are told together: one with shapes, with what others say of its buildings."""

    version: DatasetVersion
    facts: tuple[int, ...] = ()
    addresses: tuple[int, ...] = ()


def sources_of(version: DatasetVersion, municipality: Municipality) -> Sources:
    """What is told with ``version`` to readers of ``municipality``; it need not be active yet."""
    if version.dataset.kind != Dataset.Kind.BUILDINGS:
        return Sources(version)
    active = active_versions(municipality)
    others = active.exclude(dataset=version.dataset_id)
    facts = others.filter(dataset__joins=version.dataset_id).values_list("pk", flat=True)
    addresses = others.filter(dataset__kind=Dataset.Kind.ADDRESSES).values_list("pk", flat=True)
    return Sources(version, (version.pk, *facts), (version.pk, *addresses))


def exported(sources: Sources, wanted: Wanted | None = None, after: int = 0) -> Iterator[Exported]:
    """Every wanted feature, in lasting order, beginning after the one at the place ``after``."""
    wanted = wanted or Wanted()
    shapes = _shapes(sources.version, wanted)
    while rows := list(shapes.filter(feature__gt=after).values(*_FIELDS)[:BATCH]):
        after = rows[-1]["feature_id"]
        yield from _told(_in_boxes(rows, wanted.boxes), sources, wanted)


def exported_one(sources: Sources, key: UUID) -> Exported | None:
    """The feature ``key``; None where the version does not have it."""
    rows = list(Shape.objects.filter(version=sources.version, feature__key=key).values(*_FIELDS))
    return next(_told(rows, sources, Wanted()), None)


def place_of(version: DatasetVersion, key: UUID) -> int | None:
    """Where the feature ``key`` stands among those of its dataset, also when the version no longer has it."""
    return Feature.objects.filter(dataset=version.dataset_id, key=key).values_list("pk", flat=True).first()


def _shapes(version: DatasetVersion, wanted: Wanted) -> QuerySet[Shape]:
    found = Shape.objects.filter(version=version)
    if wanted.boxes:
        near = Q()
        for box in wanted.boxes:
            near |= Q(pk__in=shapes_in(box, [version]).order_by().values("pk"))
        found = found.filter(near)
    if wanted.area:
        active = DatasetVersion.State.ACTIVE
        found = found.filter(areas__area__feature__key=wanted.area, areas__area__version__state=active)
    if wanted.category:
        found = found.filter(category=wanted.category, feature__hidden=False)
    # The index by version and feature has this order.
    return found.order_by("feature")


def _in_boxes(rows: list[dict[str, Any]], boxes: Collection[Box]) -> list[dict[str, Any]]:
    if not boxes:
        return rows
    geometries = shapely.from_wkb([bytes(row["geometry"]) for row in rows])
    inside = [False] * len(rows)
    for box in boxes:
        meets = shapely.intersects(geometries, shapely.box(box.west, box.south, box.east, box.north))
        inside = [before or now for before, now in zip(inside, meets, strict=True)]
    return [row for row, is_inside in zip(rows, inside, strict=True) if is_inside]


def _told(rows: list[dict[str, Any]], sources: Sources, wanted: Wanted) -> Iterator[Exported]:
    of_buildings = sources.version.dataset.kind == Dataset.Kind.BUILDINGS
    places = [row["feature_id"] for row in rows if not row["feature__hidden"]] if of_buildings else []
    facts = public_facts(places, sources.facts) if places else {}
    addresses = _addresses(places, sources.addresses) if places else {}
    for row in rows:
        place = row["feature_id"]
        if row["feature__hidden"]:
            found = Exported(
                place, row["feature__key"], bytes(row["geometry"]), row["lon"], row["lat"], hidden=True
            )  # fmt: skip
        else:
            found = _shown(row, facts.get(place, {}), tuple(addresses.get(place, ())))
        if wanted.takes(found.facts):
            yield found


def _shown(row: dict[str, Any], facts: Mapping[str, BuildingFact], addresses: tuple[str, ...]) -> Exported:
    return Exported(
        row["feature_id"], row["feature__key"], bytes(row["geometry"]), row["lon"], row["lat"], row["name"],
        row["category"], row["horizon"], row["details"], row["area_m2"], row["length_m"], row["group__key"],
        addresses, facts,
    )  # fmt: skip


def _addresses(buildings: Collection[int], versions: Collection[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Address.objects.filter(building__in=buildings, version__in=versions).order_by("street", "number", "pk")
    for building, street, number in rows.values_list("building", "street", "number"):
        if (text := f"{street} {number}".strip()) not in found[building]:
            found[building].append(text)
    return found


def exported_addresses(version: DatasetVersion, boxes: Collection[Box] = (), after: int = 0) -> Iterator[Exported]:
    """The addresses of a version, as points."""
    found = Address.objects.filter(version=version)
    if boxes:
        near = Q()
        for box in boxes:
            near |= Q(lon__range=(box.west, box.east), lat__range=(box.south, box.north))
        found = found.filter(near)
    while rows := list(found.filter(pk__gt=after).order_by("pk")[:BATCH]):
        after = rows[-1].pk
        points = shapely.to_wkb(shapely.points([(row.lon, row.lat) for row in rows]))
        for row, point in zip(rows, points, strict=True):
            details = {"street": row.street, "number": row.number, "postcode": row.postcode, "town": row.town}
            yield Exported(row.pk, row.key, point, row.lon, row.lat, details=details)


@dataclass(frozen=True, slots=True)
class StatisticRow:
    """A published number, with the key of the area it is about where that is known."""

    area: str
    area_key: UUID | None
    indicator: str
    year: int
    value: float
    unit: str


def statistics_of(version: DatasetVersion) -> Iterator[StatisticRow]:
    """The published numbers of a version."""
    rows = Statistic.objects.filter(version=version).order_by("pk")
    fields = ("area_name", "area__key", "indicator", "year", "value", "unit")
    for row in rows.values_list(*fields).iterator(BATCH):
        yield StatisticRow(*row)
