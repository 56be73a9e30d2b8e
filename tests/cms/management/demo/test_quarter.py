"""An invented quarter is the same each time, plausible, and full of the gaps that real data have."""

from __future__ import annotations

import csv
from collections import Counter

import pyogrio
import pytest
import shapely

from cms.management.demo.quarter import areas, counted, known
from cms.management.demo.quarter.ground import Ground, polygons
from cms.management.demo.quarter.layout import Sketch
from cms.management.demo.quarter.names import street_names
from cms.management.demo.quarter.quarter import Quarter

KINDS = ("uszpbggw", "stzpbggn", "staabgkc")
DISTRICTS = ("nnnnnoos", "nnnnnoos", "sssssooo")


def invented(seed: str = "test") -> Quarter:
    sketch = Sketch(KINDS, KINDS, DISTRICTS)
    return Quarter.invent(sketch, seed, "T", Ground.of(seed, 12.37, 51.34, 12))


@pytest.fixture(scope="module")
def quarter() -> Quarter:
    return invented()


def rows(file):
    with file.open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened, delimiter=";"))


def test_the_same_seed_invents_the_same_quarter_and_another_seed_another(quarter):
    assert [each.truth for each in invented().standing] == [each.truth for each in quarter.standing]
    assert [each.house.rings for each in invented("other").standing] != [each.house.rings for each in quarter.standing]


def test_buildings_are_valid_have_courtyards_and_do_not_stand_in_each_other(quarter):
    shapes = quarter.ground.shapes(polygons([each.house.rings for each in quarter.standing]))
    assert shapely.is_valid(shapes).all()
    assert sum(shapely.get_num_interior_rings(shapes)) > 0
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    shared = [
        shapely.area(shapely.intersection(shapes[a], shapes[b])) / shapely.area(shapes[a])
        for a, b in zip(one, other, strict=True)
        if a < b
    ]
    assert max(shared) < 0.01


def test_no_two_doors_have_the_same_address(quarter):
    doors = [(door.street, door.number) for each in quarter.standing for door in each.house.entrances]
    assert max(Counter(doors).values()) == 1
    assert all(door.number for each in quarter.standing for door in each.house.entrances)


def test_blocks_districts_and_plan_areas_cover_the_quarter_without_holes(quarter):
    parts = areas.joined(quarter, lambda block: block.district)
    assert set(parts) == {"n", "o", "s"}
    whole = areas.outline(quarter)
    assert sum(map(shapely.area, parts.values())) == pytest.approx(shapely.area(whole), rel=1e-6)
    assert shapely.get_num_interior_rings(whole) == 0
    assert len(areas.blocks(quarter)) + len(areas.greens(quarter)) == 24
    assert [area.name for area in areas.water(quarter)] == ["Musterbach"]
    assert len({area.name for area in areas.middles(quarter)}) == len(quarter.streets) == 13


def test_what_is_known_has_gaps_and_the_survey_has_what_must_not_be_shown(quarter, tmp_path):
    count = known.write_buildings(tmp_path / "open.gpkg", [quarter])
    meta, _fids, shapes, fields = pyogrio.raw.read(tmp_path / "open.gpkg")
    assert len(shapes) == count == len(quarter.standing)
    columns = dict(zip(meta["fields"], fields, strict=True))
    missing = sum(value is None for value in columns["gebaeudetyp"])
    assert 0 < missing < count / 2
    known.write_survey(tmp_path / "survey.csv", [quarter])
    survey = rows(tmp_path / "survey.csv")
    assert {row["gebaeude"] for row in survey} <= set(columns["id"])
    assert any(row["eigentuemer"] for row in survey)
    assert any(not row["waermeverbrauch"] for row in survey)


def test_statistics_tell_of_each_district_and_year(quarter, tmp_path):
    counted.write_statistics(tmp_path / "numbers.csv", quarter, {"n": "Nord", "o": "Ost", "s": "Süd"})
    told = rows(tmp_path / "numbers.csv")
    assert {(row["gebiet"], row["jahr"]) for row in told} == {
        (name, str(year)) for name in ("Nord", "Ost", "Süd") for year in range(2015, 2026)
    }


def test_a_sketch_whose_parts_differ_in_size_is_refused():
    with pytest.raises(ValueError, match="same length"):
        Sketch(KINDS, KINDS, DISTRICTS[:2])
    with pytest.raises(ValueError, match="kinds has x"):
        Sketch(("x",), ("a",), ("a",))


def test_there_are_names_for_the_streets_of_a_large_city():
    assert len(set(street_names("city", 1800))) == 1800
