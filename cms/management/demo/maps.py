"""Reads what the maps of the demo show: datasets, layers, heat plans, and quarters drawn in letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from cms.core.values.marked_yaml import Lines, read_yaml
from cms.core.values.problems import Problems
from cms.core.values.record import Parser, Record, Ref, choice, day, flag, number, text, texts, typed
from geo.values.areas import Category, GasFuture, Horizon, Suitability, Supply

from .blocks import Shape
from .quarter.ground import Ground
from .quarter.layout import Sketch
from .quarter.quarter import Quarter
from .snippets import Entry, entries_of, nested, rows_of

LISTS = {"dataset": "datasets", "layer": "layers"}
SUITABILITY: Mapping[str, Parser] = {supply.value: choice(list(Suitability), required=False) for supply in Supply}
AREA: Mapping[str, Parser] = {
    "letter": text(1, required=True), "name": text(160, required=True),
    "category": choice(list(Category), required=False),
    "horizon": choice(list(Horizon), required=False), "suitability": nested(SUITABILITY, required=False),
    "statute": text(200), "statute_url": text(), "designated": flag(), "gas": choice(list(GasFuture), required=False),
    "gas_year": typed(int), "energy_saving": flag(), "shortened": flag(), "unplanned": flag(),
}  # fmt: skip
QUARTER: Mapping[str, Parser] = {
    "seed": text(40, required=True), "letters": text(8, required=True), "longitude": number(-180, 180, required=True),
    "latitude": number(-90, 90, required=True), "turned": number(-180, 180), "postcode": text(10), "town": text(80),
    "as_of": day(required=True), "kinds": texts(required=True), "plan": texts(required=True),
    "districts": texts(required=True), "network": texts(), "areas": rows_of(AREA),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawing:
    """A quarter as its file draws it; ``areas``: what the plan says of each letter."""

    sketch: Sketch
    values: Mapping[str, Any]
    areas: Mapping[str, Mapping[str, Any]]
    districts: Mapping[str, str]

    @property
    def as_of(self) -> date:
        day: date = self.values["as_of"]
        return day

    def invent(self) -> Quarter:
        """The quarter, as it always comes out."""
        values = self.values
        ground = Ground.of(values["seed"], values["longitude"], values["latitude"], values["turned"] or 0.0)
        quarter = Quarter.invent(self.sketch, values["seed"], values["letters"], ground)
        quarter.postcode, quarter.town = values["postcode"], values["town"]
        return quarter


@dataclass(slots=True)
class Maps:
    """Entries by kind, whose keys begin with their site, and the sites' quarters."""

    entries: dict[str, list[Entry]]
    drawings: dict[str, Drawing]


def read_maps(folder: Path, problems: Problems, refs: list[Ref]) -> Maps:
    """What ``folder`` says; a demo without maps has neither ``geodata.yaml`` nor quarters."""
    maps = Maps({"dataset": [], "layer": [], "plan": []}, {})
    content = _content(folder / "geodata.yaml", "geodata.yaml", problems)
    if content is None:
        return maps
    shared = {kind: entries_of(content.get(name), "geodata.yaml", kind, problems, refs) for kind, name in LISTS.items()}
    for file in sorted((folder / "sites").glob("*/geodata.yaml")):
        site, name = file.parent.name, f"sites/{file.parent.name}/geodata.yaml"
        drawn = _content(file, name, problems)
        if drawn is None:
            continue
        plans = entries_of(drawn.get("plans"), name, "plan", problems, refs)
        for kind, entries in (shared | {"plan": plans}).items():
            maps.entries[kind] += [_of_site(entry, site) for entry in entries]
        record = Record(drawn, name, problems, site, "", refs)
        if drawing := _drawing(record):
            maps.drawings[site] = drawing
    _check_names(maps)
    return maps


def _of_site(entry: Entry, site: str) -> Entry:
    return replace(entry, key=f"{site}/{entry.key}", values={**entry.values, "site": site, "name": entry.key})


def _content(file: Path, name: str, problems: Problems) -> Lines | None:
    if not file.exists():
        return None
    content = read_yaml(file.read_text(encoding="utf-8"), name, 1, problems)
    if not isinstance(content, Lines):
        problems.add(name, 1, "", "should hold fields")
        return None
    return content


def _drawing(record: Record) -> Drawing | None:
    inner = record.nested(record.take("quarter", Lines, required=True), "quarter")
    if inner is None:
        return None
    names = dict(inner.take("district_names", Lines, required=True) or {})
    values = Shape({}, QUARTER).read(inner, words_only=False)
    try:
        sketch = Sketch(tuple(values["kinds"]), tuple(values["plan"]), tuple(values["districts"]))
    except ValueError as error:
        inner.wrong("kinds", str(error))
        return None
    areas = {area["letter"]: area for area in values["areas"]}
    for field, letters, known in (("plan", sketch.plan, areas), ("districts", sketch.districts, names)):
        if missing := sorted(set("".join(letters)) - set(known)):
            inner.wrong(field, f"has {', '.join(missing)}, which nothing describes")
    return Drawing(sketch, values, areas, names)


def _check_names(maps: Maps) -> None:
    """Note datasets and plans that are named and do not exist."""
    known = {kind: {entry.key for entry in entries} for kind, entries in maps.entries.items()}
    named = {"layer": ("dataset", "dataset"), "dataset": ("joins", "dataset"), "plan": ("replaces", "plan")}
    for kind, (field, other) in named.items():
        for entry in maps.entries[kind]:
            name = entry.values[field]
            if name and f"{entry.values['site']}/{name}" not in known[other]:
                entry.record.wrong(field, f"names the {other} {name!r}, which does not exist")
