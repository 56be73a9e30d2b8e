"""Answers as people read them, and why a text was none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from django.utils import translation
from django.utils.translation import gettext as _

from cms.core.queries.readings import Reader
from cms.core.values.figures import NBSP, number_text
from knowledge.guidance.engine.answers import MOST_ANSWERS, Refusal, Refused, write_text
from knowledge.guidance.engine.dates import Dates, Turns
from knowledge.guidance.engine.facts import Answer, Fact, Kind, Known, Range, Scalar

from .definitions import text
from .library import FactReading, facts

UNITS = {"m2": "m²"}


class AnswerState(StrEnum):
    """How far an answer is known."""

    KNOWN = "known"
    ESTIMATED = "estimated"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class AnswerReading:
    """An answer to a fact as a reader gets it."""

    fact: FactReading
    answer: Answer

    @property
    def value(self) -> str:
        """As an address has it; empty where no person could give it."""
        return write_text(self.answer) or ""

    @property
    def label(self) -> str:
        """In the reader's words."""
        with translation.override(self.fact.reader.language):
            return _label(self.answer, self.fact.fact, self.fact.reader.language)

    @property
    def state(self) -> AnswerState:
        return AnswerState(self.answer.state.value)

    @property
    def source(self) -> str:
        return self.answer.source


def answers_read(reader: Reader, answers: Mapping[str, Answer], keys: Iterable[str]) -> list[AnswerReading]:
    """The answers to those ``keys`` that are facts and answered."""
    known = facts(reader)
    return [
        AnswerReading(known[key], answers[key])
        for key in keys
        if key in known and key in answers and answers[key].state is not Known.UNASKED
    ]


def _label(answer: Answer, fact: Fact, language: str) -> str:
    if answer.state is Known.NOT_APPLICABLE:
        return _("Does not apply")
    if answer.value is None:
        return _("I don't know")
    if isinstance(answer.value, Range):
        low, high = _number(answer.value.low, fact, language), _number(answer.value.high, fact, language)
        return _with_unit(low if low == high else f"{low}–{high}", fact)
    return _value(answer.value, fact, language)


def _value(value: Scalar, fact: Fact, language: str) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, str):
        return next((text(option.label, language) for option in fact.options if option.key == value), value)
    return _with_unit(_number(value, fact, language), fact)


def _number(value: float, fact: Fact, language: str) -> str:
    """What has no unit may be a year: its digits stay together."""
    return number_text(value, language) if fact.unit else f"{value:g}" if value != int(value) else str(int(value))


def _with_unit(number: str, fact: Fact) -> str:
    return f"{number}{NBSP}{UNITS.get(fact.unit, fact.unit)}" if fact.unit else number


def message(refused: Refused, fact: Fact | None, language: str) -> str:
    """What to do about a text that is no answer."""
    with translation.override(language):
        if refused.refusal is Refusal.TOO_MANY:
            return _("These are too many answers. Only the first %(number)s were read.") % {"number": MOST_ANSWERS}
        if fact is None:
            return _("Nobody asked for this.")
        if refused.refusal is Refusal.GIVEN_TWICE:
            return _("This was answered twice. Please answer it again.")
        return _wanted(fact, language)


def _wanted(fact: Fact, language: str) -> str:
    if fact.kind is Kind.CHOICE:
        return _("Please choose one of the answers.")
    if fact.kind is Kind.YES_NO:
        return _("Please answer with yes or no.")
    bounds = {
        "low": _number(fact.low, fact, language) if fact.low is not None else "",
        "high": _with_unit(_number(fact.high, fact, language), fact) if fact.high is not None else "",
    }
    if fact.low is None or fact.high is None:
        return _("Please enter a whole number.") if fact.whole else _("Please enter a number.")
    if fact.whole:
        return _("Please enter a whole number from %(low)s to %(high)s.") % bounds
    return _("Please enter a number from %(low)s to %(high)s.") % bounds


def link(texts: Iterable[tuple[str, str]], dates: Dates) -> str:
    """The query string that leads others to the same result."""
    days: list[tuple[str, date | None]] = [
        (Turns.INSTALLATION.fact, dates.installation),
        (Turns.APPLICATION.fact, dates.application),
    ]
    return urlencode([*texts, *((name, day.isoformat()) for name, day in days if day is not None)])
