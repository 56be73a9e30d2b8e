"""Measures: what can be done, with dated rules that explain themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .condition import Condition
from .dates import Dates, Turns
from .facts import Words


class Rules(StrEnum):
    """What a rule does where its condition is true; ``requires`` and ``favours`` act where theirs is not."""

    RULES_OUT = "rules_out"
    REQUIRES = "requires"
    FAVOURS = "favours"
    NEEDS_CHECK = "needs_check"


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason for or against a measure, in force from one day to another, both included."""

    kind: Rules
    condition: Condition
    because: Words = field(default_factory=dict)
    turns_on: Turns = Turns.READING
    valid_from: date | None = None
    valid_to: date | None = None
    legal_basis: str = ""
    source_url: str = ""
    checked_on: date | None = None
    to_check: bool = False

    def in_force(self, dates: Dates) -> bool | None:
        """None where that turns on a date not known yet."""
        if self.valid_from is None and self.valid_to is None:
            return True
        day = self.turns_on.of(dates)
        if day is None:
            return None
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that can be done to a building or by its people."""

    key: str
    rules: tuple[Rule, ...] = ()
    title: Words = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """The facts its rules name."""
        return frozenset(name for rule in self.rules for name in rule.condition.names)
