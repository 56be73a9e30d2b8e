"""Addresses as the public gets them, and the ones somebody may mean who types."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

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
        """Of its building; None where there is none, or where nothing is told of it."""
        building = self.address.building
        return building.key if building is not None and not building.hidden else None


def addresses_of(reader: Reader, building: int) -> list[AddressReading]:
    """The addresses of the building with this primary key, each once."""
    versions = [version.pk for version in versions_told(reader, *KINDS)]
    rows = Address.objects.filter(building=building, version__in=versions).select_related("building")
    found = {row.key: row for row in rows}
    return [AddressReading(reader, row) for row in sorted(found.values(), key=lambda row: row.search)]


def address(reader: Reader, key: UUID) -> AddressReading | None:
    """The address with this key; one that leads to a building goes before one that does not."""
    versions = [version.pk for version in versions_told(reader, *KINDS)]
    rows = list(Address.objects.filter(key=key, version__in=versions).select_related("building"))
    rows.sort(key=lambda row: row.building_id is None)
    return AddressReading(reader, rows[0]) if rows else None
