"""Conditions on facts in three-valued logic: true, false, or unknown for want of the facts it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from .facts import Answer, Facts, Known, Range, Scalar, is_number

MAX_NESTING = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a condition comes to, and the facts it rests on; where it is unknown, the facts it lacks."""

    truth: bool | None
    facts: tuple[str, ...]


@lru_cache(maxsize=4096)
def _verdict(truth: bool | None, fact: str) -> Verdict:
    return Verdict(truth, (fact,))


class Operator(StrEnum):
    """The comparisons of a fact with a value, as JsonLogic writes them."""

    EQUAL = "=="
    DIFFERENT = "!="
    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="
    IN = "in"


ORDERINGS = frozenset({Operator.LESS, Operator.AT_MOST, Operator.GREATER, Operator.AT_LEAST})


def _both(low: bool, high: bool) -> bool | None:
    return low if low == high else None


_ORDER: dict[Operator, Callable[[float, float, float], bool | None]] = {
    Operator.LESS: lambda low, high, bound: _both(low < bound, high < bound),
    Operator.AT_MOST: lambda low, high, bound: _both(low <= bound, high <= bound),
    Operator.GREATER: lambda low, high, bound: _both(low > bound, high > bound),
    Operator.AT_LEAST: lambda low, high, bound: _both(low >= bound, high >= bound),
}


def _same(value: Scalar | Range, operand: Scalar) -> bool | None:
    """Strict and typed: neither ``True`` nor ``"1"`` is 1."""
    if isinstance(value, Range):
        if not is_number(operand) or not value.low <= operand <= value.high:  # type: ignore[operator]
            return False
        return True if value.low == value.high else None
    if isinstance(value, bool) or isinstance(operand, bool):
        return value is operand
    if isinstance(value, str) or isinstance(operand, str):
        return isinstance(value, str) and isinstance(operand, str) and value == operand
    return value == operand


def _among(value: Scalar | Range, operands: tuple[Scalar, ...]) -> bool | None:
    found = [_same(value, operand) for operand in operands]
    if True in found:
        return True
    return None if None in found else False


def _ordered(operator: Operator, value: Scalar | Range, bound: object) -> bool | None:
    """Only numbers have an order; what has none is left undecided."""
    if not is_number(bound):
        return None
    if isinstance(value, Range):
        return _ORDER[operator](value.low, value.high, bound)  # type: ignore[arg-type]
    return _ORDER[operator](value, value, bound) if is_number(value) else None  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fact compared with a value, or with a list of values for ``in``."""

    fact: str
    operator: Operator
    operand: Scalar | tuple[Scalar, ...]

    def weigh(self, facts: Facts) -> Verdict:
        answer = facts.get(self.fact)
        if answer is None or answer.value is None:
            return _verdict(self._without(answer), self.fact)
        return _verdict(self._compare(answer.value), self.fact)

    def _without(self, answer: Answer | None) -> bool | None:
        """What does not apply has no value: it differs from every value and stands in no order."""
        if answer is None or answer.state is not Known.NOT_APPLICABLE:
            return None
        return self.operator is Operator.DIFFERENT

    def _compare(self, value: Scalar | Range) -> bool | None:
        if isinstance(self.operand, tuple):
            return _among(value, self.operand)
        if self.operator in ORDERINGS:
            return _ordered(self.operator, value, self.operand)
        same = _same(value, self.operand)
        return same if self.operator is Operator.EQUAL or same is None else not same

    @property
    def names(self) -> tuple[str, ...]:
        return (self.fact,)

    @property
    def nesting(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes/no fact that is answered with yes."""

    fact: str

    def weigh(self, facts: Facts) -> Verdict:
        answer = facts.get(self.fact)
        if answer is None:
            return _verdict(None, self.fact)
        if answer.state is Known.NOT_APPLICABLE:
            return _verdict(False, self.fact)
        return _verdict(answer.value if isinstance(answer.value, bool) else None, self.fact)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.fact,)

    @property
    def nesting(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class _Several:
    parts: tuple[Condition, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return _in_order(name for part in self.parts for name in part.names)

    @property
    def nesting(self) -> int:
        return 1 + max((part.nesting for part in self.parts), default=0)

    def _weigh(self, facts: Facts, deciding: bool) -> Verdict:
        """One part that is ``deciding`` decides; else an unknown one leaves it unknown."""
        verdicts = [part.weigh(facts) for part in self.parts]
        truths = [verdict.truth for verdict in verdicts]
        truth = deciding if deciding in truths else None if None in truths else not deciding
        return Verdict(truth, _in_order(fact for v in verdicts if v.truth is truth for fact in v.facts))


@dataclass(frozen=True, slots=True)
class AllOf(_Several):
    """True if all parts are, false as soon as one is."""

    def weigh(self, facts: Facts) -> Verdict:
        return self._weigh(facts, deciding=False)


@dataclass(frozen=True, slots=True)
class AnyOf(_Several):
    """True as soon as one part is, false if none is."""

    def weigh(self, facts: Facts) -> Verdict:
        return self._weigh(facts, deciding=True)


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary; what is unknown stays so."""

    part: Condition

    def weigh(self, facts: Facts) -> Verdict:
        verdict = self.part.weigh(facts)
        return verdict if verdict.truth is None else Verdict(not verdict.truth, verdict.facts)

    @property
    def names(self) -> tuple[str, ...]:
        return self.part.names

    @property
    def nesting(self) -> int:
        return 1 + self.part.nesting


Condition = Comparison | Flag | AllOf | AnyOf | Not


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
