"""Do conditions name facts and options that exist, and compare them with what they can be?"""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.guidance.engine.cases import leaves, operands
from knowledge.guidance.engine.condition import ORDERINGS, Comparison, Condition, Flag
from knowledge.guidance.engine.facts import Catalogue, Fact, Kind, Scalar, is_number

from .findings import Code, Finding, finding


def review_condition(condition: Condition, catalogue: Catalogue, place: str) -> Iterator[Finding]:
    for leaf in leaves(condition):
        fact = catalogue.get(leaf.fact)
        if fact is None:
            yield finding(Code.UNKNOWN_FACT, place, fact=leaf.fact)
        elif isinstance(leaf, Flag):
            if fact.kind is not Kind.YES_NO:
                yield finding(Code.WRONG_TYPE, place, fact=fact.key, value="yes")
        else:
            yield from _review_comparison(leaf, fact, place)


def _review_comparison(comparison: Comparison, fact: Fact, place: str) -> Iterator[Finding]:
    for value in operands(comparison):
        if not _has_type(fact, value) or (comparison.operator in ORDERINGS and fact.kind is not Kind.NUMBER):
            yield finding(Code.WRONG_TYPE, place, fact=fact.key, value=value)
        elif fact.kind is Kind.CHOICE and not fact.allows(value):
            yield finding(Code.UNKNOWN_OPTION, place, fact=fact.key, option=value)


def _has_type(fact: Fact, value: Scalar) -> bool:
    if fact.kind is Kind.NUMBER:
        return is_number(value)
    return isinstance(value, bool if fact.kind is Kind.YES_NO else str)
