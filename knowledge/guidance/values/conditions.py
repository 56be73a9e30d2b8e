"""Conditions as editors' blocks store them, and as the engine reads them.

Stored: ``{"match": "all", "parts": [{"type": "comparison", "value": {...}}]}``, a value of fact, comparison and value.
Read: ``{"==": [{"var": "heating.carrier"}, "gas"]}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

Stored = Any
Plain = dict[str, Any]
Kinds = Mapping[str, str]
"""The kind of each fact, by key: a stored value is a text, and only the kind says what it means."""

OPERATORS = {
    "is": "==", "is_not": "!=", "one_of": "in", "less": "<", "at_most": "<=", "more": ">", "at_least": ">=",
}  # fmt: skip
COMPARISONS = {operator: name for name, operator in OPERATORS.items()}
_NUMBER = re.compile(r"-?\d{1,15}([.,]\d{1,6})?", re.ASCII)
_YES_NO = {"yes": True, "no": False}


def plain_condition(stored: Stored, kinds: Kinds) -> Plain | None:
    """The engine's form of a stored condition; None where it has no parts."""
    if not stored:
        return None
    found = [_plain_part(part, kinds) for part in stored.get("parts") or []]
    parts = [part for part in found if part is not None]
    if not parts:
        return None
    if stored.get("match") == "none":
        return {"not": parts[0] if len(parts) == 1 else {"or": parts}}
    if len(parts) == 1:
        return parts[0]
    return {"or" if stored.get("match") == "any" else "and": parts}


def _plain_part(part: Stored, kinds: Kinds) -> Plain | None:
    value = part["value"]
    if part["type"] == "group":
        return plain_condition(value, kinds)
    fact, name, text = value.get("fact") or "", value.get("comparison") or "is", value.get("value") or ""
    kind = kinds.get(fact, "")
    operand = [typed(each, kind) for each in split(text)] if name == "one_of" else typed(text, kind)
    return {OPERATORS.get(name, "=="): [{"var": fact}, operand]}


def split(text: str) -> list[str]:
    """The values of a list written with commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def typed(text: str, kind: str) -> Any:
    """What ``text`` means for a fact of ``kind``; the text itself where it means nothing, for the review to find."""
    text = text.strip()
    if kind == "yes_no":
        return _YES_NO.get(text, text)
    if kind == "number" and _NUMBER.fullmatch(text):
        number = float(text.replace(",", "."))
        return int(number) if number == int(number) else number
    return text


def text_of(value: Any) -> str:
    """How a value of the engine's form is written in a block."""
    if isinstance(value, list | tuple):
        return ", ".join(text_of(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def stored_condition(plain: Plain | None) -> Stored:
    """The blocks' form of a condition of the engine's form."""
    if plain is None:
        return {"match": "all", "parts": []}
    [(word, body)] = plain.items()
    if word == "and":
        return {"match": "all", "parts": [_stored_part(part) for part in body]}
    if word == "or":
        return {"match": "any", "parts": [_stored_part(part) for part in body]}
    if word == "not":
        inner = body["or"] if isinstance(body, dict) and "or" in body else [body]
        return {"match": "none", "parts": [_stored_part(part) for part in inner]}
    return {"match": "all", "parts": [_stored_part(plain)]}


def _stored_part(plain: Plain) -> Stored:
    [(word, body)] = plain.items()
    if word in ("and", "or", "not"):
        return {"type": "group", "value": stored_condition(plain), "id": str(uuid4())}
    fact, operand = (body, True) if word == "var" else (body[0]["var"], body[1])
    value = {"fact": fact, "comparison": COMPARISONS.get(word, "is"), "value": text_of(operand)}
    return {"type": "comparison", "value": value, "id": str(uuid4())}
