"""Positions in a flow as the API tells them: what a test does not care about is filled in."""

from __future__ import annotations

from typing import Any

from tests.frontend_templates.answers import page

Fields = dict[str, Any]


def fact(key: str = "building.dwellings", **changed: Any) -> Fields:
    return {
        "key": key, "label": "Zahl der Wohnungen", "help": "Zählen Sie die Klingeln.", "kind": "NUMBER", "options": [],
        "unit": "", "low": 1, "high": 500, "isWhole": True, "isPrivate": False, "contentLocale": "DE", **changed,
    }  # fmt: skip


def choice(key: str, *options: str, **changed: Any) -> Fields:
    offered = [{"key": option, "label": option.capitalize()} for option in options]
    return fact(key, kind="CHOICE", options=offered, low=None, high=None, **changed)


def question(asked: Fields | None = None, **changed: Any) -> Fields:
    asked = asked or fact()
    return {
        "key": asked["key"], "kind": "QUESTION", "words": "Wie viele Wohnungen?", "why": "Es zählt.",
        "more": "", "fact": asked, "contact": None, **changed,
    }  # fmt: skip


def answer(asked: Fields, value: str, **changed: Any) -> Fields:
    return {"fact": asked, "value": value, "label": value.capitalize(), "state": "KNOWN", "source": "", **changed}


def passed(asked: Fields, how: str = "ANSWERED") -> Fields:
    return {"how": how, "step": {"key": asked["key"], "fact": {"key": asked["key"]}}}


def refused(key: str, reason: str = "OUT_OF_RANGE", message: str = "Bitte eine Zahl von 1 bis 500.") -> Fields:
    return {"fact": key, "reason": reason, "message": message, "step": {"words": "Wie viele?"}}


def position(**changed: Any) -> Fields:
    flow = page("GuidanceFlow", title="Welche Heizung?", path="/kompass/heizung/")
    return {
        "flow": {**flow, "showsEstimates": True, "structureVersion": "v1"},
        "step": None, "isChanging": False, "end": None, "shown": [], "suggestion": None, "current": None, "path": [],
        "refused": [], "done": 0, "toCome": 3, "answers": [], "link": "", "isOtherVersion": False, "result": None,
        **changed,
    }  # fmt: skip


def asking(asked: Fields | None = None, **changed: Any) -> Fields:
    return position(step=question(asked), **changed)


def figure(low: float | None, high: float | None = None, **changed: Any) -> Fields:
    return {
        "low": low, "high": high if high is not None else low, "text": "" if low is None else f"{low:.0f} €",
        "state": "UNKNOWN" if low is None else "ESTIMATED", "method": "", "toCheck": False, "source": None, **changed,
    }  # fmt: skip


def costs(**changed: Any) -> Fields:
    return {
        "investment": figure(20_000, 30_000), "energyCost": figure(1_000, 2_000), "emissions": figure(None),
        "grants": [], "years": [], "isRankable": True, "open": [], "toCheck": False, **changed,
    }  # fmt: skip


def reason(text: str, effect: str = "SPEAKS_FOR", **changed: Any) -> Fields:
    return {
        "text": text, "effect": effect, "turnsOn": "READING", "validFrom": None, "validTo": None, "legalBasis": "",
        "sourceUrl": "", "checkedOn": None, "toCheck": False, **changed,
    }  # fmt: skip


def judgement(title: str, outcome: str = "SUITABLE", **changed: Any) -> Fields:
    kind = changed.pop("kind", "HEATING")
    measure = {
        "slug": title.lower(), "title": title, "summary": "Kurz.", "kind": kind, "contentLocale": "DE", "pages": [],
    }  # fmt: skip
    return {
        "measure": measure, "outcome": outcome, "reasons": [], "conditions": [], "decides": None, "decidesDate": None,
        "estimate": None, **changed,
    }  # fmt: skip


def result(*judgements: Fields, **changed: Any) -> Fields:
    return {
        "readOn": "2026-11-22", "installation": None, "application": None, "openDates": [], "told": [], "taken": [],
        "demand": None, "judgements": list(judgements), "nextSteps": [], "centres": [], "pages": [], "documents": [],
        **changed,
    }  # fmt: skip


def ended(*judgements: Fields, **changed: Any) -> Fields:
    of_result = changed.pop("of_result", {})
    return position(end="RESULT", result=result(*judgements, **of_result), **changed)
