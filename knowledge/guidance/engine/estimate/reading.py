"""What estimates have to know of a measure, from plain data as YAML or an API give it."""

from __future__ import annotations

from knowledge.guidance.engine.condition import Condition
from knowledge.guidance.engine.condition_reading import read_condition
from knowledge.guidance.engine.entries import DefinitionError, Entry, Problem

from .grants import GrantTerms
from .option import Technology

FIELDS = ("carrier", "efficiency", "investment", "saving", "grants")
"""The names of a measure's entry that ``read_technology`` reads."""


def read_technology(data: object) -> Technology:
    """A technology from those of ``FIELDS`` that are there. Raises DefinitionError with all problems."""
    problems: list[Problem] = []
    entry = Entry.of(data, "", problems)
    technology = Technology(
        carrier=entry.text("carrier"),
        efficiency=entry.text("efficiency"),
        investment=entry.keys("investment"),
        saving=entry.text("saving"),
        grants=tuple(_terms(item) for item in entry.entries("grants")),
    )
    entry.close()
    if problems:
        raise DefinitionError(problems)
    return technology


def _terms(entry: Entry) -> GrantTerms:
    bonuses = tuple(_bonus(item) for item in entry.entries("bonuses"))
    terms = GrantTerms(entry.key("programme"), bonuses)
    entry.close()
    return terms


def _bonus(entry: Entry) -> tuple[str, Condition | None]:
    bonus = entry.key("rate"), entry.read("if", read_condition)
    entry.close()
    return bonus
