"""What an import did and met: kept with the version, shown to editors, printed by the command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Note:
    """Something people should know of one feature: ``code`` is a key, ``message`` a sentence in English."""

    layer: str
    number: int
    field: str
    code: str
    message: str


@dataclass(slots=True)
class Report:
    """Counts of an import. ``unknown``: for each attribute, the buildings of which it is still unknown."""

    file: str = ""
    layer: str = ""
    crs: str = ""
    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    repaired: int = 0
    addresses: int = 0
    addresses_without_building: int = 0
    facts: int = 0
    estimates: int = 0
    statistics: int = 0
    unmatched: int = 0
    groups: int = 0
    suppressed_groups: int = 0
    # Addresses of the smallest group that is told; None where there are none.
    smallest_group: int | None = None
    unknown: dict[str, int] = field(default_factory=dict)
    unused_fields: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    # How many notes there were in all, with those that are not kept.
    noted: int = 0

    def note(self, layer: str, number: int, name: str, code: str, message: str) -> None:
        """Remember something of a feature; only the first ones are kept, all are counted."""
        self.noted += 1
        if len(self.notes) < MOST_NOTES:
            self.notes.append(Note(layer, number, name, code, message))

    @property
    def stored(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)

    @classmethod
    def read_from(cls, stored: Mapping[str, Any]) -> Report:
        """From what ``stored`` wrote; what it does not know it leaves out."""
        known = {name: stored[name] for name in cls.__slots__ if name in stored}
        return cls(**{**known, "notes": [Note(**note) for note in known.get("notes", [])]})
