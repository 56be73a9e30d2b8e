"""Where a person stands in a flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cms.core.queries.readings import PageReading, Reader
from knowledge.guidance.engine.answers import Refused, read_texts, write_texts
from knowledge.guidance.engine.dates import Dates
from knowledge.guidance.engine.facts import Answer, Facts, Known
from knowledge.guidance.engine.flow import Flow, Step, StepKind
from knowledge.guidance.engine.walk import End, Passed, Position, walk

from .answers import AnswerReading, answers_read, link
from .definitions import Definition
from .library import logger
from .ways import longest_way


class Ended(StrEnum):
    """How a flow ends for its readers."""

    RESULT = "result"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person told so far, as texts of an address, and the days that law and grants turn on."""

    texts: Sequence[tuple[str, str]]
    dates: Dates
    # A step to show although it is answered, to change the answer.
    at: str = ""
    # What the city's data say of the building or area chosen; its provider has asked who may know it.
    data: Facts = field(default_factory=dict)
    # The structure that the answers were given to; empty where nobody says.
    version: str = ""
    with_private: bool = False


@dataclass(slots=True)
class Standing:
    """A position in a flow with everything it was made from."""

    page: PageReading
    definition: Definition
    asked: Asked
    given: Mapping[str, Answer]
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
        """The question on the path that is shown to be answered anew."""
        on_path = {passage.step for passage in self.position.path if passage.how in (Passed.ANSWERED, Passed.KNOWN)}
        step = self.step_called(self.asked.at) if self.asked.at in on_path else None
        return step if step is not None and step.kind is StepKind.QUESTION else None

    @property
    def step(self) -> Step | None:
        """The question or outcome to show; None for the result."""
        return self.changing or self.position.step

    @property
    def ended(self) -> Ended | None:
        """How it ended; a way that leads nowhere, which review refuses, ends with what is known so far."""
        if self.changing or self.position.end is None:
            return None
        if self.position.end in (End.LOST, End.CIRCLE):
            logger.warning("guidance_way_leads_nowhere", flow=self.flow.key, end=self.position.end.value)
        return Ended.OUTCOME if self.position.end is End.OUTCOME else Ended.RESULT

    @property
    def shown(self) -> list[Step]:
        """What to show above the question."""
        return [] if self.changing else self.steps_called(self.position.shown)

    @property
    def missing(self) -> tuple[str, ...]:
        return () if self.changing else self.position.missing

    @property
    def suggestion(self) -> AnswerReading | None:
        """What data say of the fact asked for, to be confirmed."""
        step = self.step
        if step is None or not step.fact:
            return None
        return self._answer(self.asked.data, step.fact)

    @property
    def current(self) -> AnswerReading | None:
        """The answer given so far to the question shown."""
        step = self.step
        return self._answer(self.given, step.fact) if step is not None and step.fact else None

    @property
    def answers(self) -> list[AnswerReading]:
        """All valid answers, those to questions off the path too."""
        return answers_read(self.reader, self.given, self.given)

    @property
    def unused(self) -> list[AnswerReading]:
        return answers_read(self.reader, self.given, self.position.unused)

    @property
    def told(self) -> list[AnswerReading]:
        """What the person told, as far as it counts, in the order in which the flow asks for it."""
        order = {step.fact: place for place, step in enumerate(self.flow.steps) if step.fact}
        counting = [answer for answer in self.answers if answer.fact.source.key not in self.position.unused]
        return sorted(counting, key=lambda answer: order.get(answer.fact.source.key, len(self.flow.steps)))

    @property
    def taken(self) -> list[AnswerReading]:
        """What was taken from data, or estimated by them."""
        facts = self.position.facts
        keys = [key for key in facts if key in self.asked.data and facts[key] == self.asked.data[key]]
        return answers_read(self.reader, facts, keys)

    @property
    def done(self) -> int:
        """Questions that need nothing more."""
        return sum(passage.how in (Passed.ANSWERED, Passed.KNOWN) for passage in self.position.path)

    @property
    def to_come(self) -> int:
        """The most questions that may still come, this one included."""
        step = self.position.step
        if step is None or self.position.end is not None:
            return 0
        ahead = longest_way(self.flow, self.flow.places[step.key], self.position.facts)
        return max(1, min(ahead, self.definition.most_questions - self.done))

    @property
    def link(self) -> str:
        """The query string that leads to the same place; private answers only where the person wants them there."""
        texts = write_texts(self.given, self.definition.library.catalogue, self.asked.with_private)
        return link(texts, self.asked.dates)

    @property
    def is_other_version(self) -> bool:
        """Whether the answers were given to a flow with other steps or rules."""
        version = self.asked.version
        return bool(version) and version not in (self.definition.structure_version, self.definition.version)

    def answer_on_path(self, key: str) -> AnswerReading | None:
        """What is taken to be so of the fact that the step ``key`` asks for."""
        step = self.step_called(key)
        return self._answer(self.position.facts, step.fact) if step is not None and step.fact else None

    def step_called(self, key: str) -> Step | None:
        place = self.flow.places.get(key)
        return self.flow.steps[place] if place is not None else None

    def steps_called(self, keys: Sequence[str]) -> list[Step]:
        return [step for key in keys if (step := self.step_called(key)) is not None]

    def step_asking(self, fact: str) -> Step | None:
        return next((step for step in self.flow.steps if step.fact and step.fact == fact), None)

    def _answer(self, answers: Mapping[str, Answer], fact: str) -> AnswerReading | None:
        return next(iter(answers_read(self.reader, answers, [fact])), None)


def stand(page: PageReading, found: Definition, asked: Asked) -> Standing:
    """Where the texts of an address lead in the flow of ``page``; what is no answer is refused and asked again."""
    given, refused = read_texts(asked.texts, found.library.catalogue)
    data = {key: answer for key, answer in asked.data.items() if answer.state not in (Known.UNASKED, Known.DONT_KNOW)}
    position = walk(found.flow, given, data)
    return Standing(page, found, asked, given, refused, position)


def dates_of(reader: Reader, as_of: date | None, installation: date | None, application: date | None) -> Dates:
    """The days that rules turn on; read today unless another day is asked for."""
    if as_of is None:
        reader.expires_at_midnight()
    return Dates(as_of or reader.today, installation, application)
