"""Cases: for each fact one value of every kind that conditions tell apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .condition import AllOf, AnyOf, Comparison, Condition, Flag, Not
from .facts import Answer, Fact, Kind, Scalar, is_number, known

MOST_CASES = 100_000


def answers_told_apart(fact: Fact, conditions: Iterable[Condition]) -> tuple[Answer, ...]:
    """Answers that stand for all others: options named and one that is not, numbers at, between and beyond bounds."""
    named = _operands(fact.key, conditions)
    if fact.kind is Kind.YES_NO:
        return (known(True), known(False))
    if fact.kind is Kind.CHOICE:
        keys = [option.key for option in fact.options]
        others = [key for key in keys if key not in named]
        return tuple(known(key) for key in keys if key in named or key in others[:1])
    bounds = {float(value) for value in named if not isinstance(value, str) and is_number(value)}
    return tuple(known(number) for number in _numbers(fact, sorted(bounds)))


def leaves(condition: Condition) -> Iterator[Comparison | Flag]:
    """The comparisons that a condition is made of."""
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        yield condition


def operands(comparison: Comparison) -> tuple[Scalar, ...]:
    """The values that a fact is compared with."""
    return comparison.operand if isinstance(comparison.operand, tuple) else (comparison.operand,)


def _operands(fact: str, conditions: Iterable[Condition]) -> list[Scalar]:
    found = [leaf for condition in conditions for leaf in leaves(condition) if leaf.fact == fact]
    return [value for leaf in found if isinstance(leaf, Comparison) for value in operands(leaf)]


def _numbers(fact: Fact, bounds: list[float]) -> list[float]:
    """The bounds themselves, a number between each two, and one beyond them on either side."""
    low = fact.low if fact.low is not None else (bounds[0] if bounds else 0) - 1
    high = fact.high if fact.high is not None else (bounds[-1] if bounds else 0) + 1
    ends = sorted({low, high, *(bound for bound in bounds if low <= bound <= high)})
    between = [_between(one, other, fact.whole) for one, other in pairwise(ends)]
    return [number for number in sorted({*ends, *between}) if fact.allows(number)]


def _between(one: float, other: float, whole: bool) -> float:
    return math.floor(one) + 1 if whole else (one + other) / 2
