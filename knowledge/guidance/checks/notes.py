"""What is noted about a flow and what it rests on, with words for editors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.guidance.engine.facts import Catalogue
from knowledge.guidance.engine.review import Code, Finding

from .messages import FACTS, MESSAGES, OUTCOMES, WARNINGS

PERSONA_CODES = frozenset({Code.FAILED_PERSONA, Code.LOST_PERSONA})
Identity = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is wrong or should be better. Places name steps, measures and personas by their keys."""

    code: str
    place: str
    values: tuple[tuple[str, str], ...] = ()
    # Whose it is to mend where this change did not cause it.
    owner: str = ""
    # Where a reason was recorded for publishing all the same.
    reason: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it keeps from being published."""
        return self.code not in WARNINGS and not self.owner and not self.reason

    @property
    def is_of_persona(self) -> bool:
        """Whether a moderator may decide that it does not matter."""
        return self.code in PERSONA_CODES

    @property
    def identity(self) -> Identity:
        """What it is recognised by in another version."""
        return str(self.code), self.place, self.values


@dataclass(frozen=True, slots=True)
class Names:
    """What facts and measures are called."""

    catalogue: Catalogue = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)

    def message(self, note: Note) -> str:
        """``note`` in words."""
        values = {name: self._called(name, value) for name, value in note.values}
        return str(MESSAGES[note.code]) % values

    def _called(self, name: str, value: str) -> str:
        if name in FACTS and value in self.catalogue:
            return f"„{self.catalogue[value].label.get('de', value)}“ ({value})"
        if name == "measure" and value in self.measures:
            return f"„{self.measures[value]}“"
        return str(OUTCOMES.get(value, value)) if name in ("actual", "expected") else value


def note(code: str, place: str, **values: Any) -> Note:
    """A note with its values as texts."""
    return Note(code, place, tuple((name, str(value)) for name, value in values.items()))


def of_finding(found: Finding) -> Note:
    """What the engine's review found."""
    return Note(found.code, found.place, found.values)
