"""A building as the public gets it: where it stands, and what may be told of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from cms.core.queries.readings import Reader
from energy.figures import Figure, State
from geo.models import Dataset, DatasetVersion, Feature, Group, GroupFigure, Membership, Shape
from geo.values import Point
from geo.values.attributes import ATTRIBUTES, Kind, Protection
from geo.values.facts import BuildingFact

from . import words
from .active import versions_told
from .addresses import AddressReading, addresses_of
from .areas import AreaReading
from .visible import public_facts

GROUPED = (Protection.APPLIANCE, Protection.CONSUMPTION)


class Untold(StrEnum):
    """Why an attribute has no fact."""

    # Nobody knows, or it is not told of a single building; which of the two is not told either.
    NOT_TOLD = "not_told"
    GROUPED = "grouped"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class FactReading:
    """A public fact in a reader's words."""

    fact: BuildingFact
    reader: Reader

    @property
    def attribute(self) -> words.Named:
        return words.attribute(self.fact.attribute, self.reader.language)

    @property
    def kind(self) -> Kind:
        return ATTRIBUTES[self.fact.attribute].kind

    @property
    def figure(self) -> Figure | None:
        figure = self.fact.figure
        return replace(figure, method=self.method) if figure else None

    @property
    def choice(self) -> words.Named | None:
        """The value of what is no number."""
        return words.value(self.fact.attribute, self.fact.value, self.reader.language) if self.fact.value else None

    @property
    def method(self) -> str:
        return words.method(self.fact.method, self.reader.language)

    @property
    def to_check(self) -> bool:
        return self.fact.state is State.ESTIMATED


@dataclass(frozen=True, slots=True)
class Missing:
    """An attribute of which nothing is told."""

    attribute: str
    reason: Untold
    reader: Reader

    @property
    def named(self) -> words.Named:
        return words.attribute(self.attribute, self.reader.language)


@dataclass(frozen=True, slots=True)
class GroupReading:
    """Neighbouring buildings whose grouped facts are told together."""

    group: Group
    reader: Reader

    @property
    def key(self) -> UUID:
        return self.group.key

    @property
    def name(self) -> str:
        return self.group.name

    @property
    def addresses(self) -> int:
        return self.group.addresses

    @property
    def figures(self) -> list[GroupFigure]:
        return list(self.group.figures.order_by("attribute", "value"))


class BuildingReading:
    """A building as a reader gets it. ``shape`` is None of a building that is gone."""

    def __init__(self, reader: Reader, feature: Feature, shape: Shape | None) -> None:
        self.reader = reader
        self.feature = feature
        self.shape = shape

    @property
    def key(self) -> UUID:
        return self.feature.key

    @property
    def is_told(self) -> bool:
        """Whether anything but the footprint may be told."""
        return self.shape is not None and not self.feature.hidden

    @property
    def place(self) -> Point | None:
        return Point(self.shape.lon, self.shape.lat) if self.shape else None

    @cached_property
    def by_attribute(self) -> dict[str, BuildingFact]:
        if not self.is_told:
            return {}
        versions = [version.pk for version in versions_told(self.reader, Dataset.Kind.BUILDINGS)]
        return public_facts([self.feature.pk], versions).get(self.feature.pk, {})

    @property
    def facts(self) -> list[FactReading]:
        """In the order of the attributes, which is the same for all buildings."""
        found = self.by_attribute
        return [FactReading(found[key], self.reader) for key in ATTRIBUTES if key in found]

    @property
    def missing(self) -> list[Missing]:
        """Every attribute without a fact that a reader could wish to know; whose the building is belongs to nobody."""
        if self.shape is None:
            return []
        return [
            Missing(attribute.key, self._why(attribute.protection), self.reader)
            for attribute in ATTRIBUTES.values()
            if attribute.protection is not Protection.OWNER and attribute.key not in self.by_attribute
        ]

    def _why(self, protection: Protection) -> Untold:
        if self.feature.hidden:
            return Untold.HIDDEN
        return Untold.GROUPED if protection in GROUPED else Untold.NOT_TOLD

    @cached_property
    def addresses(self) -> list[AddressReading]:
        return addresses_of(self.reader, self.feature.pk) if self.is_told else []

    @cached_property
    def areas(self) -> list[AreaReading]:
        """The areas it lies in, those of heat plans first."""
        if self.shape is None:
            return []
        versions = {version.pk: version for version in versions_told(self.reader, Dataset.Kind.AREAS)}
        rows = Membership.objects.filter(building=self.shape.pk, area__version__in=versions)
        found = [row.area for row in rows.select_related("area__feature")]
        return AreaReading.all(self.reader, found, versions)

    @cached_property
    def group(self) -> GroupReading | None:
        if self.shape is None or not self.is_told or self.shape.group is None:
            return None
        return GroupReading(self.shape.group, self.reader)

    @property
    def dataset(self) -> DatasetVersion | None:
        """The version of the dataset that has its outline."""
        if self.shape is None:
            return None
        return next(each for each in versions_told(self.reader) if each.pk == self.shape.version_id)

    @property
    def gone_since(self) -> DatasetVersion | None:
        return self.feature.gone_since if self.shape is None else None

    @cached_property
    def successor(self) -> BuildingReading | None:
        """What took the place of a building that is gone."""
        if self.shape is not None or self.feature.successor_id is None:
            return None
        return building(self.reader, self.feature.successor.key)  # type: ignore[union-attr]


def building(reader: Reader, key: UUID) -> BuildingReading | None:
    """The building with this key, as a tombstone if it is gone; None where this municipality shows none such."""
    versions = versions_told(reader, Dataset.Kind.BUILDINGS)
    shapes = Shape.objects.filter(version__in=pks(versions), feature__key=key)
    shape = shapes.select_related("feature", "group").first()
    if shape is not None:
        return BuildingReading(reader, shape.feature, shape)
    datasets = [version.dataset_id for version in versions]
    gone = Feature.objects.filter(key=key, dataset__in=datasets).exclude(gone_since=None)
    feature = gone.select_related("gone_since", "successor").first()
    return BuildingReading(reader, feature, None) if feature else None


def pks(versions: Iterable[DatasetVersion]) -> list[int]:
    return [version.pk for version in versions]
