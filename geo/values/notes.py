"""What somebody says of a building's figures, and what may be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .attributes import ATTRIBUTES

LONGEST_TEXT = 4000
_KEY = re.compile(r"^[\w-]{16,64}$")
_EMAIL = re.compile(r"^[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\.]+(\.[^@\s<>,;:\"()\[\]\\.]+)+$")


class Problem(StrEnum):
    """Why a note is not taken; stays the same, whatever the words say."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    INVALID_EMAIL = "invalid_email"
    INVALID_KEY = "invalid_key"
    UNKNOWN_ATTRIBUTE = "unknown_attribute"
    UNKNOWN_BUILDING = "unknown_building"
    RATE_LIMITED = "rate_limited"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A problem and the field it is with; none where it is with the whole."""

    problem: Problem
    field: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A note as it was sent. ``kind``: correction or objection. ``trap``: a field that people do not see."""

    kind: str
    text: str
    language: str
    key: str
    attribute: str = ""
    email: str = ""
    trap: str = ""

    def problems(self) -> Iterator[FieldProblem]:
        """Everything that must be mended before it is taken. An objection needs no reason."""
        if self.kind == "correction" and len(self.text.strip()) < 3:
            yield FieldProblem(Problem.TOO_SHORT, "text")
        if len(self.text.strip()) > LONGEST_TEXT:
            yield FieldProblem(Problem.TOO_LONG, "text")
        if self.email and (len(self.email) > 254 or not _EMAIL.match(self.email)):
            yield FieldProblem(Problem.INVALID_EMAIL, "email")
        if self.attribute and self.attribute not in ATTRIBUTES:
            yield FieldProblem(Problem.UNKNOWN_ATTRIBUTE, "attribute")
        if not _KEY.match(self.key):
            yield FieldProblem(Problem.INVALID_KEY, "submissionKey")


def a_month_after(day: date) -> date:
    """The same day of the next month, or its last (GDPR, Article 12 (3))."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)
