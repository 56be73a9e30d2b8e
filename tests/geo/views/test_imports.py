from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.core.values.problems import FileError, Problem
from geo.actions import open_import
from geo.files.delivery import Answers, Asks, Column, Layer, Question
from geo.models import DatasetVersion, GeodataImport
from geo.values.items import GivenFact, Item
from tests import factories
from tests.factories import geodata
from tests.geo.delivered import footprint, shape_of

from .people import client_of, person

pytestmark = pytest.mark.django_db
State = GeodataImport.State
COLUMNS = (Column("ID", "text", ("a", "b"), 2), Column("GESCHOSSE", "integer", ("2", "4"), 2))


@dataclass
class Delivery:
    """A file without coordinates: it asks for them, and takes the columns it is told."""

    answers: Answers = field(default_factory=Answers)
    file: str = "gebaeude.zip"
    layer: Layer = field(default_factory=lambda: Layer("gebaeude", 2, "Polygon", "", COLUMNS))
    total: int = 2
    proposed: dict[str, str] = field(default_factory=lambda: {"id": "ID"})

    @property
    def layers(self) -> list[Layer]:
        return [self.layer]

    @property
    def questions(self) -> list[Question]:
        if self.answers.crs:
            return []
        return [Question(Asks.CRS, ("EPSG:25833", "EPSG:4326"), "Die Datei sagt es nicht.")]

    @property
    def columns(self) -> dict[str, str]:
        return {**self.proposed, **self.answers.columns}

    def items(self, report: Any) -> Any:
        for number in (1, 2):
            facts = ()
            if self.columns.get("storeys"):
                facts = (GivenFact("storeys", low=2.0 * number, high=2.0 * number),)
            yield Item(number, f"b{number}", shape_of(footprint(number)), facts=facts)

    def preview(self, most: int = 500) -> dict[str, Any]:
        if self.answers.crs == "EPSG:99999":
            raise FileError([Problem(self.file, 0, "crs", "Diese Koordinaten gibt es nicht.")])
        lon, lat = (12.37, 51.34) if self.answers.crs == "EPSG:25833" else (0.0, 0.0)
        geometry = {"type": "Point", "coordinates": [lon, lat]}
        return {"type": "FeatureCollection",
                "features": [{"type": "Feature", "geometry": geometry, "properties": {"GESCHOSSE": 2}}]}  # fmt: skip


@pytest.fixture
def saxony(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch):
    settings.VAR_DIR = tmp_path

    def opened(job: GeodataImport, recipe: Any, answers: Answers) -> Delivery:
        if answers.crs == "EPSG:99999":
            raise FileError([Problem("gebaeude.zip", 3, "crs", "Diese Koordinaten gibt es nicht.")])
        return Delivery(replace(answers))

    monkeypatch.setattr(open_import, "_open", opened)
    made = factories.saxony()
    made.leipzig.longitude, made.leipzig.latitude = 12.37, 51.34
    made.leipzig.save()
    return made


def send(client: Any, data: Any, **other: Any) -> Any:
    file = SimpleUploadedFile("gebaeude.zip", b"PK\x03\x04")
    return client.post(reverse("geodata:begin"), {"dataset": data.pk, "file": file, "url": "", "recipe": "", **other})


def test_a_file_without_coordinates_is_asked_about_mapped_checked_and_imported(
    saxony, tmp_path, django_capture_on_commit_callbacks
):
    data = geodata.dataset(saxony.leipzig)
    client = client_of(person(saxony.leipzig, "editor"))

    sent = send(client, data)
    job = GeodataImport.objects.get()
    kept = tmp_path / "imports" / str(job.key) / "sent"
    assert kept.read_bytes() == b"PK\x03\x04"
    questions = client.get(sent.url, follow=True)
    assert questions.redirect_chain[-1][0] == reverse("geodata:import_questions", args=[job.pk])
    assert "0 km" in questions.content.decode()

    client.post(reverse("geodata:import_questions", args=[job.pk]), {"crs": "EPSG:25833"})
    columns = client.get(reverse("geodata:import", args=[job.pk]), follow=True)
    assert columns.redirect_chain[-1][0] == reverse("geodata:import_columns", args=[job.pk])
    assert "GESCHOSSE (2, 4)" in columns.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("geodata:import_columns", args=[job.pk]), {"column-id": "ID", "column-storeys": "GESCHOSSE"}
        )
    job.refresh_from_db()
    assert (job.state, job.report["found"]["added"], job.report["found"]["facts"]) == (State.CHECKED, 2, 2)
    assert not DatasetVersion.objects.exists()
    assert client.get(reverse("geodata:import_report", args=[job.pk])).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("geodata:import_report", args=[job.pk]))
    job.refresh_from_db()
    version = DatasetVersion.objects.get()
    assert (job.state, version.state, version.imported_by.username) == (State.DONE, "ready", "editor-leipzig")
    assert not kept.exists()
    done = client.get(reverse("geodata:import_report", args=[job.pk])).content.decode()
    assert reverse("geodata:version", args=[version.pk]) in done


def test_coordinates_nobody_knows_are_refused_with_words_and_can_be_answered_anew(saxony):
    client = client_of(person(saxony.leipzig, "editor"))
    job = GeodataImport.objects.get(pk=send(client, geodata.dataset(saxony.leipzig)).url.rstrip("/").rsplit("/", 1)[1])
    address = reverse("geodata:import_questions", args=[job.pk])

    refused = client.post(address, {"crs": "other", "crs_other": "99999"})
    nothing = client.post(address, {})

    assert (refused.status_code, nothing.status_code) == (422, 422)
    assert "Diese Koordinaten gibt es nicht." in refused.content.decode()
    assert client.get(reverse("geodata:import_preview", args=[job.pk]) + "?crs=EPSG:99999").status_code == 422
    assert client.get(reverse("geodata:import_preview", args=[job.pk]) + "?crs=EPSG:25833").json()["features"]
    job.refresh_from_db()
    assert not job.answers.get("crs")


def test_neither_too_large_nor_two_things_at_once_nor_foreign_datasets_are_taken(saxony, settings):
    settings.GEODATA_MAX_BYTES = 2
    client = client_of(person(saxony.leipzig, "editor"))
    own, foreign = geodata.dataset(saxony.leipzig), geodata.dataset(saxony.dresden)

    assert send(client, own).status_code == 422
    settings.GEODATA_MAX_BYTES = 1000
    assert send(client, own, url="https://example.org/x").status_code == 422
    assert send(client, foreign).status_code == 422
    assert send(client, own, recipe="districts").status_code == 422
    assert not GeodataImport.objects.exists()


def test_an_import_that_is_given_up_leaves_nothing(saxony, tmp_path):
    client = client_of(person(saxony.leipzig, "editor"))
    job = GeodataImport.objects.get(pk=send(client, geodata.dataset(saxony.leipzig)).url.rstrip("/").rsplit("/", 1)[1])

    client.post(reverse("geodata:import_cancel", args=[job.pk]))

    assert not GeodataImport.objects.exists()
    assert not any((tmp_path / "imports").rglob("sent"))


def test_another_city_s_imports_are_closed(saxony):
    client = client_of(person(saxony.leipzig, "editor"))
    key = send(client, geodata.dataset(saxony.leipzig)).url.rstrip("/").rsplit("/", 1)[1]
    other = client_of(person(saxony.dresden, "editor"))

    for name in ("import", "import_questions", "import_columns", "import_report", "import_progress", "import_preview"):
        assert other.get(reverse(f"geodata:{name}", args=[key])).status_code in (302, 403), name
    other.post(reverse("geodata:import_cancel", args=[key]))
    assert GeodataImport.objects.exists()
