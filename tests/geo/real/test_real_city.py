"""Real deliveries from the file to what readers see; the folder that holds them is named by REAL_GEODATA."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from geo.actions.activate_version import activate_version
from geo.actions.link_statistics import link_statistics
from geo.actions.stage_version import stage_version
from geo.files.delivery import Answers
from geo.files.open_delivery import open_delivery
from geo.files.recipes import recipe
from geo.models import Dataset, DatasetVersion, Membership, Shape, Statistic, TileArchive
from tests.asking import ask
from tests.factories.municipalities import saxony
from tests.geo.delivered import dataset_of

FOLDER = os.environ.get("REAL_GEODATA", "")
pytestmark = [
    pytest.mark.skipif(not FOLDER, reason="REAL_GEODATA names no folder of real geodata"),
    pytest.mark.thorough,
    pytest.mark.django_db,
]
AREA = "query($at: PlaceInput!) { area(at: $at, theme: DISTRICT) { name } }"
BUILDING = """query($bbox: BoxInput!) { places(bbox: $bbox, kinds: [BUILDINGS], most: 3) { collection } }"""


@pytest.fixture
def cities(settings, tmp_path):
    settings.GEODATA_SECOND_PERSON = False
    settings.VAR_DIR = tmp_path
    return saxony()


def imported(municipality, file: str, name: str, kind: str, **fields) -> DatasetVersion:
    path = Path(FOLDER) / file
    if not path.exists():
        pytest.skip(f"{file} is not in the folder of real geodata")
    dataset: Dataset = dataset_of(municipality, path.stem.replace("_", "-").lower(), kind, **fields)
    chosen = recipe(name)
    with closing(open_delivery(path, path.name, chosen, Answers())) as delivery:
        version = stage_version(dataset, delivery, chosen)
    activate_version(version, None)
    return version


def test_quarters_districts_and_statistics_of_leipzig_join_each_other(cities):
    districts = imported(cities.leipzig, "districts/leipzig_ortsteile.geojson", "districts", "areas")
    south = imported(cities.leipzig, "buildings/leipzig_sued_osm2025.gpkg", "osm_buildings", "buildings")
    numbers = imported(cities.leipzig, "statistics/leipzig_ortsteile_zeitreihen.csv", "statistics_long", "statistics")
    assert districts.feature_count == 63
    assert Shape.objects.filter(version=south).count() == south.feature_count == 4654
    assert south.report["estimates"] > 0
    lying = Membership.objects.filter(building__version=south, area__version=districts)
    assert set(lying.values_list("area__name", flat=True)) >= {"Südvorstadt", "Connewitz", "Schleußig"}
    link_statistics.func(districts.pk)
    assert Statistic.objects.filter(version=numbers, area=None).count() == 0
    assert TileArchive.objects.get(version=south, state=TileArchive.State.READY).bytes > 10_000
    place = {"lon": 12.372, "lat": 51.318}
    assert ask(AREA, cities.leipzig, at=place)["area"]["name"] == "Südvorstadt"
    box = {"west": 12.371, "east": 12.375, "south": 51.316, "north": 51.320}
    found = ask(BUILDING, cities.leipzig, bbox=box)["places"]["collection"]
    assert len(found["features"]) == 3


@pytest.mark.parametrize(
    ("file", "name", "kind", "things"),
    [
        ("buildings/goerlitz_altstadt_lod2_footprints.geojson", "geosn_lod2", "buildings", 342),
        ("heat/zittau_quartiere_waermebedarf_est.geojson", "quarters_heat_demand", "areas", 72),
        ("awkward/zittau_lod2_33484_5636_multipatch_shape.zip", "geosn_lod2", "buildings", 961),
    ],
)
def test_goerlitz_and_zittau_are_imported_and_drawn(cities, file, name, kind, things):
    version = imported(cities.dresden, file, name, kind)
    assert version.feature_count == things
    version.refresh_from_db()
    assert version.state == DatasetVersion.State.ACTIVE
    assert TileArchive.objects.filter(version=version, state=TileArchive.State.READY).exists()
