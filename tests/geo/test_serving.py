from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage
from django.test import Client

from geo import serving
from geo.tiles import store, write_archive
from geo.values.pmtiles import Archive
from tests.geo.small_city import SOUTH, STEP, WEST, tile_at

TOKEN = "Abcdefgh12345678abcd"
ADDRESS = f"/tiles/{TOKEN}.pmtiles"
ZOOM = 15
FOOTPRINT = (
    '{"type":"Feature","properties":{"key":"k%d"},"geometry":{"type":"Polygon","coordinates":'
    "[[[%f,%f],[%f,%f],[%f,%f],[%f,%f]]]}}\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    with (folder / "some.geojsonl").open("w") as file:
        for number in range(400):
            x, y = WEST + number * STEP, SOUTH
            file.write(FOOTPRINT % (number, x, y, x + 0.0005, y, x, y + 0.0005, x, y))
    program = [sys.executable, write_archive.__file__, "some.geojsonl", "some.pmtiles", "buildings", "13", "15"]
    subprocess.run(program, cwd=folder, check=True)
    return folder / "some.pmtiles"


@pytest.fixture
def data(made: Path, tile_folder: Path) -> bytes:
    """The bytes of the archive that is served."""
    store.keep(TOKEN, made)
    return made.read_bytes()


@pytest.fixture
def client() -> Client:
    # No database fixture is used in this module: a query would fail.
    return Client()


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_an_archive_is_sent_whole_to_be_kept_for_ever(client, data):
    response = client.get(ADDRESS)
    assert (response.status_code, body(response)) == (200, data)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Accept-Ranges"] == "bytes"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Length"] == str(len(data))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-126", slice(0, 127)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-50", slice(-50, None)),
        ("bytes=0-0", slice(0, 1)),
        ("bytes=7-99999999", slice(7, None)),
        ("Bytes=3-4", slice(3, 5)),
        ("bytes=-99999999", slice(0, None)),
    ],
)
def test_a_range_is_sent_as_it_was_asked_for(client, data, asked, part):
    response = client.get(ADDRESS, headers={"range": asked})
    start, stop, _step = part.indices(len(data))
    assert response.status_code == 206
    assert body(response) == data[part]
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{len(data)}"
    assert response["Content-Length"] == str(stop - start)


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_range_outside_of_the_archive_is_refused_with_its_size(client, data, asked):
    response = client.get(ADDRESS, headers={"range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(data)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "bytes=-", "bytes=a-b", "bytes"])
def test_what_is_no_single_range_of_bytes_is_ignored(client, data, asked):
    response = client.get(ADDRESS, headers={"range": asked})
    assert (response.status_code, body(response)) == (200, data)


def test_a_range_of_another_state_gets_the_whole(client, data):
    etag = client.get(ADDRESS)["ETag"]
    same = client.get(ADDRESS, headers={"range": "bytes=0-9", "if-range": etag})
    other = client.get(ADDRESS, headers={"range": "bytes=0-9", "if-range": '"other"'})
    dated = client.get(ADDRESS, headers={"range": "bytes=0-9", "if-range": "Sun, 06 Nov 1994 08:49:37 GMT"})
    assert (same.status_code, other.status_code, dated.status_code) == (206, 200, 200)


def test_who_has_the_archive_is_told_so(client, data):
    etag = client.get(ADDRESS)["ETag"]
    response = client.get(ADDRESS, headers={"if-none-match": f'"x", {etag}'})
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag


def test_head_tells_the_size_and_sends_nothing(client, data):
    response = client.head(ADDRESS)
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(len(data))


def test_a_large_range_comes_in_pieces(client, data, monkeypatch):
    monkeypatch.setattr(serving, "CHUNK", 1000)
    response = client.get(ADDRESS, headers={"range": "bytes=10-"})
    pieces = list(response.streaming_content)
    assert len(pieces) > 3
    assert b"".join(pieces) == data[10:]


@pytest.mark.parametrize(
    "address",
    [
        "/tiles/Unknown1234567890abc.pmtiles",
        "/tiles/..%2F..%2Fsettings.pmtiles",
        "/tiles/../enact.sqlite3",
        "/tiles/",
        f"/tiles/{TOKEN}.gone",
        f"/tiles/{TOKEN}.pmtiles/",
        f"/tiles/{TOKEN}/99/0/0.mvt",
        f"/tiles/{TOKEN}/3/0/0.mvt",
        f"/tiles/{TOKEN}/13/8192/0.mvt",
    ],
)
def test_what_is_not_there_is_not_found(client, data, address):
    response = client.get(address)
    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"


def test_withdrawn_tiles_are_gone_at_the_next_request(client, data):
    column, row = tile_at(WEST, SOUTH, ZOOM)
    tile = f"/tiles/{TOKEN}/{ZOOM}/{column}/{row}.mvt"
    assert client.get(tile).status_code == 200
    store.withdraw(TOKEN)
    assert client.get(ADDRESS).status_code == 410
    assert client.get(tile).status_code == 410
    assert client.get(ADDRESS, headers={"if-none-match": f'"{TOKEN}"'}).status_code == 410


def test_other_methods_are_refused_and_any_site_may_ask(client, data):
    assert client.post(ADDRESS).status_code == 405
    preflight = client.options(ADDRESS)
    assert preflight.status_code == 204
    assert "Range" in preflight["Access-Control-Allow-Headers"]


def test_single_tiles_are_those_of_the_archive(client, data):
    def read(offset: int, length: int) -> bytes:
        return data[offset : offset + length]

    column, row = tile_at(WEST, SOUTH, ZOOM)
    place = Archive.open(read).place(ZOOM, column, row, read)
    zipped = client.get(f"/tiles/{TOKEN}/{ZOOM}/{column}/{row}.mvt", headers={"accept-encoding": "gzip, br"})
    plain = client.get(f"/tiles/{TOKEN}/{ZOOM}/{column}/{row}.mvt")
    assert zipped["Content-Encoding"] == "gzip"
    assert zipped["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert zipped.content == read(*place)
    assert plain.content == gzip.decompress(zipped.content)
    assert b"key" in plain.content


def test_an_empty_tile_has_no_content(client, data):
    response = client.get(f"/tiles/{TOKEN}/{ZOOM}/0/0.mvt")
    assert (response.status_code, response.content) == (204, b"")


class Elsewhere(InMemoryStorage):
    """A storage with addresses of its own and no folder."""

    asked = 0

    def exists(self, name: str) -> bool:
        Elsewhere.asked += 1
        return super().exists(name)

    def url(self, name: str) -> str:
        return f"https://tiles.example.org/{name}"


def test_a_service_that_keeps_the_archives_is_named_and_asked_twice_a_minute_at_most(client, made, settings):
    settings.STORAGES = {**settings.STORAGES, "tiles": {"BACKEND": f"{__name__}.Elsewhere"}}
    store.keep(TOKEN, made)
    Elsewhere.asked = 0
    for _request in range(5):
        response = client.get(ADDRESS)
    assert (response.status_code, response["Location"]) == (302, f"https://tiles.example.org/{TOKEN}.pmtiles")
    assert Elsewhere.asked <= 2
    store.withdraw(TOKEN)
    assert Client().get(ADDRESS).status_code == 410
