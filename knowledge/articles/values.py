"""A city's text and the base it was adopted from: what changed in the base, and how both come together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

# Stands for the order of the blocks where a change has no block of its own.
ORDER = "order"
TAG = re.compile(r'<(?P<name>\w+)(?P<attributes>(?:\s+[\w-]+="[^"]*")+)\s*(?P<end>/?)>')
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article as it is stored, known by the same id in every version."""

    id: str
    type: str
    value: Any

    def says(self, other: Block | None) -> bool:
        """Whether ``other`` says the same, whatever ids it and its parts have."""
        return other is not None and self.type == other.type and plain(self.value) == plain(other.value)


class Kind(StrEnum):
    """What happened to a block in the base."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block that is not in the base any more what it was when the city accepted it; None where it is absent."""

    id: str
    kind: Kind
    accepted: Block | None = None
    base: Block | None = None
    mine: Block | None = None

    @property
    def conflict(self) -> bool:
        """Whether the city changed it too."""
        return not same(self.accepted, self.mine)


def compare(accepted: Sequence[Block], base: Sequence[Block], mine: Sequence[Block]) -> list[BlockChange]:
    """What is new in ``base`` since ``accepted`` and not yet in ``mine``, in the order of the base."""
    before, after, own = by_id(accepted), by_id(base), by_id(mine)
    changes = []
    for key in woven(list(after), list(before)):
        a, b, m = before.get(key), after.get(key), own.get(key)
        if not same(a, b) and not same(m, b):
            changes.append(BlockChange(key, kind_of(a, b), a, b, m))
    if moved(before, after, own):
        changes.append(BlockChange(ORDER, Kind.MOVED))
    return changes


def merge(accepted: Sequence[Block], base: Sequence[Block], mine: Sequence[Block], take: Iterable[str]) -> list[Block]:
    """``mine`` with those changes of ``base`` whose ids are in ``take``; every other block stays as it is."""
    pending = {change.id: change for change in compare(accepted, base, mine)}
    taken = {key: pending[key] for key in take if key in pending}
    result = by_id(mine)
    for change in taken.values():
        if change.base is not None:
            result[change.id] = change.base
        elif change.kind is Kind.REMOVED:
            result.pop(change.id, None)
    of_base, of_mine = [block.id for block in base], [block.id for block in mine]
    leading, following = (of_base, of_mine) if ORDER in taken else (of_mine, of_base)
    return [result[key] for key in woven(leading, following, anchors=set(of_base)) if key in result]


def local_blocks(accepted: Sequence[Block], mine: Sequence[Block]) -> list[Block]:
    """The blocks that the city added or replaced."""
    known = by_id(accepted)
    return [block for block in mine if not block.says(known.get(block.id))]


def woven(leading: Sequence[str], following: Sequence[str], anchors: set[str] | None = None) -> list[str]:
    """``leading`` with what only ``following`` has put in after what it follows there.

    With ``anchors``, what comes after a block leaves to it the blocks right behind it that are no anchors: a city's own
    paragraph stays with the one it was written for.
    """
    result = list(leading)
    known = set(leading)
    place = 0
    for key in following:
        if key in known:
            place = result.index(key) + 1
            continue
        while anchors is not None and key in anchors and place < len(result) and result[place] not in anchors:
            place += 1
        result.insert(place, key)
        place += 1
    return result


def moved(before: dict[str, Block], after: dict[str, Block], own: dict[str, Block]) -> bool:
    """Whether the base has put blocks in another order, other than the city's too."""
    now = [key for key in after if key in before]
    mine = [key for key in own if key in before and key in after]
    return now != [key for key in before if key in after] and mine != [key for key in now if key in own]


def kind_of(accepted: Block | None, base: Block | None) -> Kind:
    if accepted is None:
        return Kind.ADDED
    return Kind.CHANGED if base is not None else Kind.REMOVED


def same(one: Block | None, other: Block | None) -> bool:
    return other is None if one is None else one.says(other)


def by_id(blocks: Iterable[Block]) -> dict[str, Block]:
    return {block.id: block for block in blocks}


def plain(value: Any) -> Any:
    """``value`` as far as it says something, so that opening and saving alone makes no difference.

    Items of lists and paragraphs are given ids when they are stored, the attributes of links change places, and what
    is empty is left out or stored as empty.
    """
    if isinstance(value, dict):
        item = {"type", "value", "id"} >= value.keys() >= {"type", "value"}
        parts = {name: plain(part) for name, part in value.items() if not (item and name == "id")}
        return {name: part for name, part in parts.items() if part is not None and part is not False}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, str):
        return TAG.sub(_plain_tag, value) or None
    return value


def _plain_tag(tag: re.Match[str]) -> str:
    attributes = [text for text in ATTRIBUTE.findall(tag["attributes"]) if not text.startswith("data-block-key=")]
    return f"<{' '.join([tag['name'], *sorted(attributes)])}{tag['end']}>"
