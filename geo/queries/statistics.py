"""Published statistics of areas, and which there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Min

from cms.core.queries.readings import Reader
from energy.figures import Figure, Source, State, Unit
from geo.models import Dataset, DatasetVersion, Statistic

from . import words
from .active import versions_told
from .areas import AreaReading, areas_called
from .datasets import DatasetReading

KINDS = (Dataset.Kind.STATISTICS, Dataset.Kind.AREAS)
# Units as sources write them; what is in no list is a count of what the source says.
UNITS = {
    "%": Unit.PERCENT, "m²": Unit.SQUARE_METRE, "ha": Unit.HECTARE, "€": Unit.EURO, "MWh/ha": Unit.MWH_PER_HECTARE_YEAR,
    "MWh/(ha·a)": Unit.MWH_PER_HECTARE_YEAR, "kWh": Unit.KWH_PER_YEAR, "MWh": Unit.MWH_PER_YEAR,
    "kWh/m²": Unit.KWH_PER_SQUARE_METRE_YEAR, "kWh/(m²·a)": Unit.KWH_PER_SQUARE_METRE_YEAR,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator of an area over the years. ``unit``: as the source names it."""

    area: AreaReading
    indicator: str
    unit: str
    version: DatasetVersion
    figures: Sequence[Figure]

    @property
    def dataset(self) -> DatasetReading:
        return DatasetReading(self.area.reader, self.version)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator that there are statistics of."""

    name: str
    unit: str
    first_year: int
    last_year: int
    version: DatasetVersion
    reader: Reader

    @property
    def dataset(self) -> DatasetReading:
        return DatasetReading(self.reader, self.version)


def statistics(
    reader: Reader, areas: Sequence[UUID], indicators: Collection[str] | None = None, *, newest: bool = False
) -> list[Series]:
    """The series of ``areas``, of all indicators or of ``indicators``; only the last year of each if ``newest``."""
    known = {area.shape.feature_id: area for area in areas_called(reader, areas)}
    versions = {version.pk: version for version in versions_told(reader, *KINDS)}
    rows = Statistic.objects.filter(version__in=list(versions), area__in=list(known))
    if indicators is not None:
        rows = rows.filter(indicator__in=indicators)
    found: dict[tuple[int, str, str, int], list[Statistic]] = defaultdict(list)
    for row in rows.order_by("indicator", "year", "pk"):
        found[row.area_id or 0, row.indicator, row.unit, row.version_id].append(row)
    method = words.method("published", reader.language)
    return [
        Series(
            known[area], indicator, unit, versions[version],
            [figure_of(row, versions[version], method) for row in (series[-1:] if newest else series)],
        )
        for (area, indicator, unit, version), series in found.items()
    ]  # fmt: skip


def indicators(reader: Reader) -> list[Indicator]:
    """All indicators by name."""
    versions = {version.pk: version for version in versions_told(reader, *KINDS)}
    rows = Statistic.objects.filter(version__in=list(versions)).exclude(area=None)
    grouped = rows.values_list("indicator", "unit", "version").annotate(Min("year"), Max("year")).order_by("indicator")
    return [
        Indicator(name, unit, first, last, versions[version], reader) for name, unit, version, first, last in grouped
    ]


def figure_of(row: Statistic, version: DatasetVersion, method: str) -> Figure:
    """A published number as a figure."""
    source = Source(version.dataset.source_title, version.dataset.source_url)
    return Figure(row.value, row.value, unit_of(row.unit), State.REGISTERED, method, source, row.year)


def unit_of(text: str) -> Unit:
    """The unit that a source's words mean."""
    try:
        return UNITS.get(text) or Unit(text)
    except ValueError:
        return Unit.COUNT
