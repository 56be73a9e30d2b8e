"""What answers come to, as its page shows it: in groups, compared, and with what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .bars import bars
from .told import DAYS, DONT_KNOW, Told
from .way import Go, Way, form

Result = dict[str, Any]
GROUPS = ("SUITABLE", "POSSIBLE", "OPEN", "UNSUITABLE")
_ABOUT_COSTS = ("investment", "energyCost", "emissions")


@dataclass(frozen=True, slots=True)
class Group:
    """The measures that were judged alike."""

    outcome: str
    judgements: list[Result]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in the summary, with the way to change it, where there is one."""

    answer: Result
    change: Go | None

    @property
    def is_open(self) -> bool:
        """Whether the person did not know."""
        return bool(self.answer["state"] == "DONT_KNOW")


def result_context(position: Result, told: Told, way: Way) -> Result:
    """Everything the pages of a result need beyond the answer of the API."""
    result = position["result"]
    judged = result["judgements"]
    steps = _steps(position)
    compared = [each for each in judged if _is_compared(each)]
    heating = [each for each in judged if each["measure"]["kind"] == "HEATING"]
    others = [each for each in judged if each not in heating] if heating else []
    return {
        "result": result,
        "headline": headline(heating or judged, is_about_heating=bool(heating)),
        "groups": _groups(heating or judged, steps, way),
        "others": _groups(others, steps, way),
        "compared": compared,
        "cost_picture": bars(compared, "energyCost"),
        "emission_picture": bars(compared, "emissions"),
        "has_open_costs": any(each["estimate"]["open"] for each in compared),
        "ladder": _ladder(compared),
        "funded": [each for each in compared if each["estimate"]["grants"]],
        "told": _said(result["told"], steps, way),
        "taken": _said(result["taken"], steps, way),
        "has_private": _has_private(position),
        "is_private_shown": told.shows_private,
        "days": told.days,
        "days_form": form(way.without(*DAYS.values())),
        "share_form": form(way),
    }


def headline(judged: list[Result], *, is_about_heating: bool) -> str:
    """The result in one sentence."""
    count = {outcome: sum(each["outcome"] == outcome for each in judged) for outcome in GROUPS}
    if count["SUITABLE"]:
        return _suitable(count["SUITABLE"], is_about_heating)
    if count["POSSIBLE"]:
        return _possible(count["POSSIBLE"], is_about_heating)
    if count["OPEN"]:
        return _("We can’t tell yet what suits: one answer decides most.")
    return _("None of the options suits. Please talk to an advice centre.")


def _suitable(count: int, is_about_heating: bool) -> str:
    if is_about_heating:
        text = ngettext("%(count)d way to heat suits your house.", "%(count)d ways to heat suit your house.", count)
    else:
        text = ngettext("There is %(count)d thing you can do.", "There are %(count)d things you can do.", count)
    return _counted(text, count)


def _possible(count: int, is_about_heating: bool) -> str:
    if is_about_heating:
        text = ngettext(
            "%(count)d way to heat is possible, on a condition.",
            "%(count)d ways to heat are possible, on conditions.",
            count,
        )
    else:
        text = ngettext("%(count)d thing may help you.", "%(count)d things may help you.", count)
    return _counted(text, count)


def _counted(text: str, count: int) -> str:
    return text % {"count": count}


def _steps(position: Result) -> dict[str, str]:
    """The questions on the path, by what they ask for: only these can be shown again."""
    return {
        passage["step"]["fact"]["key"]: passage["step"]["key"]
        for passage in position["path"]
        if passage["step"]["fact"] and passage["how"] in ("ANSWERED", "KNOWN")
    }


def _groups(judged: list[Result], steps: dict[str, str], way: Way) -> list[Group]:
    groups = [
        Group(outcome, [{**each, **_explained(each, steps, way)} for each in judged if each["outcome"] == outcome])
        for outcome in GROUPS
    ]
    return [group for group in groups if group.judgements]


def _explained(judgement: Result, steps: dict[str, str], way: Way) -> Result:
    """The reasons of a judgement, apart by what they say, and the way to the question that decides."""
    reasons = judgement["reasons"]
    conditions = judgement["conditions"]
    decides = judgement["decides"]
    step = steps.get(decides["key"]) if decides else None
    return {
        "conditions": conditions,
        "for": [each for each in reasons if each["effect"] == "SPEAKS_FOR"],
        "against": [each for each in reasons if each["effect"] == "SPEAKS_AGAINST"],
        "undecided": [each for each in reasons if each["effect"] == "UNDECIDED"],
        "later": [each for each in reasons if each["effect"] == "NOT_IN_FORCE"],
        "answer": way.change(step) if step else None,
    }


def _is_compared(judgement: Result) -> bool:
    estimate = judgement["estimate"]
    if not estimate or judgement["outcome"] == "UNSUITABLE" or judgement["measure"]["kind"] != "HEATING":
        return False
    return any(estimate[field] for field in _ABOUT_COSTS)


def _ladder(compared: list[Result]) -> Result | None:
    """The years in which the cost of burning gas or oil is told, and the options that do."""
    burning = [each for each in compared if each["estimate"]["years"]]
    if not burning:
        return None
    missing = [word for each in burning for year in each["estimate"]["years"] for word in year["missing"]]
    return {
        "years": [year["year"] for year in burning[0]["estimate"]["years"]],
        "rows": burning,
        "missing": list(dict.fromkeys(missing)),
    }


def _said(answers: list[Result], steps: dict[str, str], way: Way) -> list[Said]:
    return [Said(answer, _change(answer, steps, way)) for answer in answers]


def _change(answer: Result, steps: dict[str, str], way: Way) -> Go | None:
    step = steps.get(answer["fact"]["key"])
    return way.change(step) if step else None


def _has_private(position: Result) -> bool:
    """Whether something was answered that is left out of links."""
    return any(each["fact"]["isPrivate"] and each["value"] != DONT_KNOW for each in position["answers"])
