"""What anybody can ask of the map: its layers, plans, datasets, and what lies in a box."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from geo.models import HeatPlan, TileArchive
from tests.asking import answer, ask
from tests.factories import Saxony, geodata, saxony, translate
from tests.factories.maps import HeatPlanFactory, MapLayerFactory, entry

pytestmark = pytest.mark.django_db

LAYERS = """query ($locale: Locale = DE) { mapLayers(locale: $locale) {
  slug title explanation style shownFirst minZoom maxZoom contentLocale attribute { key } figures { key label }
  legend { label colour value low high } tiles { url layer minZoom maxZoom }
  dataset { title licence attribution downloads { format url } versions { number isActive } }
} }"""
PLANS = """{ heatPlans { slug status takesComments displayFrom displayTo notice decidedBy replaces { slug } } }"""
PLACES = """query ($bbox: BoxInput!, $kinds: [PlaceKind!]!, $most: Int = 500) {
  places(bbox: $bbox, kinds: $kinds, most: $most) { collection isComplete }
}"""
BOX = {"west": 12.36, "south": 51.33, "east": 12.38, "north": 51.35}


@pytest.fixture
def place() -> Saxony:
    return saxony()


def test_a_layer_tells_what_to_draw_and_what_colours_mean(place: Saxony):
    data = geodata.dataset(place.leipzig, name="haeuser")
    version = geodata.version(data)
    legend = [entry("vor 1950", "#112233", low=1800, high=1950), entry("später", "#445566", low=1950)]
    MapLayerFactory(
        title="Baujahr", slug="baujahr", dataset=data, municipality=place.leipzig, legend=legend, style="classes",
        attribute="year", figures=["year", "heat_need"],
    )  # fmt: skip
    [found] = ask(LAYERS, place.leipzig)["mapLayers"]
    assert found["tiles"] is None
    assert [each["label"] for each in found["legend"]] == ["vor 1950", "später"]
    assert found["legend"][0]["high"] == 1950
    assert found["attribute"] == {"key": "year"}
    assert found["dataset"]["attribution"] == "Test"
    assert found["dataset"]["downloads"][0]["url"].endswith("/data/leipzig/haeuser.geojson")
    archive = TileArchive.objects.create(version=version, state="ready", built_at=timezone.now(), max_zoom=16)
    [found] = ask(LAYERS, place.leipzig)["mapLayers"]
    assert found["tiles"]["url"].endswith(f"/tiles/{archive.token}.pmtiles")
    assert found["tiles"]["layer"] == "buildings"
    assert ask(LAYERS, place.dresden)["mapLayers"] == []


def test_a_layer_is_not_offered_without_data_or_in_another_language(place: Saxony):
    staged, active = geodata.dataset(place.leipzig), geodata.dataset(place.leipzig)
    geodata.version(staged, "ready")
    geodata.version(active)
    MapLayerFactory(slug="spaeter", dataset=staged, municipality=place.leipzig, legend=[])
    MapLayerFactory(slug="deutsch", dataset=active, municipality=place.leipzig, legend=[], languages=["de"])
    MapLayerFactory(slug="entwurf", dataset=active, municipality=place.leipzig, legend=[], live=False)
    assert [each["slug"] for each in ask(LAYERS, place.leipzig)["mapLayers"]] == ["deutsch"]
    assert ask(LAYERS, place.leipzig, locale="EN")["mapLayers"] == []


def test_the_words_of_a_legend_are_translated_and_its_colours_are_not(place: Saxony):
    data = geodata.dataset(place.leipzig)
    geodata.version(data)
    layer = MapLayerFactory(
        dataset=data, municipality=place.leipzig, legend=[{**entry("alt", "#112233"), "id": "a" * 8}]
    )
    stored = [{**entry("old", "#ffffff"), "id": layer.legend.raw_data[0]["id"]}]
    translate(layer, "en", title="Age", legend=stored)
    [found] = ask(LAYERS, place.leipzig, locale="EN")["mapLayers"]
    assert (found["title"], found["contentLocale"]) == ("Age", "EN")
    assert [(each["label"], each["colour"]) for each in found["legend"]] == [("old", "#112233")]


def test_a_plan_takes_comments_while_its_draft_is_on_display(place: Saxony):
    today = timezone.localdate()
    old = HeatPlanFactory(
        slug="2020", municipality=place.leipzig, status=HeatPlan.Status.DECIDED, decided_on=date(2020, 5, 1),
        decided_by="Stadtrat",
    )  # fmt: skip
    HeatPlanFactory(
        slug="neu", municipality=place.leipzig, status=HeatPlan.Status.ON_DISPLAY, replaces=old,
        display_from=today - timedelta(days=2), display_to=today,
    )  # fmt: skip
    HeatPlanFactory(
        slug="vorbei", municipality=place.dresden, status=HeatPlan.Status.ON_DISPLAY,
        display_from=today - timedelta(days=9), display_to=today - timedelta(days=1),
    )  # fmt: skip
    found = ask(PLANS, place.leipzig)["heatPlans"]
    assert [(each["slug"], each["takesComments"]) for each in found] == [("neu", True), ("2020", False)]
    assert found[0]["replaces"] == {"slug": "2020"}
    assert found[0]["notice"]
    assert [each["takesComments"] for each in ask(PLANS, place.dresden)["heatPlans"]] == [False]


def test_the_answer_about_a_plan_ends_when_its_display_does(place: Saxony):
    from cms.core.graphql.context import Context

    end = timezone.localdate() + timedelta(days=3)
    HeatPlanFactory(
        slug="neu", municipality=place.leipzig, status=HeatPlan.Status.ON_DISPLAY,
        display_from=timezone.localdate() - timedelta(days=2), display_to=end,
    )  # fmt: skip
    context = Context(place.leipzig, "http://testserver")
    answer(PLANS, place.leipzig, context)
    assert context.boundary is not None
    assert context.boundary.date() == end + timedelta(days=1)


def test_a_dataset_names_its_versions_but_not_the_recalled_ones(place: Saxony):
    data = geodata.dataset(place.leipzig, name="haeuser")
    geodata.version(data)
    geodata.version(data)
    geodata.version(data)
    data.versions.filter(number=2).update(state="recalled")
    geodata.version(data, "ready")
    geodata.version(geodata.dataset(place.leipzig, name="geheim", basis="confidential"))
    [found] = ask("{ datasets { id name kind versions { number isActive } } }", place.leipzig)["datasets"]
    assert found["versions"] == [{"number": 3, "isActive": True}, {"number": 1, "isActive": False}]
    one = ask("query ($id: ID!) { dataset(id: $id) { name } }", place.leipzig, id=found["id"])["dataset"]
    assert one == {"name": "haeuser"}


def features(place: Saxony, **asked: Any) -> tuple[list[Any], bool]:
    found = ask(PLACES, place.leipzig, **{"bbox": BOX, "kinds": ["BUILDINGS", "AREAS"], **asked})["places"]
    return found["collection"]["features"], found["isComplete"]


def test_a_box_gives_what_touches_it_with_the_ids_to_ask_on_by(place: Saxony):
    houses = geodata.version(geodata.dataset(place.leipzig))
    house = geodata.building(houses, "1", year=1931, type="single_family")
    geodata.building(houses, "weit", east_m=5_000)
    plan = geodata.version(geodata.dataset(place.leipzig, "areas", theme="heat_plan"))
    geodata.shape_of(plan, "A", geodata.square(0, 0, 400), name="Gebiet A", category="decentral")
    found, complete = features(place)
    assert complete
    assert sorted(each["properties"]["kind"] for each in found) == ["Area", "Building"]
    area = next(each for each in found if each["properties"]["kind"] == "Area")
    assert area["properties"]["name"] == "Gebiet A"
    assert area["properties"]["category"] == "decentral"
    building = next(each for each in found if each["properties"]["kind"] == "Building")
    assert building["geometry"]["type"] == "Polygon"
    assert "1931" not in str(building)
    again = ask("query ($id: ID!) { building(id: $id) { id } }", place.leipzig, id=building["id"])["building"]
    assert again == {"id": building["id"]}
    assert house.key
    assert len(features(place, kinds=["AREAS"])[0]) == 1


def test_a_box_that_holds_more_says_so(place: Saxony):
    houses = geodata.version(geodata.dataset(place.leipzig))
    for number in range(3):
        geodata.building(houses, str(number), east_m=20 * number)
    assert [len(features(place, most=2)[0]), features(place, most=2)[1]] == [2, False]
    assert [len(features(place, most=3)[0]), features(place, most=3)[1]] == [3, True]


def test_nothing_in_a_box_is_an_empty_collection(place: Saxony):
    assert features(place) == ([], True)
    geodata.version(geodata.dataset(place.leipzig))
    assert features(place) == ([], True)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"bbox": {**BOX, "west": 13}}, "BAD_BOX"),
        ({"bbox": {**BOX, "east": 14}}, "BOX_TOO_LARGE"),
        ({"most": 5000}, "TOO_MANY_PLACES"),
    ],
)
def test_a_box_that_is_none_or_too_large_is_refused(place: Saxony, asked: dict[str, Any], code: str):
    [error] = answer(PLACES, place.leipzig, **{"bbox": BOX, "kinds": ["BUILDINGS"], **asked}).errors
    assert error.extensions["code"] == code
