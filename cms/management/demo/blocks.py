"""Reads the blocks of a body, and makes of them what a StreamField stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from cms.core.values.marked_yaml import Lines, read_yaml
from cms.core.values.record import Parser, Record, Ref, choice, day, flag, number, reference, text, texts, typed
from energy.figures import State, Unit

from .markdown import markdown
from .rich_text import Html, Piece, pieces_of

NAMESPACE = UUID("0d1f5c52-6a0e-5b0f-9d0c-7a3f3b1f6f10")
Value = dict[str, Any]
KeyOf = Callable[[str, str, str], int]  # kind, key, site


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a body: its kind, its value (text blocks have HTML), and where it stands in which file.

    ``key`` is its lasting name: the page's place and its number there; its id in the StreamField comes from it.
    """

    kind: str
    value: Any
    file: str
    line: int
    site: str
    key: str = ""

    @property
    def id(self) -> str:
        return str(uuid5(NAMESPACE, self.key))


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of something: those with words, which translations have too, and those that are shared."""

    words: Mapping[str, Parser]
    shared: Mapping[str, Parser]

    def read(self, record: Record, words_only: bool) -> Value:
        value = {name: parse(record, name) for name, parse in self.words.items()}
        if not words_only:
            value |= {name: parse(record, name) for name, parse in self.shared.items()}
        record.done()
        return value


def titled_texts(record: Record, name: str) -> list[Value]:
    """A list of ``title`` and ``text``."""
    shape = Shape({"title": text(160, required=True), "text": markdown(required=True)}, {})
    return [shape.read(row, words_only=True) for row in record.rows(name, required=True)]


def table_rows(record: Record, name: str) -> list[list[str]]:
    """Lists of texts, as long as the header."""
    rows = record.take(name, list, required=True) or []
    width = len(record.data.get("header") or [])
    for position, row in enumerate(rows, start=1):
        if not isinstance(row, list) or not all(isinstance(cell, str) for cell in row):
            record.wrong(name, f"row {position} should be a list of texts; put quotes around numbers and dates")
        elif len(row) != width:
            record.wrong(name, f"row {position} has {len(row)} cells, but there are {width} columns")
    return [list(row) if isinstance(row, list) else [] for row in rows]


SHAPES: Mapping[str, Shape] = {
    "image": Shape({"alt": text(300), "caption": text(255)}, {"image": reference("image", required=True)}),
    "figure": Shape(
        {"label": text(160, required=True), "method": text(255)},
        {
            "value": number(), "low": number(), "high": number(), "unit": choice([unit.value for unit in Unit]),
            "state": choice([state.value for state in State]), "source_title": text(255), "source_url": text(),
            "year": typed(int), "to_check": flag(),
        },
    ),
    "callout": Shape(
        {"title": text(160, required=True), "text": markdown(required=True)},
        {"kind": choice(["fact", "warning", "law"]), "date": day()},
    ),
    "steps": Shape({"items": titled_texts}, {}),
    "accordion": Shape({"items": titled_texts}, {}),
    "table": Shape({"caption": text(255, required=True), "header": texts(required=True), "rows": table_rows}, {}),
    "quote": Shape({"text": text(required=True), "who": text(160)}, {}),
    "video": Shape(
        {"title": text(160, required=True), "transcript": text()}, {"url": text(required=True), "captions": flag()}
    ),
    "funding": Shape({"note": text(255)}, {"programme": reference("funding", required=True)}),
    "advice": Shape({"note": text(255)}, {"centre": reference("advice", required=True)}),
    "teaser": Shape({"note": text(255)}, {"page": reference("page", required=True)}),
    "map": Shape(
        {"title": text(160, required=True), "text": text(required=True)},
        {
            "lon": number(-180, 180, required=True), "lat": number(-90, 90, required=True),
            "zoom": typed(int, default=13),
        },
    ),
}  # fmt: skip


def read_body(source: str, first_line: int, page: Record, place: str, words_only: bool = False) -> list[Block]:
    """The blocks of a Markdown body that begins on ``first_line`` of the page's file."""
    blocks = [_block(piece, page, words_only) for piece in pieces_of(source, first_line)]
    return [replace(block, key=f"{place}#{number}") for number, block in enumerate(filter(None, blocks), start=1)]


def _block(piece: Piece, page: Record, words_only: bool) -> Block | None:
    for message in piece.mistakes:
        page.problems.add(page.file, piece.line, "body", message)
    for address in piece.addresses:
        page.refs.append(Ref("page", address, page.file, piece.line, "body", page.site))
    if piece.kind == "text":
        return Block("text", piece.content, page.file, piece.line, page.site)
    if piece.kind in ("heading2", "heading3"):
        return Block("heading", {"text": piece.content, "level": piece.kind[-1]}, page.file, piece.line, page.site)
    shape = SHAPES.get(piece.kind)
    if shape is None:
        page.problems.add(page.file, piece.line, piece.kind, "is no block that bodies can have")
        return None
    data = read_yaml(piece.content, page.file, piece.line + 1, page.problems)
    if not isinstance(data, Lines):
        page.problems.add(page.file, piece.line, piece.kind, "should hold fields")
        return None
    record = Record(data, page.file, page.problems, page.site, f"{piece.kind}.", page.refs)
    return Block(
        piece.kind, _finished(piece.kind, shape.read(record, words_only), record), page.file, piece.line, page.site
    )


def _finished(kind: str, value: Value, record: Record) -> Value:
    if kind == "figure" and "value" in value:
        exact = value.pop("value")
        if exact is not None and value["low"] is not None:
            record.wrong("low", "stands beside value; write one of them")
        value["low"] = exact if exact is not None else value["low"]
    if kind == "callout" and value.get("kind") == "law" and value["date"] is None:
        record.wrong("date", "is missing: on which day was this the law?")
    return value


def stored(blocks: list[Block], key_of: KeyOf) -> list[Value]:
    """``blocks`` as a StreamField stores them, with lasting ids; ``key_of`` finds primary keys of what they name."""
    return [
        {"type": block.kind, "id": block.id, "value": _raw(block.value, block.key, block.site, key_of)}
        for block in blocks
    ]


def _raw(value: Any, place: str, site: str, key_of: KeyOf) -> Any:
    if isinstance(value, Html):
        return value.with_pages(lambda address: key_of("page", address, site))
    if isinstance(value, Ref):
        return key_of(value.kind, value.key, site)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _raw(part, f"{place}.{name}", site, key_of) for name, part in value.items()}
    if isinstance(value, list):
        places = [f"{place}.{number}" for number in range(1, len(value) + 1)]
        return [
            {"type": "item", "id": str(uuid5(NAMESPACE, at)), "value": _raw(part, at, site, key_of)}
            for at, part in zip(places, value, strict=True)
        ]
    return value
