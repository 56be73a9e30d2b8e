"""Addresses as the public gets them, and the ones somebody may mean who types."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from cms.core.queries.readings import Reader
from geo.models import Address, Dataset
from geo.values import Point

from .active import versions_told

KINDS = (Dataset.Kind.ADDRESSES, Dataset.Kind.BUILDINGS)


@dataclass(frozen=True, slots=True)
class AddressReading:
    """An address as a reader gets it."""

    reader: Reader
    address: Address

    @property
    def key(self) -> UUID:
        return self.address.key

    @property
    def text(self) -> str:
        """As people write it on one line."""
        town = f"{self.address.postcode} {self.address.town}".strip()
        return ", ".join(part for part in (str(self.address), town) if part)

    @property
    def place(self) -> Point:
        return Point(self.address.lon, self.address.lat)

    @property
    def building_key(self) -> UUID | None:
        """Of its building; None where there is none."""
        building = self.address.building
        return building.key if building is not None else None


def addresses_told(reader: Reader) -> QuerySet[Address]:
    """All addresses but those of buildings of which an objection leaves nothing but the outline."""
    versions = [version.pk for version in versions_told(reader, *KINDS)]
    return Address.objects.filter(Q(building=None) | Q(building__hidden=False), version__in=versions)


def addresses_of(reader: Reader, building: int) -> list[AddressReading]:
    """The addresses of the building with this primary key, each once."""
    rows = addresses_told(reader).filter(building=building).select_related("building")
    found = {row.key: row for row in rows}
    return [AddressReading(reader, row) for row in sorted(found.values(), key=lambda row: row.search)]


def address(reader: Reader, key: UUID) -> AddressReading | None:
    """The address with this key; one that leads to a building goes before one that does not."""
    rows = list(addresses_told(reader).filter(key=key).select_related("building"))
    rows.sort(key=lambda row: row.building_id is None)
    return AddressReading(reader, rows[0]) if rows else None
