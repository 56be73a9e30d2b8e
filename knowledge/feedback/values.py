"""What a reader sends, and what may be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

SHORTEST_TEXT = 3
LONGEST_TEXT = 4000
LONGEST_PATH = 255
_KEY = re.compile(r"^[\w-]{16,64}$")
_EMAIL = re.compile(r"^[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\.]+(\.[^@\s<>,;:\"()\[\]\\.]+)+$")


class Problem(StrEnum):
    """Why a message is not taken; stays the same, whatever the words say."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    INVALID_EMAIL = "invalid_email"
    INVALID_PATH = "invalid_path"
    INVALID_KEY = "invalid_key"
    RATE_LIMITED = "rate_limited"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A problem and the field it is with; none where it is with the whole."""

    problem: Problem
    field: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """A message as it was sent. ``trap`` is what was written into the field that people do not see."""

    kind: str
    text: str
    language: str
    key: str
    path: str = ""
    email: str = ""
    trap: str = ""

    def problems(self) -> Iterator[FieldProblem]:
        """Everything that must be mended before it is taken."""
        length = len(self.text.strip())
        if length < SHORTEST_TEXT:
            yield FieldProblem(Problem.TOO_SHORT, "text")
        if length > LONGEST_TEXT:
            yield FieldProblem(Problem.TOO_LONG, "text")
        if self.email and (len(self.email) > 254 or not _EMAIL.match(self.email)):
            yield FieldProblem(Problem.INVALID_EMAIL, "email")
        if self.path and not is_path(self.path):
            yield FieldProblem(Problem.INVALID_PATH, "path")
        if not _KEY.match(self.key):
            yield FieldProblem(Problem.INVALID_KEY, "submissionKey")


def is_path(text: str) -> bool:
    return text.startswith("/") and not text.startswith("//") and len(text) <= LONGEST_PATH and text.isprintable()
