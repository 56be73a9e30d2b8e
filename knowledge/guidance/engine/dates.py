"""The three dates of a heating decision: when it is read, installed, and applied for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Dates:
    """The days that law and grants turn on; None where nobody has decided yet."""

    reading: date
    installation: date | None = None
    application: date | None = None


class Turns(StrEnum):
    """The date that a rule turns on."""

    READING = "reading"
    INSTALLATION = "installation"
    APPLICATION = "application"

    def of(self, dates: Dates) -> date | None:
        """The day meant; None where nobody has decided it."""
        if self is Turns.READING:
            return dates.reading
        return dates.installation if self is Turns.INSTALLATION else dates.application

    @property
    def fact(self) -> str:
        """What it is called among the facts that are missing."""
        return f"date.{self.value}"
