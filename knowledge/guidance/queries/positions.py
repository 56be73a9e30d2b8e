"""Where a person stands in a flow, and what answers come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cms.core.queries.readings import PageReading, Reader
from knowledge.guidance.engine.answers import Refused, read_texts, write_texts
from knowledge.guidance.engine.condition_reading import read_condition
from knowledge.guidance.engine.dates import Dates
from knowledge.guidance.engine.facts import Answer, Facts, Known
from knowledge.guidance.engine.flow import Flow, Step, StepKind
from knowledge.guidance.engine.judge import Judgement, Outcome, judge_all
from knowledge.guidance.engine.walk import End, Passed, Position, walk

from .definitions import Definition, NextStep, definition

NEXT_STEPS = 3
ORDER = (Outcome.SUITABLE, Outcome.POSSIBLE, Outcome.OPEN, Outcome.UNSUITABLE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person told so far, as texts of an address, and the days that law and grants turn on."""

    texts: Sequence[tuple[str, str]]
    dates: Dates
    # A step to show although it is answered, to change the answer.
    at: str = ""
    # What the city's data say of the building or area chosen; its provider has asked who may know it.
    data: Facts = field(default_factory=dict)


@dataclass(slots=True)
class Standing:
    """A position in a flow with everything it was made from."""

    page: PageReading
    definition: Definition
    asked: Asked
    answers: Mapping[str, Answer]
    refused: tuple[Refused, ...]
    position: Position

    @property
    def reader(self) -> Reader:
        return self.page.reader

    @property
    def flow(self) -> Flow:
        return self.definition.flow

    @property
    def changing(self) -> Step | None:
        """The answered step that is shown to be changed."""
        on_path = {passage.step for passage in self.position.path}
        place = self.flow.places.get(self.asked.at) if self.asked.at in on_path else None
        step = self.flow.steps[place] if place is not None else None
        return step if step is not None and step.kind is StepKind.QUESTION else None

    @property
    def step(self) -> Step | None:
        """The question or outcome to show; None for the result."""
        return self.changing or self.position.step

    @property
    def ended(self) -> End | None:
        return None if self.changing else self.position.end

    @property
    def done(self) -> int:
        """Questions that need nothing more."""
        return sum(passage.how in (Passed.ANSWERED, Passed.KNOWN) for passage in self.position.path)

    @property
    def to_come(self) -> int:
        """The most questions that may still come: a longest way from here."""
        step = self.position.step
        if step is None or self.position.end is not None:
            return 0
        return longest_way(self.flow, self.flow.places[step.key], self.position.facts)

    def texts(self, with_private: bool = False) -> list[tuple[str, str]]:
        """The valid answers as an address has them."""
        return write_texts(self.answers, self.definition.library.catalogue, with_private)

    def judgements(self) -> list[Judgement]:
        """All measures judged, best first; equals stand in the flow's order."""
        found = judge_all(self.definition.measures, self.position.facts, self.asked.dates)
        return sorted(found, key=lambda judgement: ORDER.index(judgement.outcome))

    def next_steps(self) -> list[NextStep]:
        """The first next steps whose condition is true."""
        found = [step for step in self.definition.next_steps if holds(step, self.position.facts)]
        return found[:NEXT_STEPS]


def holds(step: NextStep, facts: Facts) -> bool:
    return step.condition is None or read_condition(step.condition).weigh(facts).truth is True


def stand(page: PageReading, asked: Asked) -> Standing:
    """Where the texts of an address lead in the flow of ``page``; what is no answer is refused and asked again."""
    found = definition(page)
    answers, refused = read_texts(asked.texts, found.library.catalogue)
    position = walk(found.flow, answers, asked.data)
    return Standing(page, found, asked, answers, refused, position)


def longest_way(flow: Flow, place: int, facts: Facts) -> int:
    """The most questions on a way from ``place``, which is one itself, whose answers are not known yet."""
    best: dict[int, int] = {}

    def ways(at: int) -> Iterable[int]:
        step = flow.steps[at]
        if step.ends:
            return ()
        targets = [flow.place_of(route.to, at) for route in step.usable_routes] if step.routes else [at + 1]
        return [target for target in targets if target is not None]

    # Routes of a published flow only lead on: there is no circle, so each place is settled once.
    order: list[int] = []
    seen: set[int] = set()

    def visit(at: int) -> None:
        if at in seen or at >= len(flow.steps):
            return
        seen.add(at)
        for target in ways(at):
            visit(target)
        order.append(at)

    visit(place)
    for at in order:
        step = flow.steps[at]
        asks = step.kind is StepKind.QUESTION and not _known(facts.get(step.fact))
        asks = asks and (step.only_if is None or step.only_if.weigh(facts).truth is not False)
        best[at] = int(asks) + max((best.get(target, 0) for target in ways(at)), default=0)
    return max(1, best.get(place, 0))


def _known(answer: Answer | None) -> bool:
    return answer is not None and answer.state in (Known.KNOWN, Known.NOT_APPLICABLE)


def dates_of(reader: Reader, as_of: date | None, installation: date | None, application: date | None) -> Dates:
    """The days that rules turn on; read today unless another day is asked for."""
    if as_of is None:
        reader.expires_at_midnight()
    return Dates(as_of or reader.today, installation, application)
