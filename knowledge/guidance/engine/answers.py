"""Answers as texts in an address: ``building.dwellings=12&heating.carrier=gas&building.year=dont-know``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .facts import DONT_KNOW, UNKNOWN_TEXT, Answer, Answers, Catalogue, Fact, Kind, Known, Range, Scalar, known

LONGEST_TEXT = 100
MOST_ANSWERS = 200

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
_YES_NO = {"yes": True, "no": False}


class Refusal(StrEnum):
    """Why a text is no answer."""

    UNKNOWN_FACT = "unknown_fact"
    UNKNOWN_OPTION = "unknown_option"
    NO_NUMBER = "no_number"
    OUT_OF_RANGE = "out_of_range"
    NOT_WHOLE = "not_whole"
    NO_YES_NO = "no_yes_no"
    GIVEN_TWICE = "given_twice"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Refused:
    """A text of an address that is no answer. Its fact is asked again."""

    fact: str
    refusal: Refusal


def read_texts(texts: Iterable[tuple[str, str]], catalogue: Catalogue) -> tuple[dict[str, Answer], tuple[Refused, ...]]:
    """The answers among ``texts``, and what was refused; a fact given twice is refused altogether."""
    answers: dict[str, Answer] = {}
    refused: dict[str, Refused] = {}
    for count, (key, text) in enumerate(texts):
        if count >= MOST_ANSWERS:
            refused[""] = Refused("", Refusal.TOO_MANY)
            break
        answer = _answer(catalogue.get(key), text)
        if isinstance(answer, Answer) and key not in answers and key not in refused:
            answers[key] = answer
            continue
        twice = answers.pop(key, None) is not None
        reason = Refusal.GIVEN_TWICE if twice or isinstance(answer, Answer) else answer
        refused.setdefault(key[:LONGEST_TEXT], Refused(key[:LONGEST_TEXT], reason))
    return answers, tuple(refused.values())


def write_texts(answers: Answers, catalogue: Catalogue, with_private: bool = False) -> list[tuple[str, str]]:
    """The texts of an address, in the catalogue's order; private facts only where the person wants them there."""
    facts = [fact for key, fact in catalogue.items() if key in answers and (with_private or not fact.private)]
    texts = [(fact.key, write_text(answers[fact.key])) for fact in facts]
    return [(key, text) for key, text in texts if text is not None]


def write_text(answer: Answer) -> str | None:
    """The text of an answer that a person can give; None where no person could."""
    if answer.state is Known.DONT_KNOW:
        return UNKNOWN_TEXT
    if answer.value is None or isinstance(answer.value, Range):
        return None
    if isinstance(answer.value, bool):
        return "yes" if answer.value else "no"
    return answer.value if isinstance(answer.value, str) else f"{answer.value:.6f}".rstrip("0").rstrip(".")


def _answer(fact: Fact | None, text: str) -> Answer | Refusal:
    if fact is None:
        return Refusal.UNKNOWN_FACT
    if text == UNKNOWN_TEXT:
        return DONT_KNOW
    if fact.kind is Kind.NUMBER:
        return _numeric(fact, text)
    value: Scalar | None = _YES_NO.get(text) if fact.kind is Kind.YES_NO else text
    if value is None:
        return Refusal.NO_YES_NO
    return known(value) if fact.allows(value) else Refusal.UNKNOWN_OPTION


def _numeric(fact: Fact, text: str) -> Answer | Refusal:
    if not _NUMBER.fullmatch(text):
        return Refusal.NO_NUMBER
    value = float(text) if "." in text else int(text)
    if fact.allows(value):
        return known(int(value) if value == int(value) else value)
    return Refusal.NOT_WHOLE if fact.whole and value != int(value) else Refusal.OUT_OF_RANGE
