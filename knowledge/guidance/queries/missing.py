"""What is missing for a judgement or a number, in a reader's words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cms.core.queries.readings import Reader
from knowledge.guidance.engine.dates import Turns

from .definitions import text
from .estimates import books
from .library import library

DAYS = {
    Turns.READING.fact: _("day of reading"),
    Turns.INSTALLATION.fact: _("day of installation"),
    Turns.APPLICATION.fact: _("day of application"),
}
KINDS = {
    "price": _("price of the energy"),
    "co2-price": _("price of CO2"),
    "grid-fee": _("grid fee"),
    "green": _("price of green fuel"),
    "emission": _("emission factor"),
    "efficiency": _("efficiency of the heating"),
    "saving": _("share that is saved"),
    "investment": _("cost of the investment"),
    "prebound": _("share that is really used"),
    "need": _("need for hot water"),
    "grant": _("rate of the grant"),
}
OTHER = _("a number that nobody knows yet")


def named(reader: Reader, names: Iterable[str]) -> list[str]:
    """What the engine names as missing, each once, as the reader calls it."""
    with translation.override(reader.language):
        return list(dict.fromkeys(_called(reader, name) for name in names))


def _called(reader: Reader, name: str) -> str:
    fact = library(reader).catalogue.get(name)
    if fact is not None:
        return text(fact.label, reader.language)
    if name in DAYS:
        return str(DAYS[name])
    label, kind = books(reader).labels.get(name), name.split(".")[0]
    if label is None:
        return str(KINDS.get(kind, OTHER))
    # Those rows are called as the energy carrier is.
    return f"{KINDS[kind]}: {label}" if kind in ("price", "emission") else label


def dates_among(names: Iterable[str]) -> list[Turns]:
    """The days among what is missing."""
    asked = set(names)
    return [turns for turns in Turns if turns.fact in asked]
