from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from geo.models import Address, DatasetVersion
from geo.values.items import GivenAddress
from geo.values.spelling import folded, folded_number


class AddressBook:
    """Which building an address belongs to, by what active versions say."""

    def __init__(self, versions: Iterable[DatasetVersion]) -> None:
        self._entries: dict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
        rows = Address.objects.filter(version__in=list(versions), building__isnull=False)
        for street, number, postcode, building in rows.values_list(
            "street", "number", "postcode", "building_id"
        ).iterator(chunk_size=5000):
            self._entries[folded(street), folded_number(number)].add((postcode, building))

    def building(self, address: GivenAddress) -> int | None:
        """The one building at ``address``; None where there is none or more than one."""
        entries = self._entries.get((folded(address.street), folded_number(address.number)), set())
        fits = {
            building
            for postcode, building in entries
            if not postcode or not address.postcode or postcode == address.postcode
        }
        return fits.pop() if len(fits) == 1 else None
