"""Reads what is not a page: municipalities, images, topics, glossary, funding, advice, parameters, people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cms.core.models import DatedRow, EmissionFactor, EnergyPrice
from cms.core.values.marked_yaml import Lines, Rows, read_yaml
from cms.core.values.problems import Problems
from cms.core.values.record import (
    Parser,
    Record,
    Ref,
    choice,
    clock,
    day,
    flag,
    number,
    reference,
    references,
    text,
    texts,
    typed,
    words,
)
from geo.models import Dataset, HeatPlan, MapLayer
from geo.values.attributes import ATTRIBUTES
from knowledge.advice.models import DAYS
from knowledge.audiences import Audience
from knowledge.funding.models import FundingRate

from .blocks import Shape
from .markdown import markdown

SLUG = text(80, required=True)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file: its key, its values, and the record that knows its lines."""

    kind: str
    key: str
    values: dict[str, Any]
    record: Record


def rows_of(shape: Mapping[str, Parser]) -> Parser:
    """A list of mappings, each with the fields of ``shape``."""

    def parse(record: Record, name: str) -> list[dict[str, Any]]:
        return [{**Shape({}, shape).read(row, words_only=False), "line": row.data.line} for row in record.rows(name)]

    return parse


def lines(inner: Parser | None = None) -> Parser:
    """A list of texts as one text with a line for each."""
    take = inner or texts()

    def parse(record: Record, name: str) -> str:
        return "\n".join(take(record, name))

    return parse


def nested(shape: Mapping[str, Parser], required: bool = True) -> Parser:
    """A mapping with the fields of ``shape``."""

    def parse(record: Record, name: str) -> dict[str, Any]:
        inner = record.nested(record.take(name, Lines, required=required) or _no_fields(record), name)
        return Shape({}, shape).read(inner, words_only=False) if inner else {}

    return parse


def _no_fields(record: Record) -> Lines:
    empty = Lines()
    empty.line, empty.lines = record.data.line, {}
    return empty


DATED: Mapping[str, Parser] = {
    "valid_from": day(), "valid_to": day(), "status": choice(DatedRow.Status.values), "legal_basis": text(255),
    "source_title": text(255), "source_url": text(), "checked_on": day(),
}  # fmt: skip
PARAMETER: Mapping[str, Parser] = {
    "carrier": text(60, required=True), "label": words(text(160), required=True), "low": number(), "high": number(),
    "value": number(), "unit": choice([EnergyPrice.unit.value, EmissionFactor.unit.value]),
    "method": words(text(255)), **DATED,
}  # fmt: skip
SHAPES: Mapping[str, Mapping[str, Parser]] = {
    "municipality": {
        "kind": choice(["region", "city"]), "host": text(required=True), "site_name": text(required=True),
        "name": words(text(100), required=True), "claim": words(text(160)), "ags": text(8, required=True),
        "languages": texts(["de", "en", "it"], required=True), "colour_primary": text(7, required=True),
        "colour_primary_dark_mode": text(7, required=True), "colour_accent": text(7, required=True),
        "longitude": number(-180, 180), "latitude": number(-90, 90),
        "contact": nested({
            "name": text(160), "street": text(160), "postal_code": text(10), "town": text(100), "email": text(),
            "phone": text(40),
        }),
        "responsible_for_data": words(),
        "attributions": rows_of({"text": text(255, required=True), "licence": text(60, required=True), "url": text()}),
    },
    "image": {
        "file": text(required=True), "title": text(255, required=True), "alt": words(text(300), required=True),
        "credit": text(255), "licence": text(60),
    },
    "topic": {"slug": SLUG, "image": reference("image"), "name": words(text(120), required=True)},
    "term": {
        "slug": SLUG, "term": words(text(120), required=True), "forms": words(lines()),
        "definition": words(required=True), "related": references("term"), "source": text(255),
    },
    "funding": {
        "slug": SLUG, "municipality": reference("municipality"), "image": reference("image"),
        "title": words(text(200), required=True), "provider": words(text(200), required=True),
        "summary": words(required=True), "for_whom": texts(Audience.values), "what": words(markdown()),
        "steps": words(lines()), "url": text(), "topics": references("topic"),
        "rates": rows_of({
            "kind": choice(FundingRate.Kind.values), "key": text(80, required=True),
            "label": words(text(200), required=True), "percent": number(), "amount": number(),
            "unit": choice(FundingRate.RateUnit.values), "condition": words(text(400)),
            "dwelling_from": typed(int), "dwelling_to": typed(int), **DATED,
        }),
    },
    "advice": {
        "slug": SLUG, "municipality": reference("municipality"), "name": words(text(200), required=True),
        "demo": flag(), "summary": words(required=True), "street": text(160), "postal_code": text(10),
        "town": text(100), "lon": number(-180, 180), "lat": number(-90, 90), "phone": text(40),
        "email": text(), "url": text(),
        "booking_url": text(), "languages": texts(), "accessibility": words(), "free_of_charge": flag(None),
        "to_check": flag(), "topics": references("topic"),
        "opening_hours": rows_of({
            "day": choice([name for name, _label in DAYS]), "opens": clock(required=True),
            "closes": clock(required=True),
        }),
        "closures": rows_of({
            "from_in_days": typed(int, required=True), "to_in_days": typed(int, required=True),
            "reason": words(text(200)),
        }),
    },
    "price": PARAMETER,
    "emission": PARAMETER,
    "dataset": {
        "title": words(text(160), required=True), "kind": choice(Dataset.Kind.values),
        "theme": choice(Dataset.AreaTheme.values, required=False), "holds": text(20, required=True),
        "recipe": text(60, required=True), "joins": text(60), "basis": choice(Dataset.Basis.values, required=False),
        "decision": text(), "rank": typed(int, default=100), "attribution": text(255, required=True),
        "licence": text(80), "licence_url": text(), "source_title": text(200), "source_url": text(),
    },
    "plan": {
        "title": words(text(160), required=True), "summary": words(), "how_to_comment": words(),
        "decided_by": words(text(160)), "status": choice(HeatPlan.Status.values), "shown": flag(),
        "decided_days_ago": typed(int), "display_from_days": typed(int), "display_to_days": typed(int),
        "target_year": typed(int), "comment_url": text(), "replaces": text(80),
    },
    "layer": {
        "title": words(text(120), required=True), "explanation": words(required=True),
        "dataset": text(60, required=True), "style": choice(MapLayer.Style.values), "attribute": text(40),
        "figures": texts(list(ATTRIBUTES)), "min_zoom": typed(int, default=8), "max_zoom": typed(int, default=20),
        "shown_first": flag(), "order": typed(int, default=100),
        "legend": rows_of({
            "label": words(text(80), required=True), "colour": text(7, required=True), "value": text(40),
            "low": number(), "high": number(),
        }),
    },
    "person": {
        "username": text(150, required=True), "first_name": text(150), "last_name": text(150),
        "role": choice(["admin", "editor", "moderator", "advice"]), "municipality": reference("municipality"),
        "centre": reference("advice"),
    },
}  # fmt: skip


def read_entries(file: Path, name: str, kind: str, problems: Problems, refs: list[Ref]) -> list[Entry]:
    """The entries of a file that is a list of them."""
    return entries_of(_content(file, name, problems), name, kind, problems, refs)


def read_parameters(file: Path, name: str, problems: Problems, refs: list[Ref]) -> list[Entry]:
    """Energy prices and emission factors."""
    content = _content(file, name, problems)
    if not isinstance(content, Lines):
        problems.add(name, 1, "", "should hold energy_prices and emission_factors")
        return []
    prices = entries_of(content.get("energy_prices"), name, "price", problems, refs)
    return prices + entries_of(content.get("emission_factors"), name, "emission", problems, refs)


def read_municipality(file: Path, name: str, problems: Problems, refs: list[Ref]) -> Entry | None:
    """The settings of one site."""
    content = _content(file, name, problems)
    if not isinstance(content, Lines):
        problems.add(name, 1, "", "should hold fields")
        return None
    return _entry(content, name, "municipality", problems, refs)


def entries_of(content: Any, name: str, kind: str, problems: Problems, refs: list[Ref]) -> list[Entry]:
    """The entries in ``content``, whose keys are told apart."""
    if not isinstance(content, Rows):
        problems.add(name, 1, "", "should be a list of entries")
        return []
    entries = [_entry(row, name, kind, problems, refs) for row in content if isinstance(row, Lines)]
    seen: set[str] = set()
    for entry in entries:
        # A parameter has a row for each time it was valid.
        unique = f"{entry.key} {entry.values.get('valid_from')}" if kind in ("price", "emission") else entry.key
        if unique in seen:
            entry.record.wrong("key", f"{entry.key} stands here twice")
        seen.add(unique)
    return entries


def _entry(row: Lines, name: str, kind: str, problems: Problems, refs: list[Ref]) -> Entry:
    record = Record(row, name, problems, "", "", refs)
    key = text(80, required=True)(record, "name" if kind == "image" else "key")
    return Entry(kind, key, Shape({}, SHAPES[kind]).read(record, words_only=False), record)


def _content(file: Path, name: str, problems: Problems) -> Any:
    if not file.exists():
        problems.add(name, 1, "", "is missing")
        return None
    return read_yaml(file.read_text(encoding="utf-8"), name, 1, problems)


def in_days(today: date, days: int) -> date:
    """The day that many days after ``today``."""
    return date.fromordinal(today.toordinal() + days)
