"""What readers choose above a list: parsed once, shown again in the form, and asked of the API."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from .visit import NoSuchPage

AUDIENCES = ("OWNER", "OWNER_ASSOCIATION", "LANDLORD", "TENANT", "BUSINESS")
SEARCH_TYPES = ("ARTICLE", "TOPIC", "GLOSSARY_TERM", "FUNDING_PROGRAMME", "ADVICE_CENTRE", "EVENT", "CAMPAIGN", "PAGE")
_KEY = re.compile(r"^[\w-]{1,80}$")
_LANGUAGE = re.compile(r"^[a-z]{2,3}$")
_CURSOR = re.compile(r"^[\w+/=:.-]{1,200}$")
_FAR_YEARS = range(1990, 2101)


class NotUnderstood(ValueError):
    """A value that a form field can't have; the message is for the reader."""


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotUnderstood(_("Enter a date such as 2026-12-31.")) from None
    if day.year not in _FAR_YEARS:
        raise NotUnderstood(_("Enter a year between 1990 and 2100."))
    return day.isoformat()


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not pattern.match(text):
            raise NoSuchPage(text)
        return text

    return parse


def _one_of(names: tuple[str, ...]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text.upper() not in names:
            raise NoSuchPage(text)
        return text.upper()

    return parse


# By the name of the address parameter: the variable of the document, and how its value is read.
FIELDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "topic": ("topic", _matching(_KEY)),
    "audience": ("audience", _one_of(AUDIENCES)),
    "for": ("forWhom", _one_of(AUDIENCES)),
    "language": ("language", _matching(_LANGUAGE)),
    "from": ("from", _day),
    "to": ("to", _day),
    "on": ("on", _day),
    "type": ("types", _one_of(SEARCH_TYPES)),
    "after": ("after", _matching(_CURSOR)),
}
TYPED = frozenset({"from", "to", "on", "q"})


@dataclass(frozen=True, slots=True)
class Filters:
    """``values`` as the form shows them, ``variables`` as the document takes them, ``errors`` by field."""

    values: dict[str, str] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether the list is narrowed."""
        return any(name != "after" for name in self.values)

    @property
    def typed(self) -> bool:
        """Whether a person typed a value, which then stays out of every cache."""
        return bool(TYPED & self.values.keys())


def filters(params: Mapping[str, str], names: tuple[str, ...]) -> Filters:
    """Read ``names`` from ``params``; raises NoSuchPage for what no form of ours sends."""
    found = Filters()
    for name in names:
        text = str(params.get(name, "")).strip()
        variable, parse = FIELDS[name]
        found.variables[variable] = None
        if not text:
            continue
        found.values[name] = text[:200]
        try:
            found.variables[variable] = parse(text)
        except NotUnderstood as error:
            found.errors[name] = str(error)
    if not found.errors and (found.values.get("from") or "") > (found.values.get("to") or "9999"):
        found.errors["to"] = _("The last day is before the first.")
        found.variables["to"] = None
    return found
