"""Conditions as sentences that editors read: "Wohnungen ist größer als 2 und ..."."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .conditions import Stored, split


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What facts and their options are called, and the words that join them."""

    facts: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    comparisons: Mapping[str, str] = field(default_factory=dict)
    # yes and no.
    answers: Mapping[str, str] = field(default_factory=dict)
    # and, or, not.
    joins: Mapping[str, str] = field(default_factory=dict)

    def value(self, fact: str, text: str) -> str:
        """An answer as it is called."""
        known = self.options.get(fact) or {}
        return self.answers.get(text, text) if not known else known.get(text, text)


def sentence(stored: Stored, words: Vocabulary) -> str:
    """A stored condition in words; empty where it always holds."""
    if not stored:
        return ""
    parts = [text for part in stored.get("parts") or [] if (text := _part(part, words))]
    match = stored.get("match") or "all"
    joined = f" {words.joins['and' if match == 'all' else 'or']} ".join(parts)
    return f"{words.joins['not']} ({joined})" if match == "none" and parts else joined


def _part(part: Stored, words: Vocabulary) -> str:
    value = part["value"]
    if part["type"] == "group":
        inner = sentence(value, words)
        return f"({inner})" if len(value.get("parts") or []) > 1 and value.get("match") != "none" else inner
    fact, name = value.get("fact") or "", value.get("comparison") or "is"
    values = split(value.get("value") or "") if name == "one_of" else [(value.get("value") or "").strip()]
    said = ", ".join(words.value(fact, each) for each in values)
    return f"{words.facts.get(fact, fact)} {words.comparisons.get(name, name)} {said}"
