"""The files of an invented quarter: for each thing that a dataset can hold, how its file is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import shapely

from .maps import Drawing
from .quarter import areas, counted, known
from .quarter.files import write_layer
from .quarter.known import NO, YES
from .quarter.layout import Block
from .quarter.quarter import Quarter

Write = Callable[[Path, Drawing, Quarter], None]
# Energy is told of blocks with at least so many addresses.
LEAST_ADDRESSES = 5
DETAILS = {
    "satzung": "statute", "satzung_url": "statute_url", "gasnetz": "gas", "gasnetz_jahr": "gas_year",
}  # fmt: skip
FLAGS = {
    "ausgewiesen": "designated", "energieeinspargebiet": "energy_saving", "verkuerzt": "shortened",
    "unbeplant": "unplanned",
}  # fmt: skip
SUPPLIES = {
    "eignung_waermenetz": "heat_network", "eignung_wasserstoff": "hydrogen", "eignung_dezentral": "decentral",
}  # fmt: skip


def _plan(path: Path, drawing: Drawing, quarter: Quarter) -> None:
    shapes = areas.joined(quarter, lambda block: block.plan)
    said = [drawing.areas[letter] for letter in shapes]
    columns: dict[str, list[Any]] = {
        "id": [f"{quarter.letters}-P{letter}" for letter in shapes], "name": [area["name"] for area in said],
        "kategorie": [area["category"] or None for area in said],
        "zieljahr": [area["horizon"] or None for area in said],
    }  # fmt: skip
    columns |= {column: [area[name] or None for area in said] for column, name in DETAILS.items()}
    columns |= {column: [YES if area[name] else NO for area in said] for column, name in FLAGS.items()}
    columns |= {column: [area["suitability"].get(name) or None for area in said] for column, name in SUPPLIES.items()}
    write_layer(path, "waermeplan", list(shapes.values()), columns)


def _districts(path: Path, drawing: Drawing, quarter: Quarter) -> None:
    shapes = areas.joined(quarter, lambda block: block.district)
    columns = {
        "nr": [f"{quarter.letters}-{letter}" for letter in shapes],
        "name": [drawing.districts[letter] for letter in shapes],
    }
    write_layer(path, "stadtteile", list(shapes.values()), columns)


def _blocks(path: Path, _drawing: Drawing, quarter: Quarter) -> None:
    found = areas.blocks(quarter)
    addresses, used = _by_block(quarter)
    hectares = {block.number: _hectares(block) for block in quarter.layout.blocks()}
    numbers = [int(area.id[-3:]) for area in found]
    demand = [used[number] / 1000 if addresses[number] >= LEAST_ADDRESSES else None for number in numbers]
    density = [
        None if each is None else round(each / hectares[number], 1)
        for number, each in zip(numbers, demand, strict=True)
    ]
    columns: dict[str, list[Any]] = {
        "baublocknummer": [area.id for area in found], "name": [area.name for area in found],
        "waermebedarf_mwh_a": demand, "waermedichte": density,
    }  # fmt: skip
    write_layer(path, "baubloecke", [area.shape for area in found], columns)


def _by_block(quarter: Quarter) -> tuple[dict[int, int], dict[int, float]]:
    """Addresses and kilowatt-hours of each block."""
    addresses: dict[int, int] = defaultdict(int)
    used: dict[int, float] = defaultdict(float)
    for each in quarter.standing:
        if each.truth.consumption:
            addresses[each.block.number] += len(each.house.entrances)
            used[each.block.number] += each.truth.consumption
    return addresses, used


def _hectares(block: Block) -> float:
    west, south, east, north = block.inner
    return (east - west) * (north - south) / 10_000


def _network(path: Path, drawing: Drawing, quarter: Quarter) -> None:
    served = drawing.values["network"]
    shapes = [shape for letter, shape in areas.joined(quarter, lambda block: block.plan).items() if letter in served]
    whole = shapely.get_parts(shapely.union_all(shapes))
    names = [f"Wärmenetz Teil {number}" for number in range(1, len(whole) + 1)]
    columns = {"id": [f"{quarter.letters}-N{number}" for number in range(1, len(whole) + 1)], "name": names}
    write_layer(path, "waermenetz", whole, columns)


def _greens(path: Path, _drawing: Drawing, quarter: Quarter) -> None:
    _named(path, "gruen-und-wasser", [*areas.greens(quarter), *areas.water(quarter)])


def _streets(path: Path, _drawing: Drawing, quarter: Quarter) -> None:
    _named(path, "strassen", areas.middles(quarter))


def _named(path: Path, layer: str, found: Sequence[areas.Area]) -> None:
    columns = {"id": [area.id for area in found], "name": [area.name for area in found]}
    write_layer(path, layer, [area.shape for area in found], columns)


def _buildings(path: Path, _drawing: Drawing, quarter: Quarter) -> None:
    known.write_buildings(path, [quarter])


def _addresses(path: Path, _drawing: Drawing, quarter: Quarter) -> None:
    known.write_addresses(path, [quarter])


def _survey(path: Path, _drawing: Drawing, quarter: Quarter) -> None:
    known.write_survey(path, [quarter])


def _published(path: Path, _drawing: Drawing, quarter: Quarter) -> None:
    known.write_published(path, [quarter])


def _statistics(path: Path, drawing: Drawing, quarter: Quarter) -> None:
    counted.write_statistics(path, quarter, drawing.districts)


FILES: dict[str, tuple[str, Write]] = {
    "plan": (".gpkg", _plan), "districts": (".gpkg", _districts), "blocks": (".gpkg", _blocks),
    "network": (".gpkg", _network), "greens": (".gpkg", _greens), "streets": (".gpkg", _streets),
    "buildings": (".gpkg", _buildings), "addresses": (".csv", _addresses), "survey": (".csv", _survey),
    "published": (".csv", _published), "statistics": (".csv", _statistics),
}  # fmt: skip
