"""Every path that answers can take, by the answers that conditions tell apart: who gets stuck, and how long is it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from knowledge.guidance.engine.answers import write_text
from knowledge.guidance.engine.cases import MOST_CASES, answers_told_apart
from knowledge.guidance.engine.facts import DONT_KNOW, NOT_APPLICABLE, Answer, Catalogue, Kind
from knowledge.guidance.engine.flow import Flow, Step, StepKind
from knowledge.guidance.engine.walk import way_on

from .findings import Code, Finding, finding
from .steps import place_of
from .ways import circle_of, reachable, ways_on

MOST_QUESTIONS = 12

_Facts = Mapping[str, Answer]


def review_paths(flow: Flow, catalogue: Catalogue) -> Iterator[Finding]:
    """Review a flow without circles whose conditions and routes are in order."""
    exploration = _Exploration(flow, catalogue)
    longest = exploration.explore()
    yield from exploration.stuck.values()
    if longest is None:
        yield finding(Code.NOT_PROVEN, "steps", most=MOST_CASES)
        return
    for place in sorted(reachable(flow) - exploration.met):
        step = flow.steps[place]
        yield finding(Code.UNREACHABLE_STEP, place_of(step.key), step=step.key)
    if longest > MOST_QUESTIONS:
        yield finding(Code.MANY_QUESTIONS, "steps", count=longest, most=MOST_QUESTIONS)


def longest_path(flow: Flow, catalogue: Catalogue, most: int = 20_000) -> int | None:
    """The most questions on a path; None where the flow is not in order, or it takes more cases than ``most``."""
    named = {name for step in flow.steps for name in step.names}
    if circle_of(flow) or not named <= catalogue.keys():
        return None
    return _Exploration(flow, catalogue, most=most).explore()


class _TooManyCases(Exception):
    """Exploring took more than was agreed."""


@dataclass(slots=True)
class _Exploration:
    flow: Flow
    catalogue: Catalogue
    met: set[int] = field(default_factory=set)
    stuck: dict[tuple[int, Answer], Finding] = field(default_factory=dict)
    apart: dict[str, tuple[Answer, ...]] = field(init=False)
    live: list[frozenset[str]] = field(init=False)
    longest: dict[tuple[int, frozenset[tuple[str, int]]], int] = field(default_factory=dict)
    cases: int = 0
    most: int = MOST_CASES

    def __post_init__(self) -> None:
        conditions = [condition for step in self.flow.steps for condition in step.conditions]
        named = {name for condition in conditions for name in condition.names}
        self.apart = {name: answers_told_apart(self.catalogue[name], conditions) for name in named}
        self.live = self._live()

    def explore(self) -> int | None:
        """The most questions on a path; None where there are too many cases to tell."""
        try:
            return max(self._visit(0, facts) for facts in self._starts())
        except _TooManyCases:
            return None

    def _live(self) -> list[frozenset[str]]:
        """For each place the facts that still matter: those that are named or asked for there or further on."""
        live: list[frozenset[str]] = [frozenset()] * (len(self.flow.steps) + 1)
        grown = True
        while grown:
            before = list(live)
            for place, step in enumerate(self.flow.steps):
                live[place] = step.names.union(*(live[target] for target in ways_on(self.flow, place)))
            grown = live != before
        return live

    def _starts(self) -> Iterator[_Facts]:
        """What data may say of facts that conditions name before, or without, any step asking for them."""
        asked: set[str] = set()
        early: dict[str, None] = {}
        for step in self.flow.steps:
            before = () if step.only_if is None else step.only_if.names
            early |= {name: None for name in before if name not in asked}
            asked |= {step.fact}
            early |= {name: None for condition in step.conditions for name in condition.names if name not in asked}
        for answers in product(*((*self.apart[name], None) for name in early)):
            yield {name: answer for name, answer in zip(early, answers, strict=True) if answer is not None}

    def _visit(self, place: int, facts: _Facts) -> int:
        if place >= len(self.flow.steps):
            return 0
        live = {name: answer for name, answer in facts.items() if name in self.live[place]}
        state = place, frozenset((name, id(answer)) for name, answer in live.items())
        if state not in self.longest:
            self.cases += 1
            if self.cases > self.most:
                raise _TooManyCases
            self.longest[state] = self._pass(place, live)
        return self.longest[state]

    def _pass(self, place: int, facts: _Facts) -> int:
        step = self.flow.steps[place]
        if step.only_if is not None and step.only_if.weigh(facts).truth is False:
            left_out = {step.fact: NOT_APPLICABLE} if step.fact and step.else_not_applicable else {}
            return self._go_on(place, {**left_out, **facts}, None)
        self.met.add(place)
        if step.kind is StepKind.OUTCOME:
            return 0
        if step.kind is StepKind.INFORMATION or facts.get(step.fact, NOT_APPLICABLE) != NOT_APPLICABLE:
            return self._go_on(place, facts, facts.get(step.fact))
        return 1 + max(self._go_on(place, {**facts, step.fact: answer}, answer) for answer in self._answers(step))

    def _answers(self, step: Step) -> tuple[Answer, ...]:
        return (*self.apart.get(step.fact, ()), DONT_KNOW)

    def _go_on(self, place: int, facts: _Facts, answer: Answer | None) -> int:
        target = way_on(self.flow, place, facts)
        if target is not None:
            return self._visit(target, facts)
        self._note_stuck(place, answer or NOT_APPLICABLE)
        return 0

    def _note_stuck(self, place: int, answer: Answer) -> None:
        step = self.flow.steps[place]
        gap = answer.value is not None and self.catalogue[step.fact].kind is Kind.NUMBER
        code = Code.RANGE_GAP if gap else Code.NO_WAY_ON
        self.stuck[place, answer] = finding(code, place_of(step.key), answer=write_text(answer) or answer.state)
