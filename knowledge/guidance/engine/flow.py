"""A flow: steps in order, each asking for one fact or showing something, with routes and personas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .condition import Condition
from .dates import Dates
from .facts import Answer, Words

NEXT = "next"
"""The route to the following step."""
RESULT = "result"
"""The route to the judgements."""


class StepKind(StrEnum):
    """What a step does: ask for a fact, show something on the way, or end the flow with something of its own."""

    QUESTION = "question"
    INFORMATION = "information"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Route:
    """Where to go on if a condition is true; without a condition, always."""

    to: str
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the conversation. Without routes the following step is next, after the last one the result.

    A fact whose question is left out stays unknown, unless the step says that it then does not apply.
    """

    key: str
    kind: StepKind = StepKind.QUESTION
    fact: str = ""
    only_if: Condition | None = None
    else_not_applicable: bool = False
    routes: tuple[Route, ...] = ()
    contact: str = ""
    words: Words = field(default_factory=dict)
    why: Words = field(default_factory=dict)
    more: Words = field(default_factory=dict)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All conditions of the step: of asking it, and of its routes."""
        every = (self.only_if, *(route.condition for route in self.routes))
        return tuple(condition for condition in every if condition is not None)

    @property
    def ends(self) -> bool:
        """Whether nothing ever follows it."""
        return self.kind is StepKind.OUTCOME and self.only_if is None

    @property
    def usable_routes(self) -> tuple[Route, ...]:
        """The routes up to the first without condition: none after that is ever taken."""
        always = next((n for n, route in enumerate(self.routes) if route.condition is None), len(self.routes))
        return self.routes[: always + 1]

    @property
    def names(self) -> frozenset[str]:
        """The facts it asks for or names in a condition."""
        named = {name for condition in self.conditions for name in condition.names}
        return frozenset(named | ({self.fact} if self.fact else set()))


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented person whose judgements, and path if given, must stay as expected."""

    name: str
    dates: Dates
    facts: Mapping[str, Answer]
    expects: Mapping[str, str]
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """A conversation that ends in judgements of the measures it names."""

    key: str
    steps: tuple[Step, ...]
    measures: tuple[str, ...] = ()
    personas: tuple[Persona, ...] = ()
    title: Words = field(default_factory=dict)
    places: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places: dict[str, int] = {}
        for place, step in enumerate(self.steps):
            places.setdefault(step.key, place)
        object.__setattr__(self, "places", places)

    def place_of(self, target: str, after: int) -> int | None:
        """Where a route from ``after`` leads: a step's place, ``len(steps)`` for the result, None for nowhere."""
        if target == NEXT:
            return after + 1
        if target == RESULT:
            return len(self.steps)
        return self.places.get(target)
