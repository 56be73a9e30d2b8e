"""Statistics of the districts of an invented quarter, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from .chance import chance
from .files import write_table
from .quarter import Quarter, Standing

HEADER = ("gebiet", "merkmal", "jahr", "wert", "einheit")
FIRST, LAST = 2015, 2025
CLASSES = (
    (1918, "bis 1918"),
    (1948, "1919 bis 1948"),
    (1990, "1949 bis 1990"),
    (2010, "1991 bis 2010"),
    (9999, "seit 2011"),
)
PEOPLE_IN_A_DWELLING, HOUSEHOLD_SHRINKS = 1.9, 0.004
FEWER_KWH_A_YEAR = 0.011


def write_statistics(path: Path, quarter: Quarter, names: Mapping[str, str]) -> None:
    """Numbers of each district, whose letters ``names`` names."""
    write_table(path, HEADER, _rows(quarter, names))


def _rows(quarter: Quarter, names: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
    districts: dict[str, list[Standing]] = defaultdict(list)
    for each in quarter.standing:
        districts[each.block.district].append(each)
    for letter, standing in sorted(districts.items()):
        random = chance(quarter.seed, letter, "statistics")
        for year in range(FIRST, LAST + 1):
            for merkmal, value, unit in _numbers([each for each in standing if each.truth.year <= year], year, random):
                yield names[letter], merkmal, year, value, unit


def _numbers(standing: list[Standing], year: int, random: Random) -> Iterator[tuple[str, float, str]]:
    lived = [each.truth for each in standing if each.truth.dwellings]
    dwellings = sum(truth.dwellings or 0 for truth in lived)
    people = PEOPLE_IN_A_DWELLING - (year - FIRST) * HOUSEHOLD_SHRINKS + random.uniform(-0.03, 0.03)
    yield "Bevölkerung", round(dwellings * people), "Personen"
    yield "Wohnungen", dwellings, "Wohnungen"
    yield "Wohnfläche", round(sum(truth.floor_area or 0 for truth in lived)), "m²"
    yield "Wohngebäude", len(lived), "Gebäude"
    earlier = 0
    for until, word in CLASSES:
        yield f"Wohngebäude, Baujahr {word}", sum(earlier < truth.year <= until for truth in lived), "Gebäude"
        earlier = until
    saved = (LAST - year) * FEWER_KWH_A_YEAR + random.uniform(-0.02, 0.02)
    used = sum(each.truth.consumption or 0 for each in standing)
    yield "Wärmebedarf", round(used * (1 + saved) / 1000), "MWh/a"
