"""Real deliveries, which are not part of the project: the folder that holds them is named by REAL_GEODATA."""

import os
from pathlib import Path

import pytest

from cms.core.values.problems import FileError
from geo.files.delivery import Answers, Asks
from geo.files.open_delivery import open_delivery
from geo.files.recipes import recipe
from geo.values.reports import Report

FOLDER = os.environ.get("REAL_GEODATA", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="REAL_GEODATA names no folder of real geodata")

# File, recipe, records read, things made of them.
FILES = [
    ("buildings/leipzig_sued_osm2025.gpkg", "osm_buildings", 4654, 4654),
    ("buildings/leipzig_ost_osm2025.gpkg", "osm_buildings", 3802, 3802),
    # 246 of the records are parts of buildings.
    ("buildings/goerlitz_altstadt_lod2_footprints.geojson", "geosn_lod2", 588, 342),
    ("buildings/dresden_loschwitz_lod2_14.geojson", "geosn_lod2", 14, 14),
    ("districts/leipzig_ortsteile.geojson", "districts", 63, 63),
    ("districts/leipzig_stadtbezirke.geojson", "districts", 10, 10),
    ("districts/dresden_stadtteile.geojson", "districts", 64, 64),
    ("districts/dresden_stadtbezirke_derived.geojson", "districts", 10, 10),
    ("districts/sachsen_kreise_vg250_2018.geojson", "districts", 13, 13),
    ("heat/zittau_quartiere_waermebedarf_est.geojson", "quarters_heat_demand", 72, 72),
    ("statistics/leipzig_ortsteile_zeitreihen.csv", "statistics_long", 24759, 24759),
    # Roof, walls and ground of a part are records of their own, and parts belong to buildings.
    ("awkward/zittau_lod2_33484_5636_multipatch_shape.zip", "geosn_lod2", 4271, 961),
    # 42 records are no buildings.
    ("awkward/zittau_osm_epsg25833_19_invalid.geojson", "osm_buildings", 880, 838),
    ("awkward/leipzig_connewitz_2020_every_feature_twice.geojson", "osm_buildings", 3840, 1920),
    ("awkward/dresden_lod2_14_buildings_citygml1.gml", "citygml_buildings", 14, 14),
    ("awkward/dresden_stadtteile_ewkt_original.csv", "districts", 64, 64),
]


def opened(file, name, **answers):
    path = Path(FOLDER) / file
    if not path.exists():
        pytest.skip(f"{file} is not in the folder of real geodata")
    return open_delivery(path, path.name, recipe(name), Answers(**answers))


@pytest.mark.parametrize(("file", "name", "records", "things"), FILES, ids=lambda value: str(value).rpartition("/")[2])
def test_a_real_file_is_read_by_its_recipe_without_a_question(file, name, records, things):
    delivery, report = opened(file, name), Report()
    assert list(delivery.questions) == []
    items = list(delivery.items(report))
    assert (report.read, len(items)) == (records, things)
    assert all(item.shape for item in items) or name == "statistics_long"
    assert len({item.source_id for item in items}) == things
    delivery.close()


def test_a_real_file_without_a_reference_system_asks_and_proposes_the_right_one_first():
    file = "awkward/krauschwitz_lod2_33478_5712_no_prj_shape.zip"
    (question,) = opened(file, "geosn_lod2").questions
    assert question.asks is Asks.CRS
    assert question.choices[0] == "EPSG:25833"
    items = list(opened(file, "geosn_lod2", crs="EPSG:25833").items(Report()))
    assert len(items) == 343
    assert all(14.5 < item.shape.lon < 15.1 and 51.4 < item.shape.lat < 51.7 for item in items)


def test_real_invalid_rings_are_mended_and_named():
    report = Report()
    list(opened("awkward/zittau_osm_epsg25833_19_invalid.geojson", "osm_buildings").items(report))
    assert report.repaired == 19


def test_a_real_register_delivery_is_refused_with_what_to_ask_for():
    with pytest.raises(FileError, match=r"NAS.*CityGML"):
        opened("awkward/badmuskau_alkis_nas_148291.zip", "buildings_generic")
