"""Can a measure be reached, and do its rules leave each other room?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from math import prod

from knowledge.guidance.engine.cases import MOST_CASES, answers_told_apart
from knowledge.guidance.engine.dates import Dates, Turns
from knowledge.guidance.engine.facts import Catalogue
from knowledge.guidance.engine.flow import Flow
from knowledge.guidance.engine.judge import Effect, Outcome, judge
from knowledge.guidance.engine.measure import Measure, Rules

from .conditions import review_condition
from .findings import Code, Finding, finding

_DAY = timedelta(1)


def place_of(measure: Measure, rule: int | None = None) -> str:
    return f"measures.{measure.key}" + ("" if rule is None else f".rules[{rule}]")


def review_measure(measure: Measure, catalogue: Catalogue, on: date) -> Iterator[Finding]:
    """Review its conditions; if they are in order, also all cases they tell apart, read on that day or later."""
    wrong = [
        found
        for number, rule in enumerate(measure.rules)
        for found in review_condition(rule.condition, catalogue, place_of(measure, number))
    ]
    yield from wrong or _review_cases(measure, catalogue, on)


def review_asking(flow: Flow, measure: Measure, catalogue: Catalogue) -> Iterator[Finding]:
    """A fact that rules out or is required must be asked for, or come from data: else the measure is always open."""
    asked = {step.fact for step in flow.steps}
    hard = [rule for rule in measure.rules if rule.kind in (Rules.RULES_OUT, Rules.REQUIRES)]
    for name in dict.fromkeys(name for rule in hard for name in rule.condition.names):
        if name not in asked and name in catalogue and not catalogue[name].from_data:
            yield finding(Code.NEVER_ASKED, place_of(measure), measure=measure.key, fact=name)


def _review_cases(measure: Measure, catalogue: Catalogue, on: date) -> Iterator[Finding]:
    conditions = [rule.condition for rule in measure.rules]
    names = sorted(measure.names)
    answers = [answers_told_apart(catalogue[name], conditions) for name in names]
    days = [_days(measure, turns, on) for turns in Turns]
    if prod(map(len, [*answers, *days])) > MOST_CASES:
        yield finding(Code.NOT_PROVEN, place_of(measure), most=MOST_CASES)
        return
    wanted = {number for number, rule in enumerate(measure.rules) if rule.kind is Rules.FAVOURS}
    reached = False
    for reading, installation, application in product(*days):
        for values in product(*answers):
            dates = Dates(reading, installation, application)
            judgement = judge(measure, dict(zip(names, values, strict=True)), dates)
            if judgement.outcome is not Outcome.UNSUITABLE:
                reached = True
                wanted -= {n for n in wanted if judgement.reasons[n].effect is not Effect.ON_CONDITION}
            if reached and not wanted:
                return
    if not reached:
        yield finding(Code.UNREACHABLE_MEASURE, place_of(measure), measure=measure.key)
        return
    for number in sorted(wanted):
        yield finding(Code.CONTRADICTION, place_of(measure, number), measure=measure.key)


def _days(measure: Measure, turns: Turns, on: date) -> list[date]:
    """Days of which every other is treated alike: the first and last days of rules, and those beside them."""
    rules = [rule for rule in measure.rules if rule.turns_on is turns]
    firsts = [day for rule in rules if (day := rule.valid_from) is not None]
    lasts = [day for rule in rules if (day := rule.valid_to) is not None]
    days = {on, *firsts, *(day - _DAY for day in firsts), *lasts, *(day + _DAY for day in lasts if day < date.max)}
    return sorted(day for day in days if turns is not Turns.READING or day >= on)
