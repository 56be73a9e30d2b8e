import pytest

from cms.core.values.problems import FileError
from geo.files.delivery import Asks
from geo.values.reports import Report

from .made import facts, geojson, opened, read, square, text


def test_tags_of_openstreetmap_become_facts_and_addresses(tmp_path):
    path = geojson(
        tmp_path,
        {"osm_way_id": "7", "building": "apartments", "building:levels": "4", "roof:shape": "gabled", "heritage": "4",
         "start_date": "1890s", "addr:street": "Karlstraße", "addr:housenumber": "5;7", "addr:postcode": "04107"},
    )  # fmt: skip
    (item,), report = read(path, "osm_buildings")
    assert item.source_id == "7"
    assert facts(item) == {
        "use": "residential", "type": "multi_family", "storeys": 4, "roof": "pitched", "monument": "yes", "year": 1890,
    }  # fmt: skip
    assert [(each.street, each.number) for each in item.addresses] == [("Karlstraße", "5"), ("Karlstraße", "7")]
    assert report.noted == 0


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [("levels", "400", "impossible"), ("start_date", "3025", "impossible"), ("height", "-3", "impossible"),
     ("flats", "viele", "no_number")],
)  # fmt: skip
def test_impossible_values_are_noted_and_never_kept(tmp_path, column, value, code):
    (item,), report = read(geojson(tmp_path, {"id": "1", "building": "yes", column: value}), "osm_buildings")
    assert item.facts == ()
    assert [(note.field, note.code, note.number) for note in report.notes] == [(column, code, 1)]


def test_what_nobody_knows_is_neither_kept_nor_noted(tmp_path):
    (item,), report = read(geojson(tmp_path, {"id": "1", "building": "yes", "levels": "unbekannt"}), "osm_buildings")
    assert item.facts == ()
    assert report.noted == 0


def test_the_same_feature_twice_is_taken_once(tmp_path):
    row = {"id": "1", "building": "yes"}
    items, report = read(geojson(tmp_path, row, row, shapes=[square(), square()]), "osm_buildings")
    assert len(items) == 1
    assert report.read == 2
    assert [note.code for note in report.notes] == ["twice"]


def test_two_features_of_one_id_are_refused_by_naming_both(tmp_path):
    path = geojson(
        tmp_path, {"id": "1", "building": "yes"}, {"id": "2", "building": "yes"}, {"id": "1", "building": "yes"}
    )
    with pytest.raises(FileError, match="Features 1 and 3"):
        read(path, "osm_buildings")


def test_ids_made_for_features_without_one_stay_the_same(tmp_path):
    rows = [{"building": "yes"}, {"building": "yes"}]
    items, report = read(geojson(tmp_path, *rows), "osm_buildings")
    turned, _ = read(geojson(tmp_path, *rows, shapes=[square(1), square(0)]), "osm_buildings")
    assert {item.source_id for item in items} == {item.source_id for item in turned}
    assert len({item.source_id for item in items}) == 2
    assert [note.code for note in report.notes] == ["id_made"]


def test_parts_of_a_building_become_one_footprint_and_its_roofs_count_once(tmp_path):
    rows = [
        {"ID": "A", "Obj_Parent": None, "Funktion": "31001_1010", "Geometr_3D": "Roof"},
        {"ID": "P", "Obj_Parent": "A", "Funktion": None, "Geometr_3D": "Ground"},
        {"ID": "A", "Obj_Parent": None, "Funktion": "31001_1010", "Geometr_3D": "Ground"},
    ]
    shapes = [square(9), square(0), square(0.5)]
    (item,), _ = read(geojson(tmp_path, *rows, shapes=shapes), "geosn_lod2")
    assert item.source_id == "A"
    assert facts(item) == {"function": "Wohnhaus", "use": "residential"}
    assert item.shape.east < 12.371


def test_words_of_a_plan_are_never_guessed(tmp_path):
    path = geojson(tmp_path, {"id": 1, "kategorie": "Prüfgebiet"}, {"id": 2, "kategorie": "Wärmenetzgebiet"})
    with pytest.raises(FileError) as refused:
        read(path, "heat_plan_areas")
    (problem,) = refused.value.problems
    assert problem.field == "kategorie"
    assert "Wärmenetzgebiet" in problem.message
    assert "rows 2" in problem.message
    items, _ = read(path, "heat_plan_areas", columns={"category:Wärmenetzgebiet": "heat_network_new"})
    assert [item.category for item in items] == ["examination", "heat_network_new"]


def test_a_plan_says_more_of_an_area_than_its_kind(tmp_path):
    row = {
        "id": 1, "kategorie": "Wärmenetz-Ausbau", "horizont": "2035", "eignung_waermenetz": "wahrscheinlich geeignet",
        "ausweisung": "ja", "satzung": "Fernwärmesatzung", "gasnetz": "stillgelegt", "gasnetz_jahr": 2038,
    }  # fmt: skip
    (item,), _ = read(geojson(tmp_path, row), "heat_plan_areas")
    assert (item.source_id, item.category, item.horizon) == ("1@2035", "heat_network_expansion", "2035")
    assert item.details == {
        "suitability": {"heat_network": "likely"}, "designated": True, "statute": "Fernwärmesatzung", "gas": "closed",
        "gas_year": 2038,
    }  # fmt: skip


def test_pipes_of_gas_networks_are_refused_with_the_reason_and_the_way_out(tmp_path):
    line = {"type": "LineString", "coordinates": [[12.3, 51.3], [12.31, 51.3]]}
    with pytest.raises(FileError, match=r"section 12 .*by block"):
        opened(geojson(tmp_path, {"id": "1"}, shapes=[line]), "gas_networks")


def test_consumption_of_fewer_than_five_is_left_out(tmp_path):
    rows = [
        {"BAUBLOCK": "1", "anschluesse": 4, "verbrauch": 100},
        {"BAUBLOCK": "2", "anschluesse": 5, "verbrauch": 200},
    ]
    (few, enough), report = read(geojson(tmp_path, *rows), "consumption_by_block")
    assert few.statistics == ()
    assert [each.value for each in enough.statistics] == [200]
    assert [note.code for note in report.notes] == ["too_few"]


def test_columns_that_are_needed_and_not_found_are_asked_for(tmp_path):
    path = geojson(tmp_path, {"nr": 1, "farbe": "rot"})
    delivery = opened(path, "heat_plan_areas")
    assert [each.asks for each in delivery.questions] == [Asks.COLUMNS]
    with pytest.raises(FileError, match="category"):
        list(delivery.items(Report()))
    assert opened(path, "heat_plan_areas", columns={"category": "farbe"}).questions == []


def test_a_column_or_layer_that_is_not_there_is_refused_by_naming_those_that_are(tmp_path):
    path = geojson(tmp_path, {"nr": 1, "name": "Mitte"})
    with pytest.raises(FileError, match=r"nr"):
        opened(path, "districts", columns={"name": "bezeichnung"})
    with pytest.raises(FileError, match=r"made"):
        opened(path, "districts", layer="other")
    with pytest.raises(FileError, match=r"EPSG:25833"):
        opened(path, "districts", crs="EPSG:99")


def test_columns_are_proposed_by_what_stands_in_them(tmp_path):
    rows = [{"nr": 1, "farbe": "Prüfgebiet"}, {"nr": 2, "farbe": "dezentral"}]
    assert opened(geojson(tmp_path, *rows), "heat_plan_areas").columns["category"] == "farbe"


def test_points_among_areas_are_left_out_and_named(tmp_path):
    shapes = [square(), {"type": "Point", "coordinates": [12.3, 51.3]}]
    items, report = read(geojson(tmp_path, {"nr": 1, "name": "A"}, {"nr": 2, "name": "B"}, shapes=shapes), "districts")
    assert [item.name for item in items] == ["A"]
    assert [(note.number, note.code) for note in report.notes] == [(2, "left_out")]


def test_a_preview_shows_what_the_recipe_makes_of_the_first_features(tmp_path):
    preview = opened(geojson(tmp_path, {"nr": 1, "name": "Mitte"}, {"nr": 2, "name": "Ost"}), "districts").preview(1)
    (feature,) = preview["features"]
    assert feature["properties"]["name"] == "Mitte"
    assert feature["geometry"]["type"] == "Polygon"


def test_facts_about_buildings_may_come_without_a_place(tmp_path):
    path = text(tmp_path, "Adresse;Energieträger;Wohneinheiten\nKarlstr. 5a, 04107 Leipzig;Erdgas;12\n")
    (item,), _ = read(path, "building_facts")
    (address,) = item.addresses
    assert (address.street, address.number, address.postcode, address.town) == ("Karlstr.", "5a", "04107", "Leipzig")
    assert item.shape is None
    assert facts(item) == {"heating_carrier": "gas", "dwellings": 12}
