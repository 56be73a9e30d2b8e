from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import shapely

from cms.core.values.problems import FileError
from geo.files.geometry import shapes_of
from geo.files.open_file import open_file
from geo.values.reports import Report

from . import hostile


@pytest.fixture(autouse=True)
def private_temp(tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("private")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert not list(folder.iterdir()), "something was left behind"


@pytest.fixture(scope="module")
def bait():
    """A server nobody should call; ``calls`` are those who did."""
    server = socket.create_server(("127.0.0.1", 0))
    calls = []

    def listen():
        while True:
            try:
                connection, address = server.accept()
            except OSError:
                return
            calls.append(address)
            connection.close()

    threading.Thread(target=listen, daemon=True).start()
    yield server.getsockname()[1], calls
    server.close()


def read_all(path: Path) -> list:
    file = open_file(path, path.name)
    try:
        found = []
        for layer in file.layers:
            features = list(file.features(layer.name))
            crs, numbers = layer.crs or "EPSG:25833", [each.number for each in features]
            found += shapes_of([each.wkb for each in features], crs, Report(file=file.name), layer.name, numbers)
        return found
    finally:
        file.close()


@pytest.mark.parametrize("called", sorted(hostile.FILES))
def test_a_hostile_file_is_refused_with_its_place_and_leaves_and_calls_nothing(called, tmp_path, bait):
    make, says = hostile.FILES[called]
    (tmp_path / "port").write_text(str(bait[0]))
    path = make(tmp_path)
    before, begun = sorted(os.listdir(tmp_path)), time.monotonic()
    with pytest.raises(FileError) as error:
        read_all(path)
    assert says in str(error.value)
    assert str(error.value).startswith(path.name)
    assert "Traceback" not in str(error.value)
    assert time.monotonic() - begun < 10
    assert sorted(os.listdir(tmp_path)) == before
    assert not bait[1]


def test_no_hostile_file_takes_more_than_300_megabytes(tmp_path):
    heavy = (
        "geojson_one_endless_value",
        "geojson_deep_lists",
        "zip_bomb",
        "shapefile_two_to_the_31_points",
        "gml_deep",
    )
    for called in heavy:
        folder = tmp_path / called
        folder.mkdir()
        path = hostile.FILES[called][0](folder)
        code = (
            "import os, sys, resource; sys.path.insert(0, os.getcwd())\n"
            "from django.conf import settings\nsettings.USE_I18N = False\n"
            "from pathlib import Path\nfrom geo.files.open_file import open_file\n"
            "from cms.core.values.problems import FileError\n"
            f"try: open_file(Path({str(path)!r}), 'x')\nexcept FileError: pass\n"
            "children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
            "own = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
            "print(max(int(own.split()[1]), children) // 1024)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert int(done.stdout) < 300, called


SOUND = {"sent.gpkg": "GPKG", "sent.fgb": "FlatGeobuf", "sent.gml": "GML", "sent.geojson": "GeoJSON"}


@pytest.mark.parametrize("name", SOUND)
def test_the_same_houses_come_out_of_every_format(name, tmp_path):
    shapes = read_all(hostile.driven(tmp_path, name, SOUND[name]))
    assert sorted(round(each.lon, 4) for each in shapes) == [12.3705, 12.3805]
    assert shapes[0].area_m2 == pytest.approx(7752, rel=0.01)


def test_a_shapefile_in_a_folder_of_a_zip_gives_its_layers_by_their_names(tmp_path):
    parts = hostile.shape_parts(tmp_path)
    more = {name.replace("houses", "daten/Gebäude"): content for name, content in parts.items()}
    file = open_file(hostile.zipped(tmp_path, {**parts, **more, "__MACOSX/x": b"", "readme.txt": b"Hallo"}), "s.zip")
    assert [(layer.name, layer.features, layer.crs) for layer in file.layers] == [
        ("houses", 2, "EPSG:4326"), ("Gebäude", 2, "EPSG:4326"),
    ]  # fmt: skip
    assert [each.fields["name"] for each in file.features("Gebäude")] == ["Haus 0", "Haus 1"]
    file.close()


def test_a_shapefile_without_prj_leaves_its_reference_system_open(tmp_path):
    parts = hostile.shape_parts(tmp_path)
    del parts["houses.prj"]
    file = open_file(hostile.zipped(tmp_path, parts), "s.zip")
    assert file.layers[0].crs == ""
    assert file.bounds["houses"][0] == pytest.approx(12.37)
    file.close()


def test_letters_of_a_shapefile_that_could_be_several_things_are_asked_for(tmp_path):
    parts = {name: content for name, content in hostile.shape_parts(tmp_path).items() if not name.endswith(".cpg")}
    table = bytearray(parts["houses.dbf"].replace(b"Haus 0", b"H\xe4us 0"))
    table[29] = 0
    file = open_file(hostile.zipped(tmp_path, {**parts, "houses.dbf": bytes(table)}), "s.zip")
    assert file.encodings["houses"][0] == "CP1252"
    assert next(file.features("houses")).fields["name"] == "Häus 0"
    assert next(file.features("houses", "CP850")).fields["name"] == "Hõus 0"
    file.close()


def test_a_geojson_in_metres_that_names_no_reference_system_leaves_it_open(tmp_path):
    metres = [[[318000 + x, 5690000 + y] for x, y in ((0, 0), (9, 0), (9, 9), (0, 0))]]
    path = hostile.put(tmp_path, "sent.geojson", hostile.collection(hostile.feature(metres)))
    assert open_file(path, "sent.geojson").layers[0].crs == ""


@pytest.mark.parametrize(
    "crs", ["urn:ogc:def:crs:EPSG::25833", "EPSG:25833", "urn:ogc:def:crs,crs:EPSG::25833,crs:EPSG::5783"]
)
def test_reference_systems_are_read_in_every_spelling(crs, tmp_path):
    text = hostile.collection(crs={"type": "name", "properties": {"name": crs}})
    assert open_file(hostile.put(tmp_path, "sent.geojson", text), "x").layers[0].crs == "EPSG:25833"


def test_what_a_file_is_counts_not_what_it_is_called(tmp_path):
    path = hostile.driven(tmp_path, "sent.gpkg", "GPKG").rename(tmp_path / "sent.csv")
    assert len(read_all(path)) == 2


def test_a_reader_that_hangs_crashes_or_grows_is_ended_with_a_reason(tmp_path, monkeypatch):
    from geo.files import sandbox

    path = hostile.driven(tmp_path, "sent.fgb", "FlatGeobuf")
    monkeypatch.setattr(sandbox, "_BASE_SECONDS", 1)
    for code, says in (
        ("import time; time.sleep(60)", "takes longer"),
        ("while True: pass", "takes longer"),
        ("import os; os.abort()", "damaged"),
    ):
        monkeypatch.setattr(sandbox, "_START", code)
        with pytest.raises(FileError, match=says):
            list(sandbox.ask(path, "sent.fgb", {"do": "layers"}))


def test_the_worker_runs_out_of_memory_with_a_reason(tmp_path, monkeypatch):
    from geo.files import sandbox

    path = hostile.driven(tmp_path, "sent.fgb", "FlatGeobuf")
    monkeypatch.setattr(
        sandbox,
        "_START",
        sandbox._START.replace(
            "main()", "import geo.files.gdal_worker as w; w._answers = lambda r: bytearray(10**9); main()"
        ),
    )
    with pytest.raises(FileError, match="more memory"):
        list(sandbox.ask(path, "sent.fgb", {"do": "layers"}))


def test_the_worker_has_only_the_drivers_it_needs(tmp_path):
    from geo.files import sandbox

    path = hostile.driven(tmp_path, "sent.fgb", "FlatGeobuf")
    head, _ = next(iter(sandbox.ask(path, "sent.fgb", {"do": "layers"})))
    assert head["drivers"] == ["ESRI Shapefile", "FlatGeobuf", "GML"]


def test_features_come_in_order_however_many_there_are(tmp_path):
    points = list(shapely.points(np.linspace(12.3, 12.4, 12_000), 51.3))
    path = hostile.driven(tmp_path, "sent.fgb", "FlatGeobuf", points)
    file = open_file(path, "sent.fgb")
    features = list(file.features("sent"))
    file.close()
    assert [each.number for each in features] == list(range(1, 12_001))
    assert len({each.fields["name"] for each in features}) == 12_000
