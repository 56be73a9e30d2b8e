"""What anybody knows of the invented buildings: with the gaps that registers and surveys have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from .chance import chance
from .files import write_layer, write_table
from .ground import polygons
from .houses import Entrance
from .quarter import Quarter, Standing
from .roles import Truth

# How many of a hundred buildings the open data know something of.
OPEN = {
    "funktion": 96, "nutzung": 92, "gebaeudetyp": 84, "hoehe": 91, "geschosse": 83, "dachform": 74, "wohnungen": 38,
    "denkmal": 100,
}  # fmt: skip
YEAR_KNOWN, YEAR_KNOWN_OF_HOUSES = 58, 15
ADDRESS_KNOWN = 88
# And those who answered the survey for the heat plan, with what they told.
ANSWERED = 72
SURVEY = {
    "baujahr": 80, "wohnflaeche": 90, "energietraeger": 95, "heizung_baujahr": 70, "waermeverbrauch": 82,
    "eigentuemer": 90,
}  # fmt: skip
PUBLISHED = 3
YES, NO = "ja", "nein"
BUILDINGS, SURVEY_HEADER = "gebaeude", (
    "gebaeude", "baujahr", "wohnflaeche", "energietraeger", "heizung_baujahr", "waermeverbrauch", "gasverbrauch",
    "eigentuemer",
)  # fmt: skip
ADDRESS_HEADER = ("id", "strasse", "hausnummer", "plz", "ort", "lon", "lat")
Row = dict[str, Any]


def write_buildings(path: Path, quarters: Sequence[Quarter]) -> int:
    """The open data: footprints with what is known of them; returns how many."""
    import numpy as np

    rows = [row for quarter in quarters for row in _open_rows(quarter)]
    shapes = [quarter.ground.shapes(polygons([each.house.rings for each in quarter.standing])) for quarter in quarters]
    write_layer(path, BUILDINGS, np.concatenate(shapes), {name: [row[name] for row in rows] for name in rows[0]})
    return len(rows)


def _open_rows(quarter: Quarter) -> Iterator[Row]:
    for each in quarter.standing:
        truth, random = each.truth, chance(quarter.seed, each.truth.id, "open")
        said = {name: random.random() * 100 < often for name, often in OPEN.items()}
        said["baujahr"] = random.random() * 100 < (YEAR_KNOWN_OF_HOUSES if _is_house(truth) else YEAR_KNOWN)
        known = _known_openly(truth)
        address = _address(quarter, each.house.entrances if random.random() * 100 < ADDRESS_KNOWN else [])
        yield {"id": truth.id, **{name: value if said[name] else None for name, value in known.items()}, **address}


def _known_openly(truth: Truth) -> Row:
    role = truth.role
    return {
        "funktion": role.function, "nutzung": role.use, "gebaeudetyp": role.type or None, "hoehe": truth.height,
        "geschosse": truth.storeys, "dachform": role.roof, "baujahr": truth.year, "wohnungen": truth.dwellings,
        "denkmal": YES if truth.monument else NO,
    }  # fmt: skip


def _is_house(truth: Truth) -> bool:
    return truth.role.type in ("single_family", "terraced")


def _address(quarter: Quarter, doors: Sequence[Entrance]) -> Row:
    if not doors:
        return {"strasse": None, "hausnummer": None, "plz": None, "ort": None}
    return {
        "strasse": quarter.streets[doors[0].street].name, "hausnummer": doors[0].number, "plz": quarter.postcode,
        "ort": quarter.town,
    }  # fmt: skip


def write_addresses(path: Path, quarters: Iterable[Quarter]) -> None:
    """Every door with its place."""
    write_table(path, ADDRESS_HEADER, (row for quarter in quarters for row in _address_rows(quarter)))


def _address_rows(quarter: Quarter) -> Iterator[Sequence[Any]]:
    import numpy as np

    doors = [
        (each.truth.id, number, door) for each in quarter.standing for number, door in enumerate(each.house.entrances)
    ]
    places = quarter.ground.lonlat(np.array([(door.x, door.y) for _id, _number, door in doors])).tolist()
    for (building, number, door), (lon, lat) in zip(doors, places, strict=True):
        street = quarter.streets[door.street].name
        yield f"{building}-{number}", street, door.number, quarter.postcode, quarter.town, lon, lat


def write_survey(path: Path, quarters: Iterable[Quarter]) -> None:
    """What was collected under the act: of those who answered, with gaps."""
    write_table(path, SURVEY_HEADER, (row for quarter in quarters for row in _survey_rows(quarter)))


def _survey_rows(quarter: Quarter) -> Iterator[Sequence[Any]]:
    for each in _heated(quarter):
        truth, random = each.truth, chance(quarter.seed, each.truth.id, "survey")
        if random.random() * 100 >= ANSWERED:
            continue
        said = {name: random.random() * 100 < often for name, often in SURVEY.items()}
        used = truth.consumption if said["waermeverbrauch"] else None
        row = {
            "gebaeude": truth.id, "baujahr": truth.year, "wohnflaeche": truth.floor_area,
            "energietraeger": truth.carrier, "heizung_baujahr": truth.heating_year, "waermeverbrauch": used,
            "gasverbrauch": used if truth.carrier == "gas" else None, "eigentuemer": truth.owner,
        }  # fmt: skip
        yield ["" if row[name] is None or not said.get(name, True) else row[name] for name in SURVEY_HEADER]


def write_published(path: Path, quarters: Iterable[Quarter]) -> None:
    """What a few owners put before the public themselves."""
    rows = [
        (each.truth.id, each.truth.carrier, each.truth.heating_year or "")
        for quarter in quarters
        for each in _heated(quarter)
        if chance(quarter.seed, each.truth.id, "published").random() * 100 < PUBLISHED
    ]
    write_table(path, ("gebaeude", "energietraeger", "heizung_baujahr"), rows)


def _heated(quarter: Quarter) -> Iterator[Standing]:
    return (each for each in quarter.standing if each.truth.floor_area)
