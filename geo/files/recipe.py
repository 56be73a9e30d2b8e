"""A recipe: what the columns of a kind of file mean, and how what is in them is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import get_language

from .names import folded


class Geometry(StrEnum):
    """What the features of a file are; ``NONE``: rows without a place."""

    POLYGON = "polygon"
    LINE = "line"
    POINT = "point"
    NONE = "none"


class Others(StrEnum):
    """What becomes of a word that a target does not know."""

    # It is left out without a word: it says nothing about this.
    LEAVE = "leave"
    # It is left out, and the report says so.
    NOTE = "note"
    # The file is refused: it would be imported wrongly.
    REFUSE = "refuse"
    # It is kept as it is.
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the admin's languages; as ``str`` in the active one, in English where that has none."""

    en: str = ""
    de: str = ""
    it: str = ""

    def __str__(self) -> str:
        return str(getattr(self, (get_language() or "en")[:2], "") or self.en)


@dataclass(frozen=True, slots=True)
class Target:
    """Something a column can say. ``columns``: how that column is called, the likeliest first.

    ``words``: folded words of the source, to the word we have for it; one that ends in ``*`` stands for all that begin
    so. ``unit``: in which the column's numbers are. ``indicator``: the name of a published number. ``state``: how it is
    known; empty: as the recipe says. ``least``: a number in another column that must be reached for it to be told.
    """

    key: str
    title: Words
    columns: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    others: Others = Others.NOTE
    unit: str = ""
    indicator: str = ""
    state: str = ""
    required: bool = False
    least: tuple[str, int] | None = None

    def word_for(self, text: str) -> str | None:
        """Our word for the source's; None where there is none."""
        plain = folded(text)
        if plain in self.words:
            return self.words[plain]
        beginnings = [each for each in self.words if each.endswith("*") and plain.startswith(each[:-1])]
        return self.words[max(beginnings, key=len)] if beginnings and plain else None

    @property
    def keys(self) -> list[str]:
        """The words we have, each once, in the order of the recipe."""
        return list(dict.fromkeys(self.words.values()))


@dataclass(frozen=True, slots=True)
class Recipe:
    """How files of one kind are read. ``kind`` and ``theme`` are those of the dataset they go into.

    ``state``, ``method``, ``year``: how the facts in it are known, where no target says otherwise. ``only``: a target
    without which a feature is none of these. ``best_records``: where one thing comes as several records, the values of
    the target ``record`` whose shape is taken, the best first. ``refuses``: kinds of shapes it never takes, and why.
    """

    name: str
    kind: str
    theme: str
    title: Words
    about: Words
    targets: Mapping[str, Target]
    shapes: tuple[Geometry, ...]
    state: str
    method: str
    year: int | None = None
    only: str = ""
    best_records: tuple[str, ...] = ()
    refuses: Mapping[Geometry, Words] = field(default_factory=dict)
    # Every column of numbers that nothing else is made of is a published number of its own.
    wide: bool = False

    @property
    def required(self) -> list[Target]:
        return [target for target in self.targets.values() if target.required]

    @property
    def joins_parts(self) -> bool:
        """Whether several records can be one thing."""
        return bool(self.best_records) or "parent" in self.targets
