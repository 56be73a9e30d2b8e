"""Areas as the public gets them: what plans and registers say of a piece of land."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

import shapely
from django.db.models import Count, Sum

from cms.core.queries.readings import Reader
from energy.figures import Figure, Source, State, Unit
from geo.models import Dataset, DatasetVersion, Membership, Shape, Tally
from geo.values import Point
from geo.values.areas import AreaDetails, Theme

from . import words
from .active import versions_told
from .boxes import shapes_at

_THEMES = list(Theme)
SQUARE_METRES = 10_000
# An attribute that is tallied of every building.
COUNTED = "footprint_area"


class AreaReading:
    """An area as a reader gets it."""

    def __init__(self, reader: Reader, shape: Shape, version: DatasetVersion, peers: list[AreaReading]) -> None:
        self.reader = reader
        self.shape = shape
        self.version = version
        self.peers = peers
        self._buildings: int | None = None

    @classmethod
    def all(cls, reader: Reader, shapes: Iterable[Shape], versions: Mapping[int, DatasetVersion]) -> list[AreaReading]:
        """Readings that load what they need for all of them at once: heat plans first, then the smallest."""
        peers: list[AreaReading] = []
        peers.extend(cls(reader, shape, versions[shape.version_id], peers) for shape in shapes)
        peers.sort(key=lambda area: (_THEMES.index(area.theme), area.shape.area_m2, area.shape.pk))
        return peers

    @property
    def key(self) -> UUID:
        return self.shape.feature.key

    @property
    def name(self) -> str:
        return self.shape.name

    @property
    def theme(self) -> Theme:
        return Theme(self.version.dataset.theme)

    @property
    def category(self) -> words.Named | None:
        return words.category(self.shape.category, self.reader.language)

    @property
    def horizon(self) -> words.Named | None:
        if not self.shape.horizon:
            return None
        return words.named(words.HORIZONS, self.shape.horizon, self.reader.language)

    @cached_property
    def details(self) -> AreaDetails:
        """What the plan says besides; nothing where it is no area of a plan."""
        try:
            return AreaDetails.read(self.shape.details)
        except ValueError:
            return AreaDetails()

    @property
    def place(self) -> Point:
        return Point(self.shape.lon, self.shape.lat)

    @property
    def hectares(self) -> Figure:
        size = round(self.shape.area_m2 / SQUARE_METRES, 2)
        return self._figure(size, Unit.HECTARE, "measured_on_map", [self.version])

    @property
    def buildings(self) -> Figure:
        """How many buildings lie in it by the data that are told."""
        known = versions_told(self.reader, Dataset.Kind.BUILDINGS)
        if not known:
            return Figure(None, None, Unit.COUNT, State.UNKNOWN)
        if self._buildings is None:
            count_buildings(self.peers, known)
        return self._figure(self._buildings or 0, Unit.COUNT, "counted", known)

    @property
    def notice(self) -> str:
        """That a plan gives no claim and no duty; empty for what is no area of a plan."""
        return words.said(words.NOTICE, self.reader.language) if self.theme is Theme.HEAT_PLAN else ""

    def count(self, buildings: int) -> None:
        self._buildings = buildings

    def _figure(self, number: float, unit: Unit, method: str, versions: Sequence[DatasetVersion]) -> Figure:
        sources = list(dict.fromkeys(version.dataset.source_title for version in versions))
        source = Source(", ".join(sources), versions[0].dataset.source_url if len(sources) == 1 else "")
        dates = [version.reference_date for version in versions if version.reference_date]
        year = max(dates).year if dates else None
        said = words.method(method, self.reader.language)
        return Figure(number, number, unit, State.REGISTERED, said, source, year)


def count_buildings(areas: Iterable[AreaReading], versions: Iterable[DatasetVersion]) -> None:
    """How many buildings lie in each of ``areas``: by the tallies; of those not tallied yet, one by one."""
    base = [each.pk for each in versions if not each.dataset.joins_id]
    by_feature = {area.shape.feature_id: area for area in areas}
    rows = Tally.objects.filter(version__in=base, attribute=COUNTED, area__in=by_feature)
    counts = dict(rows.values_list("area").annotate(Sum("buildings")))
    missing = {area.shape.pk: feature for feature, area in by_feature.items() if feature not in counts}
    if missing:
        members = Membership.objects.filter(area__in=missing, building__version__in=base)
        counts |= {missing[pk]: count for pk, count in members.values_list("area").annotate(Count("pk"))}
    for feature, area in by_feature.items():
        area.count(counts.get(feature, 0))


def told(reader: Reader, theme: str = "") -> dict[int, DatasetVersion]:
    """The active versions that have areas of ``theme``."""
    found = versions_told(reader, Dataset.Kind.AREAS)
    return {version.pk: version for version in found if not theme or version.dataset.theme == theme}


def areas(reader: Reader, theme: str = "", category: str = "") -> list[int]:
    """The shapes of all areas by name; read a page of them with ``areas_read``."""
    found = Shape.objects.filter(version__in=list(told(reader, theme)))
    if category:
        found = found.filter(category=category)
    return list(found.order_by("name", "pk").values_list("pk", flat=True))


def areas_read(reader: Reader, shapes: Sequence[int]) -> list[AreaReading]:
    """The areas with these shapes, in this order."""
    order = {pk: place for place, pk in enumerate(shapes)}
    rows = Shape.objects.filter(pk__in=shapes).select_related("feature")
    return sorted(AreaReading.all(reader, rows, told(reader)), key=lambda area: order[area.shape.pk])


def area(reader: Reader, key: UUID) -> AreaReading | None:
    return next(iter(areas_called(reader, [key])), None)


def areas_called(reader: Reader, keys: Sequence[UUID]) -> list[AreaReading]:
    """The areas with these keys that the municipality shows."""
    versions = told(reader)
    rows = Shape.objects.filter(version__in=list(versions), feature__key__in=keys).select_related("feature")
    return AreaReading.all(reader, rows, versions)


def areas_at(reader: Reader, place: Point, theme: str = "") -> list[AreaReading]:
    """The areas a place lies in: those of heat plans first, then the smallest first."""
    versions = told(reader, theme)
    if not versions:
        return []
    found = list(shapes_at(place, versions.values()).select_related("feature"))
    inside: Any = shapely.intersects_xy(
        shapely.from_wkb([bytes(each.geometry) for each in found]), place.lon, place.lat
    )
    return AreaReading.all(reader, [shape for shape, within in zip(found, inside, strict=True) if within], versions)
