"""What a flow comes to: judgements, what to do next, who helps, what to read and what to bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from cms.core.queries.readings import PageReading, Reader
from geo.values import Point
from knowledge.advice.queries import CentreReading, centres
from knowledge.guidance.engine.dates import Turns
from knowledge.guidance.engine.estimate.demand import Demand
from knowledge.guidance.engine.judge import Outcome

from .definitions import NextStep
from .estimates import Estimator
from .judgements import JudgementReading, judgements
from .library import public_pages
from .missing import dates_among
from .positions import Standing

T = TypeVar("T")
MOST_NEXT_STEPS = 3
MOST_CENTRES = 3
MOST_PAGES = 6
MOST_DOCUMENTS = 6
GOOD = (Outcome.SUITABLE, Outcome.POSSIBLE)


@dataclass(slots=True)
class Result:
    """The end of a flow with judgements."""

    standing: Standing
    estimator: Estimator
    judgements: list[JudgementReading]

    @property
    def reader(self) -> Reader:
        return self.standing.reader

    @property
    def demand(self) -> Demand | None:
        """How much heat the house takes; None where the flow is about no house."""
        return self.estimator.demand if self.standing.definition.shows_estimates else None

    @property
    def open_dates(self) -> list[Turns]:
        """Days nobody has decided yet on which a judgement or an amount turns."""
        return dates_among(name for judgement in self.judgements for name in judgement.open_names)

    @property
    def next_steps(self) -> list[NextStep]:
        """The first next steps whose condition is true."""
        facts = self.estimator.facts
        holding = (
            step
            for step in self.standing.definition.next_steps
            if step.condition is None or step.condition.weigh(facts).truth is True
        )
        return list(islice(holding, MOST_NEXT_STEPS))

    @property
    def centres(self) -> list[CentreReading]:
        """The advice centres next to the middle of the municipality; without one, by name."""
        place = self.reader.municipality
        known = place.longitude is not None and place.latitude is not None
        middle = Point(place.longitude or 0.0, place.latitude or 0.0) if known else None
        return centres(self.reader, middle)[:MOST_CENTRES]

    @property
    def pages(self) -> list[PageReading]:
        """What to read about what is suitable or possible."""
        keys = [key for judgement in self._good for key in judgement.measure.page_keys]
        known = public_pages(self.reader, keys)
        entries = first_of((known[key] for key in keys if key in known), MOST_PAGES, lambda entry: entry.key)
        return self.reader.pages(entries)

    @property
    def documents(self) -> list[str]:
        """What to bring to a visit to an advice centre."""
        every = (line for judgement in self._good for line in judgement.measure.documents)
        return first_of(every, MOST_DOCUMENTS, lambda line: line)

    @property
    def _good(self) -> list[JudgementReading]:
        return [judgement for judgement in self.judgements if judgement.judgement.outcome in GOOD]


def first_of(things: Iterable[T], most: int, name: Callable[[T], object]) -> list[T]:
    """The first ``most`` of ``things``, each once."""
    found: dict[object, T] = {}
    for thing in things:
        found.setdefault(name(thing), thing)
    return list(found.values())[:most]


def result_of(standing: Standing) -> Result:
    """What the position comes to."""
    estimator = Estimator(standing.reader, standing.position.facts, standing.asked.dates)
    found = judgements(standing.definition.measures, estimator, standing.definition.shows_estimates)
    return Result(standing, estimator, found)
