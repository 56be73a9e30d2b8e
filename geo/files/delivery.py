"""What readers give and staging takes: a file that was looked at, what must still be asked, and its items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from geo.values.items import Item
from geo.values.reports import Report


class Asks(StrEnum):
    """What a file may leave open."""

    LAYER = "layer"
    CRS = "crs"
    ENCODING = "encoding"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can say. ``choices``: what it may be, the likeliest first; ``because``: why."""

    asks: Asks
    choices: Sequence[str]
    because: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said of a file. ``columns``: target of the recipe to column of the file."""

    layer: str = ""
    crs: str = ""
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a layer with some of its values, for people who say what it means."""

    name: str
    kind: str
    samples: tuple[str, ...] = ()
    filled: int = 0


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of a file. ``crs``: as the file declares it, empty where it does not."""

    name: str
    features: int
    geometry: str
    crs: str
    columns: tuple[Column, ...] = ()


class Delivery(Protocol):
    """A file or service that was checked and can be read, again and again, feature by feature."""

    file: str
    layers: Sequence[Layer]
    layer: Layer
    questions: Sequence[Question]
    # Columns proposed for the recipe's targets, with what a person chose.
    columns: Mapping[str, str]
    total: int

    def items(self, report: Report) -> Iterator[Item]:
        """Every feature; repairs and what was left out go to ``report``. Raises FileError where one can't be used."""
        ...

    def preview(self, most: int = 500) -> dict[str, Any]:
        """The first features as GeoJSON in WGS 84, to be looked at on a map."""
        ...
