"""Judge a measure by the facts: suitable, possible, unsuitable or open, each rule saying why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .dates import Dates
from .facts import Facts
from .measure import Measure, Rule, Rules


class Outcome(StrEnum):
    """What a measure comes to."""

    SUITABLE = "suitable"
    POSSIBLE = "possible"
    OPEN = "open"
    UNSUITABLE = "unsuitable"


class Effect(StrEnum):
    """What a rule says about a measure."""

    SPEAKS_FOR = "speaks_for"
    ON_CONDITION = "on_condition"
    UNDECIDED = "undecided"
    SPEAKS_AGAINST = "speaks_against"
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule says, the facts it rests on, and those for want of which it can't say more."""

    rule: Rule
    effect: Effect
    facts: tuple[str, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A measure's outcome with every rule's reason.

    ``conditions`` are the reasons to be named after "possible, if"; ``decides`` is the one missing fact that would
    decide most.
    """

    measure: str
    outcome: Outcome
    reasons: tuple[Reason, ...]
    conditions: tuple[Reason, ...] = ()
    decides: str | None = None


_HARD = frozenset({Rules.RULES_OUT, Rules.REQUIRES})
_BAD_IF_TRUE = frozenset({Rules.RULES_OUT, Rules.NEEDS_CHECK})


def judge(measure: Measure, facts: Facts, dates: Dates) -> Judgement:
    """Weigh every rule of ``measure``: hard ones first rule it out or leave it open, the others set conditions."""
    reasons = tuple(_weigh(rule, facts, dates) for rule in measure.rules)
    effects = {reason.effect for reason in reasons}
    if Effect.SPEAKS_AGAINST in effects:
        return Judgement(measure.key, Outcome.UNSUITABLE, reasons)
    if Effect.UNDECIDED in effects:
        return Judgement(measure.key, Outcome.OPEN, reasons, decides=_deciding(reasons))
    conditions = tuple(reason for reason in reasons if reason.effect is Effect.ON_CONDITION)
    return Judgement(measure.key, Outcome.POSSIBLE if conditions else Outcome.SUITABLE, reasons, conditions)


def judge_all(measures: Iterable[Measure], facts: Facts, dates: Dates) -> tuple[Judgement, ...]:
    """Judge each measure by the same facts."""
    return tuple(judge(measure, facts, dates) for measure in measures)


def _weigh(rule: Rule, facts: Facts, dates: Dates) -> Reason:
    in_force = rule.in_force(dates)
    if in_force is False:
        return Reason(rule, Effect.NOT_IN_FORCE, (rule.turns_on.fact,))
    verdict = rule.condition.weigh(facts)
    day = () if rule.valid_from is None and rule.valid_to is None else (rule.turns_on.fact,)
    if verdict.truth is not None and verdict.truth is not (rule.kind in _BAD_IF_TRUE):
        return Reason(rule, Effect.SPEAKS_FOR, verdict.facts)
    missing = (verdict.facts if verdict.truth is None else ()) + (day if in_force is None else ())
    hard = rule.kind in _HARD
    if missing:
        rests_on = verdict.facts if verdict.truth is not None else ()
        return Reason(rule, Effect.UNDECIDED if hard else Effect.ON_CONDITION, rests_on, missing)
    return Reason(rule, Effect.SPEAKS_AGAINST if hard else Effect.ON_CONDITION, verdict.facts + day)


def _deciding(reasons: Sequence[Reason]) -> str:
    """The missing fact that alone settles most undecided rules, then the one named by most, then the first."""
    undecided = [reason.missing for reason in reasons if reason.effect is Effect.UNDECIDED]
    names = dict.fromkeys(name for missing in undecided for name in missing)

    def weight(name: str) -> tuple[int, int]:
        return sum(missing == (name,) for missing in undecided), sum(name in missing for missing in undecided)

    return max(names, key=weight)
