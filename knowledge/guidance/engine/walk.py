"""Follow answers through a flow: what is asked next, what was passed and how, what is taken to be so."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .facts import NOT_APPLICABLE, Answer, Answers, Facts, Known
from .flow import Flow, Step, StepKind

NO_FACTS: Facts = {}


class Passed(StrEnum):
    """How a step on the path was passed."""

    ANSWERED = "answered"
    KNOWN = "known"
    NOT_ASKED = "not_asked"
    SHOWN = "shown"


class End(StrEnum):
    """Where a walk can end. Lost and in a circle are faults of the flow, which ``review`` finds before readers do."""

    RESULT = "result"
    OUTCOME = "outcome"
    LOST = "lost"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Passage:
    """A step on the path."""

    step: str
    how: Passed


@dataclass(frozen=True, slots=True)
class Position:
    """Where answers lead: to ``step``, which still needs one, or to an ``end``.

    ``suggestion`` is an estimate to be confirmed; ``shown`` what to show since the last question answered; ``missing``
    the facts for want of which it is not sure that the question matters; ``unused`` answers to questions off the path:
    they are kept for a change of mind and judge nothing.
    """

    step: Step | None
    end: End | None
    path: tuple[Passage, ...]
    facts: Facts
    unused: tuple[str, ...]
    suggestion: Answer | None = None
    shown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def walk(flow: Flow, answers: Answers, data: Facts = NO_FACTS) -> Position:
    """Follow ``answers``, and what ``data`` say, from the start to the first step that needs an answer, or the end."""
    journey = _Journey(flow, answers, data)
    place: int | None = 0
    while place is not None and place < len(flow.steps) and place not in journey.visited:
        step = flow.steps[place]
        journey.visited.add(place)
        if journey.stops_at(step):
            return journey.position(step)
        place = way_on(flow, place, journey.facts)
    if place is None:
        return journey.position(end=End.LOST)
    return journey.position(end=End.RESULT if place >= len(flow.steps) else End.CIRCLE)


def way_on(flow: Flow, place: int, facts: Facts) -> int | None:
    """Where the first route leads whose condition is true; an unknown one is not taken. None where no route is left."""
    routes = flow.steps[place].routes
    if not routes:
        return place + 1
    for route in routes:
        if route.condition is None or route.condition.weigh(facts).truth is True:
            return flow.place_of(route.to, place)
    return None


def settled(answer: Answer | None, datum: Answer | None) -> Answer | None:
    """What a person says goes before what data say, but "don't know" leaves data standing."""
    if answer is None or answer.state is Known.UNASKED:
        return datum
    return datum if answer.state is Known.DONT_KNOW and datum is not None else answer


@dataclass(slots=True)
class _Journey:
    flow: Flow
    answers: Answers
    data: Facts
    facts: dict[str, Answer] = field(init=False)
    path: list[Passage] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    visited: set[int] = field(default_factory=set)
    missing: tuple[str, ...] = ()
    used: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Data are there from the start, as a person corrected them; answers join at the step that asks for them."""
        self.data = {key: datum for key, datum in self.data.items() if _says_something(datum)}
        merged = {key: settled(self.answers.get(key), datum) for key, datum in self.data.items()}
        self.facts = {key: answer for key, answer in merged.items() if answer is not None}
        self.used = set(self.data)

    def stops_at(self, step: Step) -> bool:
        """Pass ``step`` if it needs nothing more."""
        self.missing = ()
        if step.only_if is not None:
            verdict = step.only_if.weigh(self.facts)
            if verdict.truth is False:
                self._leave_out(step)
                return False
            self.missing = verdict.facts if verdict.truth is None else ()
        if step.kind is StepKind.INFORMATION:
            self.shown.append(step.key)
            self.path.append(Passage(step.key, Passed.SHOWN))
            return False
        return step.kind is StepKind.OUTCOME or not self._is_answered(step)

    def _leave_out(self, step: Step) -> None:
        if step.kind is StepKind.QUESTION and step.else_not_applicable:
            self.facts.setdefault(step.fact, NOT_APPLICABLE)
        self.path.append(Passage(step.key, Passed.NOT_ASKED))

    def _is_answered(self, step: Step) -> bool:
        answer = self.answers.get(step.fact)
        datum = self.data.get(step.fact)
        if answer is not None and answer.state is not Known.UNASKED:
            self.facts[step.fact] = settled(answer, datum) or answer
            self.path.append(Passage(step.key, Passed.ANSWERED))
            self.used.add(step.fact)
            self.shown.clear()
            return True
        if datum is not None and datum.state is not Known.ESTIMATED:
            self.path.append(Passage(step.key, Passed.KNOWN))
            return True
        return False

    def position(self, step: Step | None = None, end: End | None = None) -> Position:
        if step is not None and step.kind is StepKind.OUTCOME:
            end = End.OUTCOME
        asks = step is not None and end is None
        return Position(
            step=step,
            end=end,
            path=tuple(self.path),
            facts=self.facts,
            unused=tuple(
                sorted(k for k, a in self.answers.items() if k not in self.used and a.state is not Known.UNASKED)
            ),
            suggestion=self.facts.get(step.fact) if step is not None and asks and step.fact in self.data else None,
            shown=tuple(self.shown),
            missing=self.missing if asks else (),
        )


def _says_something(datum: Answer) -> bool:
    return datum.state not in (Known.UNASKED, Known.DONT_KNOW)
