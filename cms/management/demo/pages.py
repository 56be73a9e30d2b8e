"""Reads pages: front matter and body in German, and the words of their translations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cms.core.values.marked_yaml import Lines, read_yaml
from cms.core.values.problems import Problems
from cms.core.values.record import (
    Record,
    Ref,
    clock,
    day,
    flag,
    number,
    reference,
    references,
    text,
    texts,
    typed,
)
from knowledge.audiences import Audience

from .blocks import Block, Shape, read_body

ALL_WORDS = {"title": text(255, required=True), "seo_title": text(255), "search_description": text(400)}
ALL_SHARED = {"in_menu": flag(), "image": reference("image")}
INTRO = Shape({"intro": text()}, {})


def sources(record: Record, name: str) -> list[dict[str, Any]]:
    """Where an article's facts come from."""
    shape = Shape({}, {"title": text(255, required=True), "publisher": text(160), "url": text(), "accessed": day()})
    return [shape.read(row, words_only=False) for row in record.rows(name)]


SHAPES: Mapping[str, Shape] = {
    "home": Shape({"lead": text()}, {}),
    **dict.fromkeys(
        ["knowledge_index", "glossary_index", "funding_index", "advice_index", "event_index", "campaign_index",
         "guidance_index", "map", "standard", "accessibility"], INTRO,
    ),
    "topic": Shape({"intro": text()}, {"topic": reference("topic", required=True)}),
    "article": Shape(
        {"teaser": text(200, required=True), "summary": text(required=True)},
        {
            "audience": texts(Audience.values, required=True), "topics": references("topic"),
            "related": references("page", limit=3), "valid_from": day(), "valid_to": day(), "legal_basis": text(255),
            "law_or_money": flag(), "to_check": flag(), "checked_on": day(), "review_by": day(),
            "responsible": reference("person"), "sources": sources,
        },
    ),
    "adopted_article": Shape({"teaser": text(200), "summary": text()}, {"base": text(required=True)}),
    "event": Shape(
        {"teaser": text(200), "venue": text(200), "accessibility": text(400), "cost": text(160)},
        {
            "in_days": typed(int, required=True), "at": clock(required=True), "hours": number(required=True),
            "address": text(255), "online_url": text(), "organiser": text(200), "registration_url": text(),
            "languages": texts(), "topics": references("topic"),
        },
    ),
    "campaign": Shape(
        {"teaser": text(200), "call_to_action": text(120)},
        {
            "starts_in_days": typed(int, required=True), "ends_in_days": typed(int), "call_url": text(255),
            "topics": references("topic"),
        },
    ),
}  # fmt: skip
WITHOUT_BODY = {
    "knowledge_index", "glossary_index", "funding_index", "advice_index", "event_index", "campaign_index",
    "guidance_index", "map", "adopted_article",
}  # fmt: skip
_FRONT = re.compile(r"\A---\n(.*?\n)---\n?", re.DOTALL)


@dataclass(slots=True)
class WordsFile:
    """The words of a page in one language."""

    language: str
    record: Record
    words: dict[str, Any]
    blocks: list[Block]
    local: list[list[Block]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Local:
    """What a city adds after, or puts in place of, a block of the text it adopted."""

    position: int
    replaces: bool
    blocks: list[Block]
    line: int


@dataclass(slots=True)
class Page:
    """A page of the demo with its translations."""

    site: str
    path: str
    type: str
    record: Record
    words: dict[str, Any]
    shared: dict[str, Any]
    blocks: list[Block]
    local: list[Local] = field(default_factory=list)
    translations: dict[str, WordsFile] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"{self.site}/{self.path}"

    def problem(self, line: int, name: str, message: str) -> None:
        self.record.problems.add(self.record.file, line, name, message)


def read_page(file: Path, name: str, site: str, path: str, problems: Problems, refs: list[Ref]) -> Page | None:
    """The German page in ``file``, which errors call ``name``."""
    opened = _open(file, name, site, problems, refs)
    if opened is None:
        return None
    record, body, body_line = opened
    kind = record.take("type", str, required=True)
    if kind not in SHAPES:
        record.wrong("type", f"is {kind!r}, but should be one of {', '.join(SHAPES)}")
        return None
    place = f"{site}/{path}"
    local = _local(record, place) if kind == "adopted_article" else []
    shape = SHAPES[kind]
    whole = Shape({**ALL_WORDS, **shape.words}, {**ALL_SHARED, **shape.shared})
    values = whole.read(record, words_only=False)
    words = {name: values.pop(name) for name in whole.words}
    if kind in WITHOUT_BODY and body.strip():
        problems.add(name, body_line, "body", f"is not for a page of type {kind}")
    return Page(site, path, kind, record, words, values, read_body(body, body_line, record, place), local)


def read_words(file: Path, name: str, language: str, page: Page, problems: Problems, refs: list[Ref]) -> None:
    """Add the words in ``file`` to ``page``."""
    opened = _open(file, name, page.site, problems, refs)
    if opened is None:
        return
    record, body, body_line = opened
    local: list[list[Block]] = []
    if page.type == "adopted_article":
        local = [part.blocks for part in _local(record, page.place, words_only=True)]
    words = Shape({**ALL_WORDS, **SHAPES[page.type].words}, {}).read(record, words_only=True)
    blocks = read_body(body, body_line, record, page.place, words_only=True)
    page.translations[language] = WordsFile(language, record, words, blocks, local)


def _open(
    file: Path, name: str, site: str, problems: Problems, refs: list[Ref]
) -> tuple[Record, str, int] | None:  # fmt: skip
    source = file.read_text(encoding="utf-8").replace("\r\n", "\n")
    front = _FRONT.match(source)
    data = read_yaml(front[1], name, 2, problems) if front else None
    if front is None or not isinstance(data, Lines):
        if front is None:
            problems.add(name, 1, "", "should begin with front matter between two lines of ---")
        return None
    return Record(data, name, problems, site, "", refs), source[front.end() :], source.count("\n", 0, front.end()) + 1


def _local(record: Record, place: str, words_only: bool = False) -> list[Local]:
    result = []
    for number_, row in enumerate(record.rows("local", required=True), start=1):
        after, replaces = (None, None) if words_only else (row.take("after", int), row.take("replace", int))
        body = row.take("body", str, required=True) or ""
        row.done()
        if not words_only and (after is None) == (replaces is None):
            row.wrong("after", "or replace must be given, one of them")
        blocks = read_body(body, row.line("body") + 1, record, f"{place}#local{number_}", words_only)
        position = after if after is not None else replaces
        result.append(Local(position or 0, replaces is not None, blocks, row.line("body")))
    return result
