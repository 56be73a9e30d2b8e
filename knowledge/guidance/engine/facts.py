"""Facts: what a flow asks for and measures judge, and how far the answer to one is known."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Words = Mapping[str, str]
"""A text by language, German always among them."""

Scalar = str | bool | int | float


class Kind(StrEnum):
    """What an answer to a fact looks like."""

    CHOICE = "choice"
    NUMBER = "number"
    YES_NO = "yes_no"


class Known(StrEnum):
    """How far the answer to a fact is known."""

    KNOWN = "known"
    ESTIMATED = "estimated"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from."""

    key: str
    label: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """A thing to be known about a building, its place or its people. Its key never changes once used."""

    key: str
    kind: Kind
    label: Words = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    unit: str = ""
    low: float | None = None
    high: float | None = None
    whole: bool = False
    private: bool = False
    from_data: bool = False

    def allows(self, value: Scalar) -> bool:
        """Whether ``value`` has the fact's type, is one of its options and within its limits."""
        if self.kind is Kind.CHOICE:
            return isinstance(value, str) and any(option.key == value for option in self.options)
        if self.kind is Kind.YES_NO:
            return isinstance(value, bool)
        return is_number(value) and self._holds(float(value))

    def _holds(self, number: float) -> bool:
        within = (self.low is None or self.low <= number) and (self.high is None or number <= self.high)
        return within and (not self.whole or number == math.floor(number))


@dataclass(frozen=True, slots=True)
class Range:
    """A number of which only bounds are known. Raises ValueError where they are no numbers or in the wrong order."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not (is_number(self.low) and is_number(self.high)) or self.low > self.high:
            raise ValueError(f"{self.low} to {self.high} is no range")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a fact. Raises ValueError where value and state contradict each other."""

    state: Known
    value: Scalar | Range | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.state in (Known.KNOWN, Known.ESTIMATED)):
            raise ValueError(
                f"an answer that is {self.state} {'has no' if self.value is not None else 'needs a'} value"
            )


Answers = Mapping[str, Answer]
"""What a person told, by fact."""

Facts = Mapping[str, Answer]
"""What is taken to be so, by fact, whoever said it."""

Catalogue = Mapping[str, Fact]
"""All facts that conditions may name."""

UNKNOWN_TEXT = "dont-know"
"""What stands for "I don't know" in an address; no option may be called so."""

DONT_KNOW = Answer(Known.DONT_KNOW)
NOT_APPLICABLE = Answer(Known.NOT_APPLICABLE)


def known(value: Scalar | Range, source: str = "") -> Answer:
    """An answer known for sure."""
    return Answer(Known.KNOWN, value, source)


def estimated(value: Scalar | Range, source: str = "") -> Answer:
    """An answer to be confirmed."""
    return Answer(Known.ESTIMATED, value, source)


def is_number(value: object) -> bool:
    """Python counts True as 1; a fact never does."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
