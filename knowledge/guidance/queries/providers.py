"""What the city's data say of a building or an area, told by the apps that hold them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from cms.core.queries.readings import Reader
from knowledge.guidance.engine.facts import Answer, Catalogue, Facts, Range, is_number

from .library import library

# The facts of the thing with an id that this reader may see; None where there is no such thing for them.
FactsOf = Callable[[str, Reader], Facts | None]


class Subject(StrEnum):
    """What data can be about."""

    BUILDING = "building"
    AREA = "area"


PROVIDERS: dict[Subject, FactsOf] = {}


def register_provider(subject: Subject, facts_of: FactsOf) -> None:
    """Say who knows the facts of buildings, or of areas; an upper app does so when it is ready.

    ``facts_of`` alone decides what this reader may see of one thing: whatever it gives may be shown.
    """
    PROVIDERS[subject] = facts_of


def facts_of(reader: Reader, subject: Subject, given: str) -> Facts | None:
    """What data say of the thing ``given``; None where nobody knows it."""
    provider = PROVIDERS.get(subject)
    found = provider(given, reader) if provider else None
    if found is None:
        return None
    catalogue = library(reader).catalogue
    return {key: answer for key, answer in found.items() if _may_come_from_data(key, answer, catalogue)}


def _may_come_from_data(key: str, answer: Answer, catalogue: Catalogue) -> bool:
    fact = catalogue.get(key)
    if fact is None or not fact.from_data or fact.private:
        return False
    if isinstance(answer.value, Range):
        return is_number(answer.value.low) and fact.kind.value == "number"
    return answer.value is None or fact.allows(answer.value)
