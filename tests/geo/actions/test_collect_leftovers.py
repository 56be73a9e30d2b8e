from __future__ import annotations

import os
import tempfile
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from geo.actions import begin_again as begin_again_module
from geo.actions.begin_again import begin_again
from geo.actions.collect_leftovers import remove_forgotten_files
from geo.actions.open_import import folder_of
from geo.models import GeodataImport
from tests.factories.municipalities import saxony
from tests.geo.delivered import dataset_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(tmp_path, settings, monkeypatch):
    settings.VAR_DIR = tmp_path
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    city = saxony().leipzig
    dataset = dataset_of(city, "houses")

    def job(**fields):
        made = GeodataImport.objects.create(municipality=city, dataset=dataset, file_name="a.gpkg", **fields)
        folder_of(made).mkdir(parents=True)
        (folder_of(made) / "sent").write_text("sent")
        made.file_path = str(folder_of(made) / "sent")
        made.save()
        return made

    return job


def long_ago(folder, days=2):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "left").write_text("left")
    then = time.time() - days * 86_400
    os.utime(folder, (then, then))
    return folder


def test_files_stay_while_somebody_may_go_on_with_them(job):
    kept = [job(state="asking"), job(state="running"), job(state="queued")]
    over, forgotten = job(state="refused"), job(state="uploaded")
    GeodataImport.objects.filter(pk=forgotten.pk).update(created_at=timezone.now() - timedelta(days=8))
    assert remove_forgotten_files() == 2
    assert all(folder_of(each).is_dir() for each in kept)
    assert not folder_of(over).exists()
    assert not folder_of(forgotten).exists()


def test_pages_of_services_and_what_was_unpacked_go_after_a_day(job, tmp_path):
    left = [
        tmp_path / "geodata" / "remote" / "a", tmp_path / "geodata" / "fetched" / "b",
        tmp_path / "temporary" / "geodata-c",
    ]  # fmt: skip
    fresh = [long_ago(folder.with_name(folder.name + "-new"), days=0) for folder in left]
    for folder in left:
        long_ago(folder)
    assert remove_forgotten_files() == 3
    assert not any(folder.exists() for folder in left)
    assert all(folder.exists() for folder in fresh)


@pytest.fixture
def begun(monkeypatch):
    begun = []
    for name in ("run_import", "check_import"):
        task = type("Task", (), {"enqueue": staticmethod(lambda pk, name=name: begun.append((name, pk)))})
        monkeypatch.setattr(begin_again_module, name, task)
    return begun


def test_an_import_that_fell_silent_is_begun_once_more_and_then_refused(job, begun, django_capture_on_commit_callbacks):
    silent = timezone.now() - timedelta(minutes=11)
    staged, checked = (
        job(state="running", stage="import", beat_at=silent),
        job(state="running", stage="check", beat_at=silent),
    )
    alive = job(state="running", stage="import", beat_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        assert begin_again() == 2
    assert sorted(begun) == [("check_import", checked.pk), ("run_import", staged.pk)]
    GeodataImport.objects.filter(pk=staged.pk).update(state="running", beat_at=silent)
    assert begin_again() == 1
    staged.refresh_from_db()
    alive.refresh_from_db()
    assert (staged.state, staged.report["problems"][0]["file"], alive.state) == ("refused", "a.gpkg", "running")
    assert not folder_of(staged).exists()
    assert len(begun) == 2
