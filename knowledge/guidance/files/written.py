"""Records as entries of a file: keys and addresses instead of numbers, words in all languages, nothing empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from knowledge.guidance.engine.reading import read_facts, read_flow, read_measures
from knowledge.guidance.engine.writing import write_fact, write_flow, write_measure
from knowledge.guidance.models import CalculationParameter, GuidanceFact, GuidancePage, Measure, plain_fact
from knowledge.guidance.models import plain_measure as plain_rules_of
from knowledge.guidance.values.conditions import Kinds
from knowledge.guidance.values.grants import plain_grants, plain_next_steps
from knowledge.guidance.values.stored import plain_personas, plain_steps

from .entries import DATED, Plain

ByLanguage = Mapping[str, Any]
NameOf = Callable[[str, Any], str]
"""The lasting name of a record, by kind and number; empty where it is gone."""
DAYS = frozenset({"valid_from", "valid_to", "checked_on", "on", "installation", "application"})


def written_fact(words: ByLanguage) -> Plain:
    """A fact, from its records by language, the source's first."""
    fact: GuidanceFact = next(iter(words.values()))
    [read] = read_facts([plain_fact(fact, dict(words))]).values()
    return _ordered({**write_fact(read), "help": _said(words, "help")}, "key", "kind", "label", "help")


def written_measure(words: ByLanguage, kinds: Kinds, name_of: NameOf) -> Plain:
    """A measure."""
    measure: Measure = next(iter(words.values()))
    [read] = read_measures([plain_rules_of(measure, dict(words), kinds)])
    plain = write_measure(read)
    rules = plain.pop("rules", None)
    pages = [name_of("page", each.page_id) for each in measure.pages.all()]
    lists = {
        name: {language: said.splitlines() for language, said in _said(words, name).items()}
        for name in ("documents", "next_steps")
    }
    return _full(
        {
            **plain,
            "summary": _said(words, "summary"),
            "kind": measure.kind,
            "carrier": measure.carrier,
            "efficiency": measure.efficiency,
            "investment": list(measure.investment),
            "saving": measure.saving,
            "grants": plain_grants(list(measure.grants.raw_data), kinds, lambda pk: name_of("programme", pk)),
            "articles": [page for page in pages if page],
            "topics": sorted(topic.key for topic in measure.topics.all()),
            **lists,
            "rules": with_days(rules),
        }
    )


def written_parameter(words: ByLanguage) -> Plain:
    """A dated number."""
    row: CalculationParameter = next(iter(words.values()))
    plain = {"key": row.key, "label": _said(words, "label"), "low": row.low, "high": row.high, "unit": row.unit}
    return _full({**plain, **{name: getattr(row, name) for name in DATED}, "method": _said(words, "method")})


def written_flow(words: ByLanguage, kinds: Kinds, name_of: NameOf) -> Plain:
    """A flow, from its pages by language."""
    page: GuidancePage = next(iter(words.values()))
    personas = plain_personas(list(page.personas.raw_data), kinds, lambda pk: name_of("measure", pk))
    measures = [name_of("measure", block["value"]) for block in page.measures.raw_data]
    plain = {
        "key": page.slug,
        "title": _said(words, "title"),
        "steps": plain_steps(_blocks(words, "steps"), kinds, lambda pk: name_of("page", pk)),
        "measures": [key for key in measures if key],
        "personas": [{**each, "expects": _named(each["expects"])} for each in personas],
    }
    written = write_flow(read_flow(plain))
    texts = {name: _said(words, name) for name in ("teaser", "intro", "seo_title", "search_description")}
    next_steps = plain_next_steps(_blocks(words, "next_steps"), kinds, lambda pk: name_of("page", pk))
    shared = {
        "audience": list(page.audience), "topics": sorted(topic.key for topic in page.topics.all()),
        "duration_minutes": page.duration_minutes,
    }  # fmt: skip
    off = {name: False for name in ("shows_estimates", "law_or_money") if not getattr(page, name)}
    first = _full({"key": written.pop("key"), "title": written.pop("title"), **texts, **shared}) | off
    personas_last = {"next_steps": next_steps, "personas": written.pop("personas", [])}
    return first | _full({"measures": written.pop("measures", []), **written, **with_days(personas_last)})


def with_days(data: Any, name: str = "") -> Any:
    """``data`` with days where the engine writes them as texts."""
    if isinstance(data, Mapping):
        return {key: with_days(each, key) for key, each in data.items()}
    if isinstance(data, list):
        return [with_days(each) for each in data]
    return date.fromisoformat(data) if name in DAYS and isinstance(data, str) else data


def _said(words: ByLanguage, name: str) -> dict[str, str]:
    said = {language: getattr(record, name).replace("\r\n", "\n") for language, record in words.items()}
    return {language: text for language, text in said.items() if text}


def _blocks(words: ByLanguage, name: str) -> dict[str, list[Any]]:
    return {language: list(getattr(record, name).raw_data) for language, record in words.items()}


def _named(expects: Mapping[str, str]) -> dict[str, str]:
    return {key: outcome for key, outcome in expects.items() if key}


def _ordered(plain: Plain, *names: str) -> Plain:
    first = {name: plain[name] for name in names if name in plain}
    return _full(first | {name: each for name, each in plain.items() if name not in first})


def _full(plain: Plain) -> Plain:
    return {name: each for name, each in plain.items() if each not in (None, "", [], {}) and each is not False}
