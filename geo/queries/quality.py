"""How well the buildings of an area are known: counted when data are activated, never out of single facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from cms.core.queries.readings import Reader
from energy.figures import Figure, State
from geo.models import Dataset, Tally
from geo.values.attributes import ATTRIBUTES, Kind

from . import words
from .active import versions_told
from .areas import AreaReading, area
from .datasets import DatasetReading


@dataclass(frozen=True, slots=True)
class Counted:
    """The buildings of which an attribute has a value, is known in a way, and by whom."""

    attribute: str
    value: str
    state: State
    buildings: int
    low: float | None
    high: float | None
    dataset: DatasetReading | None
    reader: Reader

    @property
    def choice(self) -> words.Named | None:
        """The value of what is no number."""
        return words.value(self.attribute, self.value, self.reader.language) if self.value else None

    @property
    def figure(self) -> Figure | None:
        """The sum of what is a number."""
        unit = ATTRIBUTES[self.attribute].unit
        if unit is None or self.low is None or self.high is None:
            return None
        return Figure(self.low, self.high, unit, self.state, words.method("counted", self.reader.language))


@dataclass(frozen=True, slots=True)
class AttributeQuality:
    """How well an attribute is known."""

    attribute: str
    counts: Sequence[Counted]
    unknown: int
    reader: Reader

    @property
    def named(self) -> words.Named:
        return words.attribute(self.attribute, self.reader.language)

    @property
    def kind(self) -> Kind:
        return ATTRIBUTES[self.attribute].kind

    @property
    def known(self) -> int:
        return sum(count.buildings for count in self.counts)


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the buildings of ``area``, or of the whole municipality, are known."""

    area: AreaReading | None
    attributes: Sequence[AttributeQuality]


def quality(reader: Reader, key: UUID | None) -> Quality | None:
    """Of the area with this key, or of all buildings; None where there is no such area."""
    found = area(reader, key) if key is not None else None
    if key is not None and found is None:
        return None
    return Quality(found, attributes_of(reader, found.shape.feature_id if found else None))


def attributes_of(reader: Reader, feature: int | None) -> list[AttributeQuality]:
    """In the order of attributes; what was not counted is not named."""
    told = versions_told(reader, Dataset.Kind.BUILDINGS)
    sources = {version.dataset_id: version for version in versions_told(reader)}
    rows: dict[str, list[Tally]] = defaultdict(list)
    for row in Tally.objects.filter(version__in=[version.pk for version in told], area=feature).order_by("pk"):
        rows[row.attribute].append(row)
    found = []
    for attribute in (key for key in ATTRIBUTES if key in rows):
        counts = [
            Counted(
                attribute, row.value, State(row.state), row.buildings, row.low, row.high,
                DatasetReading(reader, sources[row.source_id]) if row.source_id in sources else None, reader,
            )
            for row in rows[attribute] if row.state
        ]  # fmt: skip
        unknown = sum(row.buildings for row in rows[attribute] if not row.state)
        found.append(AttributeQuality(attribute, counts, unknown, reader))
    return found
