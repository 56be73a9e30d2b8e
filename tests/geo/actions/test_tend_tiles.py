from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from geo.actions import build_tiles as module
from geo.actions.tend_tiles import tend_tiles
from geo.models import DatasetVersion, TileArchive
from tests.factories.municipalities import saxony
from tests.geo.small_city import add, dataset_of, version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(monkeypatch) -> DatasetVersion:
    monkeypatch.setattr(module, "_enqueue", lambda version_pk: None)
    found = version_of(dataset_of(saxony().leipzig, "haeuser"))
    add(found, "villa")
    return found


def archive(version: DatasetVersion, state: str, folder, *, hours: float) -> TileArchive:
    made = TileArchive.objects.create(version=version, state=state, since=timezone.now() - timedelta(hours=hours))
    folder.mkdir(exist_ok=True)
    (folder / f"{made.token}.pmtiles").write_bytes(b"tiles")
    return made


def test_replaced_archives_are_served_for_a_day(version, tile_folder):
    archive(version, "ready", tile_folder, hours=1)
    young = archive(version, "replaced", tile_folder, hours=23)
    old = archive(version, "replaced", tile_folder, hours=25)
    tend_tiles()
    assert (tile_folder / f"{young.token}.pmtiles").exists()
    assert not (tile_folder / f"{old.token}.pmtiles").exists()


def test_archives_of_a_replaced_version_are_not_kept_for_ever(version, tile_folder):
    ready = archive(version, "ready", tile_folder, hours=400)
    version_of(version.dataset)
    tend_tiles()
    ready.refresh_from_db()
    assert ready.state == "replaced"


def test_a_build_whose_worker_died_is_begun_again(version, tile_folder):
    died = archive(version, "building", tile_folder, hours=2)
    tend_tiles()
    assert not (tile_folder / f"{died.token}.pmtiles").exists()
    assert [each.state for each in TileArchive.objects.filter(version=version)] == ["waiting"]


def test_a_recall_that_was_interrupted_is_finished(version, tile_folder):
    withdrawn = archive(version, "withdrawn", tile_folder, hours=0)
    version.state = "recalled"
    version.save()
    tend_tiles()
    assert [file.name for file in tile_folder.iterdir()] == [f"{withdrawn.token}.gone"]
