"""A question as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .told import DONT_KNOW, PRIVATE, Told
from .way import Go, Way, form

Answered = dict[str, Any]
# What a number's field shows on a telephone: a keyboard of digits, with or without a comma.
_KEYBOARDS = {True: "numeric", False: "decimal"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers offered."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person has come."""

    number: int
    total: int


def question_context(position: Answered, told: Told, way: Way) -> Answered:
    """What the page of the question at ``position`` needs beyond its words."""
    fact = position["step"]["fact"]
    wrong = _wrong(position, told, fact["key"])
    value = _value(position, told, fact["key"], wrong)
    return {
        "choices": _choices(fact, value),
        "value": value,
        "keyboard": _KEYBOARDS[bool(fact["isWhole"])],
        "field": f"{PRIVATE if fact['isPrivate'] else ''}{fact['key']}",
        "error": wrong,
        "form": form(way.without(fact["key"]), is_private=fact["isPrivate"]),
        "progress": None if position["isChanging"] else _progress(position),
        "back": back(position, way),
    }


def _wrong(position: Answered, told: Told, fact: str) -> str:
    """What is to be told of the answer that was sent to this question; empty where nothing is wrong."""
    for refused in position["refused"]:
        if refused["fact"] == fact:
            return str(refused["message"])
    if told.is_empty and told.asked == fact:
        return _("Please give an answer, or say that you don’t know.")
    return ""


def others_refused(position: Answered) -> list[Answered]:
    """Refused answers to other questions; names without a dot are no answers but what others put into addresses."""
    fact = ((position["step"] or {}).get("fact") or {}).get("key")
    return [
        refused
        for refused in position["refused"]
        if refused["fact"] != fact and ("." in refused["fact"] or refused["reason"] != "UNKNOWN_FACT")
    ]


def _value(position: Answered, told: Told, fact: str, wrong: str) -> str:
    if wrong:
        sent = dict((*told.answers, *told.private))
        return told.typed if told.asked == fact else sent.get(fact, "")
    shown = position["current"] or position["suggestion"]
    return "" if shown is None or shown["value"] == DONT_KNOW else str(shown["value"])


def _choices(fact: Answered, value: str) -> list[Choice]:
    if fact["kind"] == "YES_NO":
        offered = [("yes", _("Yes")), ("no", _("No"))]
    else:
        offered = [(option["key"], option["label"]) for option in fact["options"]]
    return [Choice(key, label, key == value) for key, label in offered]


def _progress(position: Answered) -> Progress:
    return Progress(position["done"] + 1, position["done"] + max(1, position["toCome"]))


def back(position: Answered, way: Way) -> Go:
    """To the question before: the same answers without the last one. From the first one, to the start."""
    if position["isChanging"]:
        return Go(way.address, "", "")
    for passage in reversed(position["path"]):
        if passage["how"] == "ANSWERED":
            return way.back(passage["step"]["fact"]["key"])
    return Go(way.path, "", "")
