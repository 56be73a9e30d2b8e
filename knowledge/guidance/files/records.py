"""Makes records of the entries of files, and finds the words that they have in each language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.text import slugify

from cms.core.models import SnippetBase
from knowledge.guidance.models import CalculationParameter, GuidanceFact, GuidancePage, Measure, MeasurePage
from knowledge.guidance.values.grants import stored_grants, stored_next_steps
from knowledge.guidance.values.stored import (
    KeyOf,
    lasting_id,
    reworded,
    stored_options,
    stored_personas,
    stored_rules,
    stored_steps,
)
from knowledge.topics.models import Topic

from .entries import DATED, Entry, Plain

MODELS: dict[str, type[SnippetBase]] = {
    "fact": GuidanceFact, "measure": Measure, "parameter": CalculationParameter,
}  # fmt: skip
SOURCE = "de"
# The fields whose blocks hold words, and which of the blocks' fields these are.
STREAM_WORDS = {
    "options": ("label",), "rules": ("because",), "steps": ("words", "why", "more"), "next_steps": ("words",),
}  # fmt: skip
FACT_VALUES = ("kind", "unit", "low", "high", "whole", "private", "from_data")
FLOW_VALUES = ("audience", "duration_minutes", "shows_estimates", "law_or_money")


def slug_of(entry: Entry) -> str:
    """The address of an entry's record."""
    return slugify(entry.key.replace(".", "-").replace("_", "-")) if entry.kind in ("fact", "parameter") else entry.key


def shared_fields(entry: Entry, key_of: KeyOf) -> Plain:
    """Everything of a record but its words; what ``key_of`` finds nowhere is left out."""
    values = entry.values
    if entry.kind == "fact":
        return {"slug": slug_of(entry), "key": entry.key, **{name: values[name] for name in FACT_VALUES}}
    if entry.kind == "parameter":
        names = ("low", "high", "unit", *DATED)
        return {"slug": slug_of(entry), "key": entry.key, **{name: values[name] for name in names}}
    if entry.kind == "measure":
        names = ("kind", "carrier", "efficiency", "saving", "investment")
        grants = stored_grants(values["grants"], entry.key, key_of)
        return {
            "slug": entry.key, "grants": grants, "image_id": _image(entry, key_of),
            **{name: values[name] for name in names},
        }  # fmt: skip
    return {"image_id": _image(entry, key_of), **{name: values[name] for name in FLOW_VALUES}}


def source_words(entry: Entry, key_of: KeyOf) -> Plain:
    """The words of a record in the source language, and the blocks that hold words."""
    words: Plain = {name: found.get(SOURCE, "") for name, found in entry.words.items()}
    plain = {name: stream.plain for name, stream in entry.streams.items()}
    if entry.kind == "fact":
        words["options"] = stored_options(plain["options"], entry.key, SOURCE)
    if entry.kind == "measure":
        words["rules"] = stored_rules(plain["rules"], entry.key, SOURCE)
    if entry.kind == "flow":
        words["steps"] = stored_steps(plain["steps"], entry.key, SOURCE, key_of)
        words["next_steps"] = stored_next_steps(plain["next_steps"], entry.key, SOURCE, key_of)
    return words


def words_in(entry: Entry, language: str, german: Any, *, otherwise: bool = False) -> Plain:
    """The words of the record that translates ``german``: the same blocks with other words.

    Missing words are empty, or, with ``otherwise``, the German ones.
    """
    words: Plain = {name: found.get(language, "") for name, found in entry.words.items()}
    if otherwise:
        words = {name: said or getattr(german, name) for name, said in words.items()}
    for name, stream in entry.streams.items():
        blocks = list(getattr(german, name).raw_data)
        words[name] = reworded(blocks, stream.plain, stream.names, language, otherwise=otherwise)
    return words


def relate(entry: Entry, record: Any, key_of: KeyOf) -> None:
    """Give ``record`` its topics and the pages that explain it."""
    if entry.kind in ("measure", "flow"):
        record.topics.set(Topic.objects.filter(pk__in=_found(entry.values["topics"], "topic", key_of)))
    if entry.kind == "measure":
        pages = _found(entry.values["articles"], "page", key_of)
        record.pages.set([MeasurePage(sort_order=number, page_id=pk) for number, pk in enumerate(pages)])


def judge_by(entry: Entry, page: Any, key_of: KeyOf) -> None:
    """Give a flow's page the measures that it judges and its personas."""
    measures = [(key, key_of("measure", key)) for key in entry.values["measures"]]
    page.measures = [
        {"type": "measure", "id": str(lasting_id(entry.key, "measure", key)), "value": pk}
        for key, pk in measures
        if pk is not None
    ]
    personas = []
    for persona in entry.values["personas"]:
        expected = persona.get("expects") or {}
        known = {key: outcome for key, outcome in expected.items() if key_of("measure", key) is not None}
        personas.append({**persona, "expects": known})
    page.personas = stored_personas(personas, key_of)


def built(entry: Entry, key_of: KeyOf, **fields: Any) -> Any:
    """The record of an entry in the source language, not saved."""
    model: Callable[..., Any] = MODELS.get(entry.kind, GuidancePage)
    record = model(**source_words(entry, key_of), **shared_fields(entry, key_of), **fields)
    relate(entry, record, key_of)
    if entry.kind == "flow":
        judge_by(entry, record, key_of)
    return record


def _image(entry: Entry, key_of: KeyOf) -> int | None:
    name = entry.values.get("image")
    return key_of("image", name) if name else None


def _found(names: list[str], kind: str, key_of: KeyOf) -> list[int]:
    keys = [key_of(kind, name) for name in names]
    return [key for key in keys if key is not None]
