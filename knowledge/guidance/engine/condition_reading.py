"""Conditions and answers as plain data: ``{"<": [{"var": "building.dwellings"}, 3]}``."""

from __future__ import annotations

from collections.abc import Mapping

from .condition import MAX_NESTING, ORDERINGS, AllOf, AnyOf, Comparison, Condition, Flag, Not, Operator
from .entries import FACT_KEY, DefinitionError, is_safe_number
from .facts import DONT_KNOW, NOT_APPLICABLE, Answer, Known, Range, Scalar, estimated, known

_OPERATORS = frozenset(operator.value for operator in Operator)


def read_condition(data: object, path: str = "") -> Condition:
    """A condition. Raises DefinitionError with the first problem, whose path starts with ``path``."""
    return _read(data, path, depth=0)


def write_condition(condition: Condition) -> dict[str, object]:
    """The plain data that ``read_condition`` reads."""
    if isinstance(condition, Flag):
        return {"var": condition.fact}
    if isinstance(condition, Comparison):
        operand = list(condition.operand) if isinstance(condition.operand, tuple) else condition.operand
        return {condition.operator.value: [{"var": condition.fact}, operand]}
    if isinstance(condition, Not):
        return {"not": write_condition(condition.part)}
    word = "and" if isinstance(condition, AllOf) else "or"
    return {word: [write_condition(part) for part in condition.parts]}


def _read(data: object, path: str, depth: int) -> Condition:
    if not isinstance(data, Mapping) or len(data) != 1:
        raise DefinitionError.at(path, "must be one comparison, and, or, not, or var")
    [(word, body)] = data.items()
    inner = f"{path}.{word}" if path else str(word)
    if word == "var":
        return Flag(_fact(body, inner))
    if word in _OPERATORS:
        return _read_comparison(Operator(word), body, inner)
    if word not in ("and", "or", "not"):
        raise DefinitionError.at(path, f"{word!r} is none of the words of conditions")
    if depth == MAX_NESTING:
        raise DefinitionError.at(path, f"is nested more than {MAX_NESTING} deep")
    if word == "not":
        return Not(_read(body, inner, depth + 1))
    if not isinstance(body, list | tuple) or not body:
        raise DefinitionError.at(inner, "must be a list of conditions")
    parts = tuple(_read(part, f"{inner}[{index}]", depth + 1) for index, part in enumerate(body))
    return AllOf(parts) if word == "and" else AnyOf(parts)


def _read_comparison(operator: Operator, body: object, path: str) -> Comparison:
    if not isinstance(body, list | tuple) or len(body) != 2:
        raise DefinitionError.at(path, "must compare a fact with a value")
    subject, operand = body
    if not isinstance(subject, Mapping) or list(subject) != ["var"]:
        raise DefinitionError.at(f"{path}[0]", "must be the fact to compare")
    fact = _fact(subject["var"], f"{path}[0].var")
    if operator is Operator.IN:
        if not isinstance(operand, list | tuple) or not all(_is_scalar(item) for item in operand):
            raise DefinitionError.at(f"{path}[1]", "must be a list of values")
        return Comparison(fact, operator, tuple(operand))
    if operator in ORDERINGS and not is_safe_number(operand):
        raise DefinitionError.at(f"{path}[1]", "must be a number")
    if not _is_scalar(operand):
        raise DefinitionError.at(f"{path}[1]", "must be a text, a number, true or false")
    return Comparison(fact, operator, operand)


def _fact(data: object, path: str) -> str:
    if not isinstance(data, str) or FACT_KEY.fullmatch(data) is None:
        raise DefinitionError.at(path, "must be the key of a fact")
    return data


def read_answer(data: object, path: str = "") -> Answer:
    """An answer: a value, ``None`` for "don't know", or a mapping that says how it is known. Raises DefinitionError."""
    if data is None:
        return DONT_KNOW
    if not isinstance(data, Mapping):
        return known(_value(data, path))
    source = data.get("source", "")
    rest = {name: item for name, item in data.items() if name != "source"}
    if rest == {"not_applicable": True}:
        return NOT_APPLICABLE
    if len(rest) != 1 or not {"known", "estimated"} & set(rest) or not isinstance(source, str):
        raise DefinitionError.at(path, "must say known, estimated or not_applicable, and the source as a text")
    [(state, item)] = rest.items()
    value = _value(item, f"{path}.{state}")
    return known(value, source) if state == "known" else estimated(value, source)


def write_answer(answer: Answer) -> object:
    """The plain data that ``read_answer`` reads."""
    if answer == DONT_KNOW:
        return None
    if answer.value is None:
        return {answer.state.value: True}
    value = answer.value
    if answer.state is Known.KNOWN and not answer.source and not isinstance(value, Range):
        return value
    plain: object = {"low": value.low, "high": value.high} if isinstance(value, Range) else value
    source = {"source": answer.source} if answer.source else {}
    return {answer.state.value: plain, **source}


def _value(data: object, path: str) -> Scalar | Range:
    if isinstance(data, Mapping) and set(data) == {"low", "high"}:
        low, high = data["low"], data["high"]
        if is_safe_number(low) and is_safe_number(high) and low <= high:
            return Range(low, high)
        raise DefinitionError.at(path, "must be a range from a lower to an upper number")
    if not _is_scalar(data):
        raise DefinitionError.at(path, "must be a text, a number, true or false")
    return data  # type: ignore[return-value]


def _is_scalar(data: object) -> bool:
    return isinstance(data, str | bool) or is_safe_number(data)
