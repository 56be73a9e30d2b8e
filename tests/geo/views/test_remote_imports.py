"""Data by address go the same way as a file that is sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import shapely
from django.urls import reverse

from geo.models import DatasetVersion, Feature, GeodataImport
from tests import factories
from tests.factories import geodata

from .people import client_of, person

pytestmark = pytest.mark.django_db
State = GeodataImport.State


class Office(BaseHTTPRequestHandler):
    """Answers every address with three houses, and ``/broken`` with half of them."""

    def do_GET(self) -> None:
        houses = [
            {
                "type": "Feature",
                "geometry": json.loads(shapely.to_geojson(geodata.square(20 * number, 0))),
                "properties": {"GEB_ID": f"h{number}", "GESCHOSSE": number + 1},
            }
            for number in range(3)
        ]
        body = json.dumps({"type": "FeatureCollection", "features": houses}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/geo+json")
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if "broken" in self.path else body)

    def log_message(self, *_arguments: Any) -> None:
        pass


@pytest.fixture
def office(settings: Any, tmp_path: Any) -> Iterator[str]:
    settings.VAR_DIR = tmp_path
    settings.GEODATA_ALLOW_PRIVATE_HOSTS = ["127.0.0.1"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Office)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def data():
    return geodata.dataset(factories.saxony().leipzig)


@pytest.fixture
def client(data):
    return client_of(person(data.municipality, "editor"))


def begin(client, data, url):
    sent = client.post(reverse("geodata:begin"), {"dataset": data.pk, "url": url, "recipe": ""})
    assert sent.status_code == 302
    return client.get(sent.url, follow=True)


def test_a_service_is_read_mapped_checked_and_imported(office, client, data, django_capture_on_commit_callbacks):
    page = begin(client, data, office + "/haeuser.geojson")
    job = GeodataImport.objects.get()
    assert page.redirect_chain[-1][0] == reverse("geodata:import_columns", args=[job.pk])
    assert job.recipe == "buildings_generic"
    assert "GESCHOSSE (1, 2, 3)" in page.content.decode()

    columns = {"column-id": "GEB_ID", "column-storeys": "GESCHOSSE"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("geodata:import_columns", args=[job.pk]), columns)
    job.refresh_from_db()
    assert (job.state, job.report["found"]["added"]) == (State.CHECKED, 3)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("geodata:import_report", args=[job.pk]))

    job.refresh_from_db()
    assert (job.state, DatasetVersion.objects.get().state) == (State.DONE, "ready")
    assert sorted(Feature.objects.values_list("source_id", flat=True)) == ["h0", "h1", "h2"]


def test_a_broken_answer_and_a_closed_host_are_told_in_words(office, client, data, settings):
    broken = begin(client, data, office + "/broken.geojson")
    settings.GEODATA_ALLOW_PRIVATE_HOSTS = []
    closed = begin(client, data, office + "/haeuser.geojson")

    assert (broken.status_code, closed.status_code) == (422, 422)
    for page in (broken, closed):
        assert 'role="alert"' in page.content.decode()
        assert "Geodaten importieren" in page.content.decode()
    assert "GEODATA_ALLOW_PRIVATE_HOSTS" in closed.content.decode()
    assert not DatasetVersion.objects.exists()


def test_rows_without_outlines_are_proposed_only_where_there_are_buildings_to_join(office, client, data):
    begin(client, data, office + "/a.geojson")
    own = client.get(reverse("geodata:import_columns", args=[GeodataImport.objects.get().pk])).content.decode()
    joined = geodata.dataset(data.municipality, joins=data)
    begin(client, joined, office + "/b.geojson")
    job = GeodataImport.objects.get(dataset=joined)

    assert 'value="building_facts"' not in own
    assert 'value="building_facts"' in client.get(reverse("geodata:import_columns", args=[job.pk])).content.decode()
