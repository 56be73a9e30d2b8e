from __future__ import annotations

import json
from io import StringIO

import pytest
import shapely
from django.core.management import CommandError, call_command

from geo.models import Dataset, DatasetVersion, GeodataImport
from tests.factories.municipalities import saxony
from tests.geo.delivered import area

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(monkeypatch):
    monkeypatch.setattr("geo.actions.derive.has_tiles", lambda version: False)
    monkeypatch.setattr("geo.actions.follow_activation.want_tiles", lambda version: None)
    return saxony().leipzig


@pytest.fixture
def districts(tmp_path):
    path = tmp_path / "districts.geojson"
    features = [
        {
            "type": "Feature", "properties": {"id": item.source_id, "name": item.name},
            "geometry": shapely.geometry.mapping(shapely.from_wkb(item.shape.wkb)),
        }
        for item in (area(0, 0, 3), area(1, 4, 9))
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def told(*given: str) -> str:
    out = StringIO()
    call_command("import_geodata", *given, stdout=out)
    return out.getvalue()


def given(path: object, *more: str) -> list[str]:
    new = ["--create-dataset", "Bezirke", "--licence", "CC0", "--attribution", "Stadt", "--source-title", "Stadt"]
    return [str(path), "--recipe", "districts", "--municipality", "leipzig", "--dataset", "bezirke", *new, *more]


def test_a_file_is_imported_into_a_new_dataset_that_waits_for_a_second_person(city, districts):
    assert "ready" in told(*given(districts))
    version = DatasetVersion.objects.get()
    assert (version.state, version.feature_count, version.dataset.theme) == ("ready", 2, "district")
    assert version.file_digest
    with pytest.raises(CommandError, match="second person"):
        told(*given(districts, "--activate"))


def test_a_town_without_a_second_person_activates_at_once(city, districts, settings):
    settings.GEODATA_SECOND_PERSON = False
    assert "active" in told(*given(districts, "--activate"))
    assert Dataset.objects.get().active.number == 1


def test_a_dry_run_says_what_would_be_added_and_makes_nothing(city, districts):
    assert "added" in told(*given(districts, "--dry-run"))
    assert not Dataset.objects.exists()


@pytest.mark.parametrize("broken", ["file", "municipality", "dataset", "content", "column"])
def test_what_is_wrong_ends_with_words_and_changes_nothing(city, districts, broken):
    words = given(districts)
    if broken == "content":
        districts.write_text(districts.read_text()[:200])
    elif broken == "column":
        words += ["--column", "name"]
    elif broken == "dataset":
        words = words[:7]
    else:
        words[{"file": 0, "municipality": 4}[broken]] = "nowhere"
    with pytest.raises(CommandError):
        told(*words)
    assert not DatasetVersion.objects.filter(state="ready").exists()


def test_an_import_in_the_background_ends_done_and_forgets_the_file(city, districts, settings, tmp_path):
    from geo.actions.open_import import folder_of
    from geo.actions.run_import import run_import
    from tests.geo.delivered import dataset_of

    settings.VAR_DIR = tmp_path
    job = GeodataImport(municipality=city, dataset=dataset_of(city, "bezirke", "areas"), recipe="districts")
    job.state, job.file_name = GeodataImport.State.QUEUED, "districts.geojson"
    folder_of(job).mkdir(parents=True)
    job.file_path = str(folder_of(job) / "sent")
    districts.rename(job.file_path)
    job.save()
    run_import.enqueue(job.pk)
    job.refresh_from_db()
    assert (job.state, job.version.state, job.file_path) == ("done", "ready", ""), job.report
    assert not folder_of(job).exists()
