"""A kept answer about geodata is never told again once something it says has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from cms.core.graphql.api import current_api
from cms.core.graphql.documents import document_id
from cms.core.queries.editions import forget_editions
from frontend_templates.documents import Document
from geo.actions import activate_version, build_tiles, count_tallies, decide_note, recall_version, withdraw_fact
from geo.actions.write_fact import write_fact
from geo.models import BuildingNote, Dataset, DatasetVersion, Feature, HeatPlan, MapLayer, TileArchive
from tests.factories import geodata, saxony
from tests.factories.maps import HeatPlanFactory, MapLayerFactory, entry

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TEXT = """query KeptGeodata {
  datasets { title versions { number isActive } }
  mapLayers { title tiles { url } }
  heatPlans { title }
  areas { edges { node { name } } }
  dataQuality { attributes { attribute { key } known } }
}"""


def documents() -> list[Document]:
    """What is registered in these tests."""
    return [Document("KeptGeodata", TEXT, is_mutation=False)]


@dataclass(frozen=True, slots=True)
class Town:
    """What the document asks for, once each."""

    houses: Dataset
    house: Feature
    plan: HeatPlan
    layer: MapLayer
    archive: TileArchive


@pytest.fixture
def town(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Town:
    settings.GRAPHQL_DOCUMENTS = "tests.promises.test_kept_geodata.documents"
    # Tiles are no part of this; nobody waits for GDAL here.
    monkeypatch.setattr(build_tiles, "_enqueue", lambda _version: None)
    leipzig = saxony().leipzig
    houses = geodata.dataset(leipzig, name="haeuser")
    first, second = geodata.version(houses), geodata.version(houses)
    for version in (first, second):
        geodata.shape_of(version, "1", geodata.square(0, 0))
    house = Feature.objects.get(source_id="1")
    geodata.tell_of(house, second, height=9)
    count_tallies.count_tallies(second)
    layer = MapLayerFactory(municipality=leipzig, dataset=houses, legend=[entry("alle", "#123456")])
    archive = TileArchive.objects.create(version=second, state=TileArchive.State.BUILDING)
    return Town(houses, house, HeatPlanFactory(municipality=leipzig), layer, archive)


def answered() -> Any:
    address = f"/graphql?documentId={document_id(TEXT)}"
    response = Client(headers={"host": "leipzig.localhost"}).get(address)
    assert "no-store" not in response.headers.get("Cache-Control", "")
    return json.loads(response.content)["data"]


def next_version(town: Town) -> DatasetVersion:
    version = geodata.version(town.houses, "ready")
    geodata.shape_of(version, "1", geodata.square(0, 0))
    return version


def retitle(thing: Any) -> None:
    thing.title = "Anders"
    thing.save_revision().publish()


def edit_dataset(town: Town) -> None:
    dataset = Dataset.objects.get(pk=town.houses.pk)
    dataset.title_de = "Anders"
    dataset.save()


def object_to(town: Town) -> None:
    note = BuildingNote.objects.create(
        municipality=town.houses.municipality, building=town.house, kind="objection", submission_key="k",
        due_on="2030-01-01", delete_on="2030-01-01",
    )  # fmt: skip
    decide_note.accept_note(note, get_user_model().objects.create_user("wer"), "Ja")


def write(town: Town) -> Any:
    return write_fact(town.house, "storeys", user=None, low=2, high=2, licence="CC0")


CHANGES: dict[str, Callable[[Town], Any]] = {
    "a version is activated": lambda town: activate_version.activate_version(next_version(town), None),
    "a dataset is rolled back": lambda town: activate_version.roll_back(town.houses, None),
    "a version is recalled": lambda town: recall_version.recall_version(town.houses.active, None, "falsch"),
    "a dataset is edited": edit_dataset,
    "tiles are ready": lambda town: build_tiles._swap_in(town.archive),
    "a fact is written": write,
    "an objection is accepted": object_to,
    "a layer is published": lambda town: retitle(town.layer),
    "a plan is published": lambda town: retitle(town.plan),
    "a layer is unpublished": lambda town: town.layer.unpublish(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_kept_answer_ends_when(change: str, town: Town, django_capture_on_commit_callbacks: Any):
    before = answered()
    assert before == answered()
    with django_capture_on_commit_callbacks(execute=True):
        CHANGES[change](town)
    after = answered()
    assert after != before
    current_api().answers.clear()
    forget_editions()
    assert after == answered()


def test_a_kept_answer_ends_when_a_fact_is_withdrawn(town: Town, django_capture_on_commit_callbacks: Any):
    before = answered()
    with django_capture_on_commit_callbacks(execute=True):
        fact = write(town)
    assert answered() != before
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_fact.withdraw_fact(fact, None)
    assert answered() == before
