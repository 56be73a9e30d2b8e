"""Which features somebody wants: what the filters of the map and of exports come down to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from .attributes import ATTRIBUTES, Attribute, Kind, Protection
from .boxes import Box
from .facts import BuildingFact

SHOWN: tuple[Attribute, ...] = tuple(
    each for each in ATTRIBUTES.values() if each.protection not in (Protection.CONSUMPTION, Protection.OWNER)
)
"""The attributes that can be told of a single building at all, in the order of columns."""


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from ``low`` to ``high``, both included."""

    low: float
    high: float

    @classmethod
    def read(cls, text: str) -> Span:
        """``1900..1950``, ``1900..``, ``..1950`` or ``1900``. Raises ValueError for anything else."""
        first, dots, last = text.partition("..")
        if not dots:
            last = first
        if not first and not last:
            raise ValueError(text)
        low, high = float(first or "-inf"), float(last or "inf")
        if math.isnan(low) or math.isnan(high) or low > high:
            raise ValueError(text)
        return cls(low, high)

    def holds(self, fact: BuildingFact) -> bool:
        """Whether all that the number may be lies in here."""
        return fact.low is not None and fact.high is not None and self.low <= fact.low and fact.high <= self.high


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a feature must be; nothing given, everything is wanted. Boxes: one of them meets it."""

    boxes: tuple[Box, ...] = ()
    area: UUID | None = None
    category: str = ""
    values: Mapping[str, frozenset[str] | Span] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()

    @property
    def everything(self) -> bool:
        return not (self.boxes or self.area or self.category or self.values or self.unknown)

    def takes(self, facts: Mapping[str, BuildingFact]) -> bool:
        """Whether a building with these public ``facts`` is wanted."""
        if any(attribute in facts for attribute in self.unknown):
            return False
        return all(_fits(facts.get(attribute), wanted) for attribute, wanted in self.values.items())


def wanted_value(attribute: str, text: str) -> frozenset[str] | Span:
    """What ``text`` asks of ``attribute``. Raises ValueError where it can't be a value of it."""
    kind = ATTRIBUTES[attribute].kind
    if kind is Kind.NUMBER:
        return Span.read(text)
    words = frozenset(text.split(","))
    known = {Kind.CHOICE: ATTRIBUTES[attribute].options, Kind.YES_NO: ("yes", "no")}.get(kind)
    if known is not None and not words <= set(known):
        raise ValueError(text)
    return words


def _fits(fact: BuildingFact | None, wanted: frozenset[str] | Span) -> bool:
    if fact is None:
        return False
    return wanted.holds(fact) if isinstance(wanted, Span) else fact.value in wanted
