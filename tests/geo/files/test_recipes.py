import pytest

from cms.core.values.problems import FileError, Problems
from geo.files.delivery import Column, Layer
from geo.files.names import folded
from geo.files.proposals import propose
from geo.files.recipe import Words
from geo.files.recipes import proposed, read_recipe, recipe, recipes

TITLES = {"id": Words("Id"), "use": Words("Use")}


def layer(*names):
    return Layer("made", 3, "Polygon", "EPSG:4326", tuple(Column(name, "text") for name in names))


def test_every_recipe_can_be_read_and_has_words_in_three_languages():
    assert {each.name for each in recipes()} >= {
        "osm_buildings", "geosn_lod2", "citygml_buildings", "buildings_generic", "building_facts", "heat_plan_areas",
        "xwaermeplan", "districts", "building_blocks", "quarters_heat_demand", "addresses", "lines", "points",
        "statistics_long", "statistics_wide", "gas_networks", "consumption_by_block",
    }  # fmt: skip
    for each in recipes():
        said = [each.title, each.about, *each.refuses.values(), *(target.title for target in each.targets.values())]
        assert all(words.en and words.de and words.it for words in said), each.name


def test_a_recipe_nobody_wrote_is_refused_by_naming_those_there_are():
    with pytest.raises(FileError, match="districts"):
        recipe("nonsense")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("kind: houses\nshapes: [polygon]\ntitle: {en: A}", "kind"),
        ("kind: buildings\nshapes: [cube]\ntitle: {en: A}", "shapes"),
        ("kind: buildings\nshapes: [polygon]\ntitle: {en: A}\ncolour: red", "colour"),
        ("kind: buildings\nshapes: [polygon]\ntitle: {en: A}\ntargets:\n  smell: {columns: [a]}", "smell"),
        ("kind: buildings\nshapes: [polygon]\ntitle: {en: A}\ntargets:\n  use: {words: {castle: [Burg]}}", "castle"),
    ],
)
def test_a_mistake_in_a_recipe_is_named_with_its_field(tmp_path, text, field):
    path = tmp_path / "made.yaml"
    path.write_text(text)
    problems = Problems()
    assert read_recipe(path, TITLES, problems) is None
    assert field in {each.field for each in problems.found}


def test_the_recipe_that_fits_the_columns_best_is_proposed_first():
    assert proposed([layer("osm_way_id", "building", "levels", "roof_shape")], "buildings")[0].name == "osm_buildings"
    assert proposed([layer("ID", "Funktion", "H_Objekt", "Dachtyp")], "buildings")[0].name == "geosn_lod2"
    assert proposed([layer("ortsteil", "jahr", "merkmal", "wert")], "statistics")[0].name == "statistics_long"


SHORT = {
    "id": "GEB_ID", "street": "STR", "number": "HSNR", "postcode": "PLZ", "town": "ORT", "year": "BJ",
    "storeys": "ANZ_GESCH", "dwellings": "WHG", "floor_area": "NUTZFL", "function": "GEBFKT",
    "heating_carrier": "ENERGIETR", "age_class": "BAK", "type": "GEBTYP", "height": "GEB_H", "roof": "DACHF",
    "heating_year": "BJ_HEIZ", "monument": "DENKM", "gas_consumption": "GASVERBR",
}  # fmt: skip
LONG = {
    "street": "STRASSE", "number": "HNR", "suffix": "HNR_ZUS", "year": "BAUJAHR", "storeys": "GESCHOSSE",
    "dwellings": "WE", "floor_area": "WFL", "use": "NUTZUNG", "heating_carrier": "HEIZUNG", "owner": "EIGENT",
}  # fmt: skip


@pytest.mark.parametrize("name", ["buildings_generic", "building_facts"])
@pytest.mark.parametrize("columns", [SHORT, LONG])
def test_the_short_names_offices_give_their_columns_are_understood(name, columns):
    assert propose(recipe(name), layer(*columns.values()), {}) == columns


@pytest.mark.parametrize("name", ["buildings_generic", "building_facts"])
def test_no_name_of_a_column_stands_for_two_things(name):
    said = [{folded(each) for each in target.columns} for target in recipe(name).targets.values()]
    assert sum(map(len, said)) == len(set.union(*said))


def test_the_building_s_year_is_not_taken_from_that_of_its_heating():
    assert propose(recipe("buildings_generic"), layer("BJ_HEIZ", "STR"), {}) == {
        "heating_year": "BJ_HEIZ", "street": "STR"
    }  # fmt: skip


def test_a_short_name_is_not_seen_in_any_word_that_is_like_it():
    said = propose(recipe("building_facts"), layer("gebaeude", "jahr", "bedarf", "kessel", "wert"), {})
    assert said == {"id": "gebaeude"}
