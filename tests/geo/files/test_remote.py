import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from http.server import CGIHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from cms.core.values.problems import FileError
from geo.files import pages as pages_module
from geo.files.delivery import Answers, Asks
from geo.files.recipes import recipe
from geo.files.remote import open_remote
from geo.values.reports import Report

from .made import square

COUNT = 25
CONFIG = """
server:
  bind: {{host: 127.0.0.1, port: {port}}}
  url: http://127.0.0.1:{port}
  mimetype: application/json
  encoding: utf-8
  language: en-US
  limits: {{default_items: 10, max_items: 10}}
  map: {{url: "https://example.org/{{z}}", attribution: none}}
logging: {{level: ERROR}}
metadata:
  identification: {{title: Made, description: Made, keywords: [made], keywords_type: theme,
    terms_of_service: none, url: "https://example.org"}}
  license: {{name: none, url: "https://example.org"}}
  provider: {{name: Made, url: "https://example.org"}}
  contact: {{name: Made, email: made@example.org}}
resources:
{resources}
"""
RESOURCE = """
  {name}:
    type: collection
    title: Made
    description: Made
    keywords: [made]
    extents: {{spatial: {{bbox: [12, 51, 13, 52], crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}}}}
    providers: [{{type: feature, name: GeoJSON, data: "{data}", id_field: nr}}]
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def made_districts(path):
    features = [
        {
            "type": "Feature",
            "id": number,
            "geometry": square(number),
            "properties": {"nr": number, "name": f"Gebiet {number}"},
        }
        for number in range(COUNT)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


@pytest.fixture(scope="module")
def pygeoapi(tmp_path_factory):
    """A real pygeoapi on loopback with two collections, ten items a page."""
    pytest.importorskip("pygeoapi")
    folder = tmp_path_factory.mktemp("pygeoapi")
    data, port = made_districts(folder / "districts.geojson"), free_port()
    resources = "".join(RESOURCE.format(name=name, data=data) for name in ("districts", "others"))
    config, document = folder / "config.yml", folder / "openapi.yml"
    config.write_text(CONFIG.format(port=port, resources=resources), "utf-8")
    # Its own description of the API is asked for at the start, but not needed for the items.
    document.write_text("openapi: 3.0.2\ninfo: {title: Made, version: '1'}\npaths: {}\n", "utf-8")
    environment = {**os.environ, "PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(document)}
    start = f"from pygeoapi.flask_app import APP; APP.run(host='127.0.0.1', port={port})"
    log = (folder / "log").open("w")
    process = subprocess.Popen([sys.executable, "-c", start], env=environment, stdout=log, stderr=log, cwd=folder)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{url}/collections?f=json", process, folder / "log")
        yield url
    finally:
        process.terminate()
        process.wait(10)
        log.close()


def _wait_for(url, process, log):
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("The service did not start: " + log.read_text()[-2000:])


@pytest.fixture
def here(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.GEODATA_ALLOW_PRIVATE_HOSTS = ["127.0.0.1"]
    return tmp_path


def names(url, **answers):
    delivery = open_remote(url, recipe("districts"), Answers(**answers))
    try:
        return [item.name for item in delivery.items(Report())]
    finally:
        delivery.close()


@pytest.mark.parametrize("path", ["/collections/districts/items", "/collections/districts"])
def test_all_pages_of_a_real_service_are_read(pygeoapi, here, path):
    assert names(pygeoapi + path) == [f"Gebiet {number}" for number in range(COUNT)]
    assert not list((here / "geodata" / "fetched").iterdir())


def test_the_landing_page_leads_to_the_collections_which_are_asked_for(pygeoapi, here):
    (question,) = open_remote(pygeoapi, recipe("districts")).questions
    assert question.asks is Asks.LAYER
    assert set(question.choices) == {"districts", "others"}
    assert len(names(pygeoapi, layer="others")) == COUNT
    with pytest.raises(FileError, match="districts"):
        names(pygeoapi, layer="nonsense")


def test_what_broke_off_goes_on_where_it_was(pygeoapi, here, monkeypatch):
    real, asked = pages_module.fetch, []

    def breaks_at_the_third(url, *more, **others):
        asked.append(url)
        if len(asked) == 3:
            raise FileError([])
        return real(url, *more, **others)

    monkeypatch.setattr(pages_module, "fetch", breaks_at_the_third)
    with pytest.raises(FileError):
        names(f"{pygeoapi}/collections/districts/items")
    assert len(names(f"{pygeoapi}/collections/districts/items")) == COUNT
    assert len(asked) == 4
    assert asked[2] == asked[3]


def test_a_service_on_loopback_is_refused_without_the_setting(pygeoapi, here, settings):
    settings.GEODATA_ALLOW_PRIVATE_HOSTS = []
    with pytest.raises(FileError, match="GEODATA_ALLOW_PRIVATE_HOSTS"):
        open_remote(pygeoapi, recipe("districts"))


MAPFILE = """
MAP
  NAME "made"
  EXTENT 12 51 13 52
  PROJECTION "init=epsg:4326" END
  WEB METADATA
    "wfs_title" "Made" "wfs_onlineresource" "{url}" "wfs_srs" "EPSG:4326 EPSG:25833" "wfs_enable_request" "*"
  END END
  LAYER
    NAME "districts" TYPE POLYGON STATUS ON
    CONNECTIONTYPE OGR CONNECTION "{data}"
    METADATA "wfs_title" "Districts" "wfs_srs" "EPSG:4326" "gml_include_items" "all"
      "wfs_enable_request" "*" "wfs_featureid" "nr" END
    PROJECTION "init=epsg:4326" END
  END
END
"""


@pytest.fixture(scope="module")
def mapserver(tmp_path_factory):
    """A real MapServer behind a small web server for CGI."""
    program = shutil.which("mapserv") or next(
        (each for each in ["/usr/lib/cgi-bin/mapserv"] if os.path.exists(each)), None
    )
    if program is None:
        pytest.skip("mapserv is not installed (Debian: cgi-mapserver)")
    folder = tmp_path_factory.mktemp("mapserver")
    (folder / "cgi-bin").mkdir()
    port = free_port()
    url = f"http://127.0.0.1:{port}/cgi-bin/wfs"
    mapfile = folder / "made.map"
    mapfile.write_text(MAPFILE.format(url=url, data=made_districts(folder / "districts.geojson")))
    # Since version 8 it starts only with a file that says which maps it may open.
    settings = folder / "mapserver.conf"
    settings.write_text(f'CONFIG\n  ENV\n  END\n  MAPS\n    "MADE" "{mapfile}"\n  END\nEND\n')
    script = folder / "cgi-bin" / "wfs"
    script.write_text(f"#!/bin/sh\nMAPSERVER_CONFIG_FILE={settings} MS_MAPFILE={mapfile} exec {program}\n")
    script.chmod(0o755)

    class Cgi(CGIHTTPRequestHandler):
        # A thread must not fork into another user.
        have_fork = False

        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

        def translate_path(self, path):
            return str(folder / path.partition("?")[0].lstrip("/"))

        def is_python(self, path):
            return False

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Cgi)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield url
    server.shutdown()
    server.server_close()


def test_all_pages_of_a_real_wfs_are_read(mapserver, here, monkeypatch):
    monkeypatch.setattr("geo.files.wfs.PAGE", 10)
    assert sorted(names(mapserver + "?SERVICE=WFS")) == sorted(f"Gebiet {number}" for number in range(COUNT))


CAPABILITIES = """<?xml version="1.0"?>
<wfs:WFS_Capabilities xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ows="http://www.opengis.net/ows/1.1"
 xmlns:xlink="http://www.w3.org/1999/xlink" version="2.0.0">
 <ows:OperationsMetadata><ows:Operation name="GetFeature">
  <ows:Parameter name="outputFormat"><ows:AllowedValues>
   <ows:Value>{form}</ows:Value></ows:AllowedValues></ows:Parameter>
 </ows:Operation></ows:OperationsMetadata>
 <wfs:FeatureTypeList><wfs:FeatureType><wfs:Name>made:districts</wfs:Name><wfs:Title>Districts</wfs:Title>
  <wfs:DefaultCRS>urn:ogc:def:crs:EPSG::4326</wfs:DefaultCRS></wfs:FeatureType></wfs:FeatureTypeList>
</wfs:WFS_Capabilities>"""
MEMBER = """<wfs:member><m:districts gml:id="d.{number}"><m:nr>{number}</m:nr><m:name>Gebiet {number}</m:name>
<m:shape><gml:Polygon srsName="urn:ogc:def:crs:EPSG::25833"><gml:exterior><gml:LinearRing>
<gml:posList>{ring}</gml:posList>
</gml:LinearRing></gml:exterior></gml:Polygon></m:shape></m:districts></wfs:member>"""
COLLECTION = """<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0"
 xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:m="http://made.example">{members}</wfs:FeatureCollection>"""


def page_of_gml(numbers):
    def ring(number):
        west, south = 317000 + number * 20, 5690000
        return f"{west} {south} {west + 10} {south} {west + 10} {south + 10} {west} {south + 10} {west} {south}"

    return COLLECTION.format(members="".join(MEMBER.format(number=each, ring=ring(each)) for each in numbers))


def page_of_json(numbers):
    features = [
        {"type": "Feature", "geometry": square(each), "properties": {"nr": each, "name": f"Gebiet {each}"}}
        for each in numbers
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.mark.parametrize(
    ("form", "page"), [("application/gml+xml; version=3.2", page_of_gml), ("geojson", page_of_json)]
)
def test_a_wfs_is_read_page_by_page_in_the_form_it_offers(here, monkeypatch, form, page):
    """A stand-in for the real one, which is not installed everywhere."""
    monkeypatch.setattr("geo.files.wfs.PAGE", 10)
    asked = []

    def answers(url, into, *_limits, **_more):
        query = {key.lower(): value[0] for key, value in parse_qs(urlsplit(url).query).items()}
        asked.append(query)
        start = int(query.get("startindex", 0))
        whole = CAPABILITIES.format(form=form) if query["request"] == "GetCapabilities" else ""
        into.write_text(whole or page(range(start, min(start + 10, COUNT))), "utf-8")

    monkeypatch.setattr("geo.files.remote.fetch", answers)
    monkeypatch.setattr("geo.files.pages.fetch", answers)
    assert sorted(names("https://geo.example/wfs?map=a")) == sorted(f"Gebiet {number}" for number in range(COUNT))
    assert [each.get("startindex") for each in asked] == [None, "0", "10", "20"]
    assert all(each["map"] == "a" for each in asked)
    assert asked[1]["typenames"] == "made:districts"
