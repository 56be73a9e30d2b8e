"""Bodies: blocks of the source in its order, with the words of a translation where it has them.

Blocks are read from their stored form. Upper apps register how theirs are read in ``BLOCKS``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from .html import Marker, escape_text, render
from .readings import Reader

Raw = Any


@dataclass(slots=True)
class Body:
    """What the blocks of one body are read with."""

    reader: Reader
    mark: dict[str, Marker]
    # Pictures and documents of the whole body, so that each kind is read at once.
    images: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Part:
    """One block: ``source`` has its facts, ``words`` its words, both as stored."""

    kind: str
    key: str
    source: Raw
    words: Raw
    language: str
    is_local: bool
    body: Body

    def fact(self, name: str) -> Any:
        return self.source.get(name)

    def word(self, name: str) -> str:
        return (self.words.get(name) if isinstance(self.words, dict) else None) or ""

    def html(self, stored: str) -> str:
        return render(self.body.reader, stored or "", self.body.mark.get(self.language, escape_text))


# How a block of a kind is read; None where what it shows is not public.
Read = Callable[[Part], dict[str, Any] | None]
BLOCKS: dict[str, Read] = {}
# The names of the files a stored block of a kind refers to.
IMAGES: dict[str, tuple[str, ...]] = {"image": ("image",), "video": ("poster",)}


def block(kind: str) -> Callable[[Read], Read]:
    """Say how blocks of ``kind`` are read."""

    def register(read: Read) -> Read:
        BLOCKS[kind] = read
        return read

    return register


def read_body(
    reader: Reader, source: list[Raw], words: list[Raw], language: str, mark: dict[str, Marker], local: set[str]
) -> list[dict[str, Any]]:
    """The blocks of ``source`` with the words of ``words``, which is in ``language``.

    A block without words in that language keeps its own and says so. ``local`` are ids of blocks a city added.
    """
    body = Body(reader, mark, images_in(source), documents_in(source))
    # Where its links lead is asked once for all of them.
    reader.directory.of_pks(pages_in([*source, *words]))
    translated = {block.get("id"): block for block in words}
    blocks = []
    for stored in source:
        part = part_of(stored, translated.get(stored.get("id")), language, stored.get("id") in local, body)
        read = BLOCKS.get(part.kind)
        value = read(part) if read else None
        if value is not None:
            common = {"id": part.key, "kind": part.kind, "is_local": part.is_local, "content_locale": part.language}
            blocks.append(common | value)
    return blocks


def part_of(stored: Raw, translated: Raw | None, language: str, is_local: bool, body: Body) -> Part:
    kind, key, value = stored["type"], str(stored.get("id") or ""), stored["value"]
    if translated is not None and translated["type"] == kind and same_shape(value, translated["value"]):
        return Part(kind, key, value, translated["value"], language, is_local, body)
    return Part(kind, key, value, value, settings.SOURCE_LOCALE, is_local, body)


def same_shape(source: Raw, words: Raw) -> bool:
    """Whether the two have the same lists, so that words can stand in for words."""
    if isinstance(source, dict) and isinstance(words, dict):
        return all(same_shape(source[name], words[name]) for name in source.keys() & words.keys())
    if isinstance(source, list) and isinstance(words, list):
        return len(source) == len(words) and all(map(same_shape, source, words))
    return isinstance(source, list) == isinstance(words, list)


def items(stored: Raw) -> list[Raw]:
    """The values of a stored list block, whose children may carry ids."""
    return [child["value"] if is_child(child) else child for child in stored or []]


def is_child(value: Raw) -> bool:
    return isinstance(value, dict) and value.get("type") == "item" and "value" in value


def images_in(blocks: list[Raw]) -> set[int]:
    found = (block["value"].get(name) for block in blocks for name in IMAGES.get(block["type"], ()))
    return {key for key in found if key}


def documents_in(blocks: list[Raw]) -> set[int]:
    return {item["document"] for block in blocks if block["type"] == "downloads" for item in downloads(block["value"])}


PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
KEY = re.compile(r'\bid="(\d+)"')


def pages_in(blocks: list[Raw]) -> set[int]:
    """The pages that blocks link to, in texts or by themselves."""
    links = (link for text in plain_words(blocks) for link in PAGE_LINK.findall(text))
    found = {int(key) for link in links for key in KEY.findall(link)}
    teasers = (block["value"].get("page") for block in blocks if block["type"] == "teaser")
    return found | {key for key in teasers if key}


def downloads(value: Raw) -> list[Raw]:
    return [item for item in items(value.get("items")) if item.get("document")]


def plain_words(blocks: list[Raw]) -> Iterator[str]:
    """Every text in stored ``blocks``, for counting and searching; markup is left in."""
    for stored in blocks:
        yield from _texts(stored["value"])


def _texts(value: Raw) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in NO_WORDS:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


NO_WORDS = {
    "id", "type", "level", "kind", "date", "unit", "state", "source_url", "url", "year", "lon", "lat", "zoom", "low",
    "high", "image", "poster", "document", "page", "programme", "centre", "to_check", "captions",
}  # fmt: skip
