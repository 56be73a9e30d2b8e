"""What an address, and the body of a form, say of a person: answers, days, and which question they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

Pair = tuple[str, str]

DONT_KNOW = "dont-know"
# In front of the name of a field whose value is sent in the body only.
PRIVATE = "private."
# What an address says that was given away without private answers: who opens it is not asked for them.
LEFT_OUT = ("private", "left-out")
DAYS = {"installation": "date.installation", "application": "date.application"}
OWN_NAMES = frozenset(
    {
        *("start", "asked", "skip", "ask", "without", "view", "version", "with", "token", "building", "area"),
        *(LEFT_OUT[0], *DAYS.values()),
    }
)
# One more than the API takes, so that it is the API that says there are too many.
MOST_ANSWERS = 201
LONGEST_VALUE = 200
_YEARS = range(1990, 2101)
_NUMBER_WITH_UNIT = re.compile(r"([\d.,'’\s]*\d)\s*(?:m²|m2|qm|mq|kwh(?:/a)?)?", re.IGNORECASE)
_GROUPED = {"en": re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?"), "": re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")}


def plain_number(text: str) -> str:
    """A number as a person writes it, ``1.200 m²`` or ``120,5``, as an address has it; anything else as it is."""
    match = _NUMBER_WITH_UNIT.fullmatch(text.strip())
    if match is None:
        return text.strip()
    digits = re.sub(r"[\s'’]", "", match[1])
    if get_language() == "en":
        return digits.replace(",", "") if _GROUPED["en"].fullmatch(digits) else digits
    if _GROUPED[""].fullmatch(digits):
        digits = digits.replace(".", "")
    return digits.replace(",", ".")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it was typed, and what it is, or why it is none."""

    text: str = ""
    value: str | None = None
    error: str = ""

    @classmethod
    def of(cls, text: str) -> Day:
        """The day that ``text`` names."""
        text = text.strip()[:40]
        if not text:
            return cls()
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return cls(text, None, _("Enter a date such as 2026-12-31."))
        if day.year not in _YEARS:
            return cls(text, None, _("Enter a year between 1990 and 2100."))
        return cls(text, day.isoformat())


@dataclass(frozen=True, slots=True)
class Told:
    """``answers`` may stand in an address, ``private`` ones only in the body of a form."""

    answers: tuple[Pair, ...] = ()
    private: tuple[Pair, ...] = ()
    typed: str = ""
    asked: str = ""
    is_skipped: bool = False
    changes: str = ""
    days: Mapping[str, Day] = field(default_factory=dict)
    version: str = ""
    # Ids of the building and the area it is about, as the map gives them.
    building: str = ""
    area: str = ""
    view: str = ""
    is_begun: bool = False
    shows_private: bool = False
    leaves_private_out: bool = False

    @classmethod
    def of(cls, address: QueryDict, body: QueryDict | None = None) -> Told:
        """What is told; the body goes before the address where both name a fact."""
        sent = address if body is None else body
        asked_field = sent.get("asked", "")[:LONGEST_VALUE]
        answers, private = _merged(_answers(address), _answers(body) if body is not None else [])
        asked = asked_field.removeprefix(PRIVATE)
        typed = next((value for name, value in (*private, *answers) if name == asked), "")
        if asked:
            answers = [(name, plain_number(value) if name == asked else value) for name, value in answers]
        if asked and "skip" in sent:
            answers = [pair for pair in answers if pair[0] != asked]
            private = [pair for pair in private if pair[0] != asked]
            (private if asked_field.startswith(PRIVATE) else answers).append((asked, DONT_KNOW))
        dropped = sent.get("without", "").removeprefix(PRIVATE)
        days = {name: Day.of(sent.get(key, address.get(key, ""))) for name, key in DAYS.items()}
        return cls(
            answers=tuple(pair for pair in answers if pair[1] and pair[0] != dropped),
            private=tuple(pair for pair in private if pair[1] and pair[0] != dropped),
            typed=typed,
            asked=asked,
            is_skipped="skip" in sent,
            changes=sent.get("ask", "")[:LONGEST_VALUE],
            days=days,
            version=address.get("version", "")[:LONGEST_VALUE],
            building=sent.get("building", address.get("building", ""))[:LONGEST_VALUE],
            area=sent.get("area", address.get("area", ""))[:LONGEST_VALUE],
            view="adviser" if address.get("view") == "adviser" else "",
            is_begun="start" in address or bool(answers) or bool(private) or body is not None,
            shows_private=sent.get("with") == "private",
            leaves_private_out=address.get(LEFT_OUT[0]) == LEFT_OUT[1],
        )

    @property
    def is_empty(self) -> bool:
        """Whether a question was sent back without an answer."""
        given = {name for name, _value in (*self.answers, *self.private)}
        return bool(self.asked) and self.asked not in given and not self.is_skipped

    @property
    def all_answers(self) -> list[dict[str, str]]:
        """As the API takes them."""
        return [{"fact": name, "value": value} for name, value in (*self.answers, *self.private)]


def _answers(fields: QueryDict) -> list[Pair]:
    pairs = [
        (name[:LONGEST_VALUE], value.strip()[:LONGEST_VALUE])
        for name, values in fields.lists()
        if name not in OWN_NAMES
        for value in dict.fromkeys(values)
    ]
    return pairs[:MOST_ANSWERS]


def _merged(address: Iterable[Pair], body: Iterable[Pair]) -> tuple[list[Pair], list[Pair]]:
    private = [(name.removeprefix(PRIVATE), value) for name, value in body if name.startswith(PRIVATE)]
    public = [(name, value) for name, value in body if not name.startswith(PRIVATE)]
    replaced = {name for name, _value in (*private, *public)}
    kept = [(name, value) for name, value in address if name not in replaced and not name.startswith(PRIVATE)]
    return (kept + public)[:MOST_ANSWERS], private[:MOST_ANSWERS]
