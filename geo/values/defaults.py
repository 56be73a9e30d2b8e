"""What a recipe says of all its facts where a row does not, and who may see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .attributes import SINGLE_FAMILY, Access
from .disclosure import Basis, access_of
from .facts import Method
from .items import GivenFact, Item

FactRow = tuple[str, str, float | None, float | None, str, str, int | None]
"""Attribute, value, low, high, state, method, year."""


@dataclass(slots=True)
class Defaults:
    """State, year and method of a recipe; basis and decision of the dataset."""

    state: str
    basis: Basis
    decided: bool
    year: int | None = None
    method: str = Method.GIVEN
    _known: dict[tuple[str, str | None], Access] = field(default_factory=dict)

    @classmethod
    def of(cls, dataset: Any, recipe: Any) -> Defaults:
        """From a dataset and a recipe, whatever they are made of."""
        return cls(
            state=str(getattr(recipe, "state", "") or "reported"),
            basis=Basis(dataset.basis),
            decided=bool(dataset.decision.strip()),
            year=getattr(recipe, "year", None) or None,
            method=getattr(recipe, "method", "") or Method.GIVEN,
        )

    def row(self, fact: GivenFact) -> FactRow:
        """The fact as it is stored."""
        return (
            fact.attribute, fact.value, fact.low, fact.high, str(fact.state or self.state), self.method,
            fact.year or self.year,
        )  # fmt: skip

    def rows(self, item: Item) -> list[FactRow]:
        return [self.row(fact) for fact in item.facts]

    def access(self, attribute: str, house: str | None) -> Access:
        """Who may see ``attribute`` of a building of the type ``house``."""
        found = self._known.get((attribute, house))
        if found is None:
            found = access_of(attribute, self.basis, house, decided=self.decided)
            self._known[attribute, house] = found
        return found


def house_of(types: set[str]) -> str | None:
    """The type by which a building is judged: where one source says single-family house, that one."""
    return min(types, key=lambda each: (each not in SINGLE_FAMILY, each), default=None)


def types_in(item: Item) -> set[str]:
    """What types the item itself gives."""
    return {fact.value for fact in item.facts if fact.attribute == "type" and fact.value}
