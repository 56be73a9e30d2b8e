"""A whole invented city for measuring: the same sketch again and again, side by side, each time another quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, cos, radians, sqrt

from .ground import METRES_PER_DEGREE, Ground
from .layout import Sketch
from .names import street_names
from .quarter import Quarter

_KINDS = (
    "uuuzzzppbppkuu", "usstzzzpbpppgu", "ssstzzggbggpcc", "sssttgggbwgncc", "stttkgggbwwgnc", "sttaagggbgggnn",
    "sssaazggbwwzcc", "usssszzkbwzzcc", "uussssszbnnnuu",
)  # fmt: skip
SKETCH = Sketch(_KINDS, _KINDS, _KINDS)
WIDE, HIGH = 2000.0, 1000.0
BUILDINGS = 1400
"""So many buildings, at least, one quarter has."""


def invent_city(count: int, lon: float = 12.4, lat: float = 51.3, seed: str = "city") -> Iterator[Quarter]:
    """Quarters with at least ``count`` buildings together, in rows around ``lon`` and ``lat``; no street twice."""
    quarters = ceil(count / BUILDINGS)
    across = ceil(sqrt(quarters / 2))
    streets = SKETCH.rows + SKETCH.columns + 2
    names = street_names(seed, min(quarters * streets, 2000))
    for number in range(quarters):
        east, north = (number % across - across / 2) * WIDE, (number // across - across) * HIGH
        there = lon + east / (METRES_PER_DEGREE * cos(radians(lat))), lat + north / METRES_PER_DEGREE
        chosen = [names[(number * streets + place) % len(names)] for place in range(streets)]
        own = f"{seed}-{number}"
        ground = replace(Ground.of(own, *there, 0.0), turned=3.0)
        quarter = Quarter.invent(SKETCH, own, f"C{number:03d}", ground, chosen)
        quarter.postcode, quarter.town = f"{number:05d}", "Rechenstadt"
        yield quarter
