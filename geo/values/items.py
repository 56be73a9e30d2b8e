"""What a file says after it was read, checked, brought into WGS 84 and mapped: the same for every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class GivenShape:
    """A geometry: WKB, two-dimensional, valid, longitude first; its box, a point inside it, its measures."""

    wkb: bytes
    west: float
    south: float
    east: float
    north: float
    lon: float
    lat: float
    area_m2: float = 0.0
    length_m: float = 0.0


@dataclass(frozen=True, slots=True)
class GivenAddress:
    """A street and house number; ``number`` may be empty where a source names the street only."""

    street: str
    number: str = ""
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class GivenFact:
    """A value for an attribute of ``geo.values.attributes``; ``state`` and ``year`` empty: the recipe's."""

    attribute: str
    value: str = ""
    low: float | None = None
    high: float | None = None
    state: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class GivenStatistic:
    """A published number about an area, named as the source names it."""

    area: str
    indicator: str
    year: int
    value: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One feature of a file. ``number``: its place in the file, from 1, as messages name it."""

    number: int
    source_id: str
    shape: GivenShape | None = None
    name: str = ""
    category: str = ""
    horizon: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    addresses: tuple[GivenAddress, ...] = ()
    facts: tuple[GivenFact, ...] = ()
    statistics: tuple[GivenStatistic, ...] = ()
