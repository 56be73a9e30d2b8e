"""The demo's quarters come in by the import that everybody uses, once, and stay as people leave them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from cms.core.values.problems import FileError, Problems
from cms.management.demo.folder import Demo
from cms.management.demo.import_quarters import import_quarters
from cms.management.demo.made import Made
from cms.management.demo.maps import Maps, read_maps
from cms.management.demo.write_maps import write_datasets
from geo.models import Dataset, DatasetVersion, Fact, Membership, Shape, Statistic
from geo.values.areas import Category
from tests.factories.municipalities import CityFactory

DEMO = Path(settings.BASE_DIR, "demo")
SMALL = """quarter:
  seed: small
  letters: SM
  longitude: 12.37
  latitude: 51.34
  as_of: 2026-06-30
  kinds: [gsb]
  plan: [abu]
  districts: [xxy]
  district_names: {x: Nord (Demo), y: Süd (Demo)}
  network: [a]
  areas:
    - {letter: a, name: Netz, category: heat_network, horizon: "2030", statute: Satzung}
    - {letter: b, name: Prüfung, category: examination, suitability: {heat_network: likely}}
    - {letter: u, name: Felder, unplanned: true}
plans: []
"""


def maps_of(folder: Path, text: str) -> tuple[Maps, Problems]:
    (folder / "sites" / "small").mkdir(parents=True)
    (folder / "geodata.yaml").write_text((DEMO / "geodata.yaml").read_text())
    (folder / "sites" / "small" / "geodata.yaml").write_text(text)
    problems = Problems()
    return read_maps(folder, problems, []), problems


def test_both_cities_of_the_demo_have_about_1500_buildings_and_areas_of_every_category():
    problems = Problems()
    maps = read_maps(DEMO, problems, [])
    assert not problems.found
    assert set(maps.drawings) == {"leipzig", "dresden"}
    for drawing in maps.drawings.values():
        assert 1400 <= len(drawing.invent().standing) <= 1700
        said = list(drawing.areas.values())
        assert {area["category"] for area in said} >= set(Category)
        for detail in ("statute", "designated", "gas", "energy_saving", "shortened", "unplanned"):
            assert any(area[detail] for area in said)
        assert all("(Demo)" in name for name in drawing.districts.values())


@pytest.mark.parametrize(
    ("find", "put", "told"),
    [
        ("plan: [abu]", "plan: [abz]", "quarter.plan: has z, which nothing describes"),
        ("kinds: [gsb]", "kinds: [gs]", "quarter.kinds: kinds, plan and districts should have"),
        ("category: examination", "category: maybe", "category: is 'maybe', but should be one of"),
    ],
)
def test_a_mistake_in_a_drawing_is_told_where_it_stands(tmp_path, find, put, told):
    _maps, problems = maps_of(tmp_path, SMALL.replace(find, put))
    assert [each for each in problems.found if told in str(each) and each.file == "sites/small/geodata.yaml"]


@pytest.mark.slow
@pytest.mark.django_db
def test_a_quarter_is_imported_once_and_what_people_do_to_it_stays(tmp_path):
    maps, problems = maps_of(tmp_path, SMALL)
    city = CityFactory(key="small")
    demo = Demo(tmp_path, problems, entries=maps.entries, drawings=maps.drawings)
    made = Made(demo, timezone.localdate(), problems, lambda _name: None, {"municipality:small": city.pk})
    write_datasets(made)
    assert import_quarters(made, lambda _title: lambda _name: None) == len(maps.entries["dataset"])
    assert set(DatasetVersion.objects.values_list("state", flat=True)) == {DatasetVersion.State.ACTIVE}
    buildings = Dataset.objects.get(name="gebaeude")
    assert Shape.objects.filter(version=buildings.active).count() == buildings.active.feature_count > 20
    assert Membership.objects.filter(building__version=buildings.active).exists()
    assert set(Fact.objects.filter(attribute="heat_consumption").values_list("access", flat=True)) == {"grouped"}
    assert Statistic.objects.exclude(area=None).exists()
    netz = Shape.objects.get(name="Netz")
    assert (netz.category, netz.horizon, netz.details["statute"]) == ("heat_network", "2030", "Satzung")
    assert Shape.objects.get(name="Felder").details["unplanned"] is True
    Dataset.objects.get(name="statistik").delete()
    assert import_quarters(made, lambda _title: lambda _name: None) == 0


def test_a_dataset_that_nothing_holds_is_refused_before_anything_is_made(tmp_path):
    text = SMALL.replace("plans: []", "plans:\n  - {key: p, status: decided, title: {de: Plan}, replaces: q}")
    _maps, problems = maps_of(tmp_path, text)
    with pytest.raises(FileError, match="names the plan 'q'"):
        problems.stop_if_any()
