"""What measures come to for certain facts, best first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from knowledge.guidance.engine.dates import Turns
from knowledge.guidance.engine.judge import Judgement, Outcome, Reason, judge_all
from knowledge.guidance.engine.measure import Measure, Rule

from .definitions import text
from .estimates import EstimateReading, Estimator
from .library import FactReading, MeasureReading, facts_named, measures
from .missing import dates_among

ORDER = (Outcome.SUITABLE, Outcome.POSSIBLE, Outcome.OPEN, Outcome.UNSUITABLE)


@dataclass(frozen=True, slots=True)
class ReasonReading:
    """What one rule says, in a reader's words."""

    measure: MeasureReading
    reason: Reason

    @property
    def rule(self) -> Rule:
        return self.reason.rule

    @property
    def text(self) -> str:
        return text(self.rule.because, self.measure.reader.language)

    @property
    def facts(self) -> list[FactReading]:
        return facts_named(self.measure.reader, self.reason.facts)

    @property
    def missing(self) -> list[FactReading]:
        return facts_named(self.measure.reader, self.reason.missing)

    @property
    def missing_dates(self) -> list[Turns]:
        return dates_among(self.reason.missing)


@dataclass(frozen=True, slots=True)
class JudgementReading:
    """A judgement as a reader gets it."""

    measure: MeasureReading
    judgement: Judgement
    estimator: Estimator | None

    @property
    def reasons(self) -> list[ReasonReading]:
        return [ReasonReading(self.measure, reason) for reason in self.judgement.reasons]

    @property
    def conditions(self) -> list[ReasonReading]:
        """What is named after "possible, if"."""
        return [ReasonReading(self.measure, reason) for reason in self.judgement.conditions]

    @property
    def decides(self) -> FactReading | None:
        """The missing fact that would decide most."""
        return next(iter(facts_named(self.measure.reader, [self.judgement.decides or ""])), None)

    @property
    def decides_date(self) -> Turns | None:
        return next(iter(dates_among([self.judgement.decides or ""])), None)

    @property
    def estimate(self) -> EstimateReading | None:
        """What it comes to; nothing is reckoned for what is unsuitable."""
        if self.estimator is None or self.judgement.outcome is Outcome.UNSUITABLE:
            return None
        return self.estimator.of(self.judgement.measure)

    @property
    def open_names(self) -> Iterable[str]:
        """What is missing for its reasons and its estimate."""
        estimate = self.estimate
        yield from (name for reason in self.judgement.reasons for name in reason.missing)
        yield from estimate.option.open if estimate else ()


def judgements(judged: Iterable[Measure], estimator: Estimator, with_estimates: bool = True) -> list[JudgementReading]:
    """All measures judged, best first; equals keep their order."""
    readings = measures(estimator.reader, day_of_grants(estimator))
    found = judge_all(judged, estimator.facts, estimator.dates)
    return [
        JudgementReading(readings[judgement.measure], judgement, estimator if with_estimates else None)
        for judgement in sorted(found, key=lambda each: ORDER.index(each.outcome))
    ]


def day_of_grants(estimator: Estimator) -> date:
    """Grants turn on the day of application, on that of reading as long as nobody has decided it."""
    return estimator.dates.application or estimator.dates.reading
