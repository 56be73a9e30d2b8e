"""The abstract tests of OGC 17-069r4, annex A, as far as a client can see, and a client over all of it."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from django.test import Client
from django.utils import timezone
from owslib import ogcapi
from owslib.ogcapi.features import Features

from tests.geo.small_city import SOUTH, STEP, WEST, add, dataset_of, version_of

HOST = "leipzig.localhost"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


def get(address: str, **headers: str):
    return Client().get(address, headers={"host": HOST, **headers})


def ask(address: str) -> dict[str, Any]:
    """The JSON at an address, which may be a link of an answer."""
    parts = urlsplit(address)
    response = get(parts.path + (f"?{parts.query}" if parts.query else ""))
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def link(answer: dict[str, Any], rel: str) -> str:
    return next(each["href"] for each in answer["links"] if each["rel"] == rel)


def test_everything_is_found_from_the_landing_page(published):
    landing = ask("/ogc/")
    api = ask(link(landing, "service-desc"))
    assert api["openapi"].startswith("3.0.")
    declared = ask(link(landing, "conformance"))["conformsTo"]
    assert {name.rpartition("/")[2] for name in declared} == {"core", "geojson", "oas30"}
    collections = ask(link(landing, "data"))
    assert {each["id"] for each in collections["collections"]} == {"haeuser", "plan"}
    for each in collections["collections"]:
        alone = ask(link(each, "self"))
        assert alone == each
        assert each["extent"]["spatial"]["crs"] == CRS84
        west, south, east, north = each["extent"]["spatial"]["bbox"][0]
        assert west < east
        assert south < north
        assert ask(link(each, "items"))["type"] == "FeatureCollection"


def test_pages_follow_each_other_to_the_end_and_hold_every_feature_once(published):
    for number in range(7):
        add(published.houses, f"more {number}")
    address, found, pages = "/ogc/collections/haeuser/items?limit=3", [], 0
    while address:
        page = ask(address)
        assert page["numberReturned"] == len(page["features"]) <= 3
        assert page["numberMatched"] == 10
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", page["timeStamp"])
        found += [feature["id"] for feature in page["features"]]
        pages += 1
        address = next((each["href"] for each in page["links"] if each["rel"] == "next"), "")
    assert (pages, len(found), len(set(found))) == (4, 10, 10)


def test_a_box_finds_what_meets_it_and_pages_keep_it(published):
    box = f"{WEST},{SOUTH},{WEST + 1.2 * STEP},{SOUTH + STEP}"
    page = ask(f"/ogc/collections/haeuser/items?bbox={box}&limit=1")
    rest = ask(link(page, "next"))
    keys = {feature["id"] for feature in page["features"] + rest["features"]}
    assert keys == {str(published.villa.feature.key), str(published.school.feature.key)}
    assert not any(each["rel"] == "next" for each in rest["links"])
    high = f"{WEST},{SOUTH},0,{WEST + 1.2 * STEP},{SOUTH + STEP},100"
    assert len(ask(f"/ogc/collections/haeuser/items?bbox={high}")["features"]) == 2
    assert not ask("/ogc/collections/haeuser/items?bbox=170,50,-170,60")["features"]


def test_features_without_a_time_match_every_time(published):
    moments = (
        "2018-02-12T23:20:52Z",
        "2018-02-12T23:20:52%2B01:00",
        "2018-02-12T00:00:00Z/2018-03-18T12:31:12Z",
        "2018-02-12T00:00:00Z/..",
        "../2018-03-18T12:31:12Z",
        "/2018-03-18T12:31:12Z",
        "2018-02-12",
        "../..",
    )
    for moment in moments:
        assert len(ask(f"/ogc/collections/haeuser/items?datetime={moment}")["features"]) == 3


def test_what_the_standard_does_not_know_is_refused(published):
    queries = (
        "colour=red",
        "limit=0",
        "limit=-1",
        "limit=many",
        "limit=",
        "bbox=1,2,3",
        "bbox=1,2,3,4,5",
        "bbox=a,b,c,d",
        "bbox=0,91,1,92",
        "bbox=",
        "datetime=yesterday",
        "datetime=2018-02-12T00:00:00Z/2017-02-12T00:00:00Z",
        "datetime=1/2/3",
        "datetime=",
        "after=7",
        "limit=1&limit=2",
    )
    for query in queries:
        response = get(f"/ogc/collections/haeuser/items?{query}")
        assert response.status_code == 400, query
        assert response["Content-Type"] == "application/problem+json"


def test_no_address_takes_parameters_that_it_does_not_know(published):
    places = (
        "",
        "api",
        "conformance",
        "collections",
        "collections/plan",
        "collections/plan/items/1",
    )
    for place in places:
        assert get(f"/ogc/{place}?f=html").status_code == 400


def test_more_than_the_most_is_the_most(published):
    page = ask("/ogc/collections/haeuser/items?limit=10000000")
    assert len(page["features"]) == 3


def test_a_feature_is_found_by_its_lasting_id(published):
    key = published.villa.feature.key
    response = get(f"/ogc/collections/haeuser/items/{key}")
    feature = json.loads(response.content)
    assert (feature["type"], feature["id"], feature["properties"]["year"]) == ("Feature", str(key), 1903)
    assert {each["rel"] for each in feature["links"]} >= {"self", "collection"}
    assert ask(link(feature, "self")) == feature
    assert response["Content-Type"] == "application/geo+json"
    assert response["Content-Crs"] == f"<{CRS84}>"


def test_nothing_private_is_told(published):
    told = get("/ogc/collections/haeuser/items").content
    for secret in (b"coal", b"99321", b"Abendrot", b"Geheimweg", b"pitched"):
        assert secret not in told
    assert str(published.hidden.feature.key).encode() in told


def test_what_is_not_there_is_not_found_and_what_is_gone_is_gone(published):
    for place in ("haeuser/items/7", f"haeuser/items/{uuid4()}", "nothing", "nothing/items"):
        assert get(f"/ogc/collections/{place}").status_code == 404
    key = published.villa.feature.key
    newer = version_of(published.houses.dataset, activated_at=timezone.now())
    heir = add(newer, "heir")
    published.villa.feature.successor = heir.feature
    published.villa.feature.save()
    response = get(f"/ogc/collections/haeuser/items/{key}")
    assert (response.status_code, response.json()["successor_id"]) == (410, str(heir.feature.key))
    published.houses.dataset.versions.update(state="recalled")
    assert get("/ogc/collections/haeuser/items").status_code == 410


def test_each_host_shows_its_own_municipality_and_its_region(published):
    districts = version_of(dataset_of(published.leipzig.region, "kreise", "areas", theme="district"))
    add(districts, "nord")
    seen = {}
    for host in ("leipzig.localhost", "dresden.localhost"):
        answer = Client().get("/ogc/collections", headers={"host": host}).json()
        seen[host] = {each["id"] for each in answer["collections"]}
    assert seen == {"leipzig.localhost": {"haeuser", "plan", "kreise"}, "dresden.localhost": {"kreise"}}
    assert Client().get("/ogc/", headers={"host": "elsewhere.example"}).status_code == 400


def test_the_definition_describes_what_is_there(published):
    api = ask("/ogc/api")
    parameters = api["components"]["parameters"]
    assert parameters["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}
    assert parameters["bbox"]["schema"]["oneOf"] == [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}]
    whole = json.dumps(api)
    for kind, name in re.findall(r'"#/components/(\w+)/(\w+)"', whole):
        assert name in api["components"][kind]
    for path, methods in api["paths"].items():
        given = methods["get"]["parameters"]
        named = [each.get("name") or each["$ref"].rpartition("/")[2] for each in given]
        assert set(re.findall(r"\{(\w+)\}", path)) <= set(named)
        assert "200" in methods["get"]["responses"]
    operations = [methods["get"]["operationId"] for methods in api["paths"].values()]
    assert len(operations) == len(set(operations))
    served = {path.replace("{collectionId}", "plan") for path in api["paths"] if "featureId" not in path}
    for path in served:
        assert get(f"/ogc{path}").status_code == 200, path


def test_a_page_is_kept_until_something_changes_and_needs_no_cookie(published):
    first = get("/ogc/collections/haeuser/items")
    assert get("/ogc/collections/haeuser/items", **{"if-none-match": first["ETag"]}).status_code == 304
    assert not first.cookies
    assert first["Access-Control-Allow-Origin"] == "*"


def test_a_client_of_others_reads_all_of_it(published, monkeypatch):
    def http_get(url: str, params: dict[str, Any] | None = None, **_options: Any) -> Any:
        response = get(urlsplit(url).path + (f"?{urlencode(params)}" if params else ""))
        response.url, response.ok = url, response.status_code < 400
        return response

    monkeypatch.setattr(ogcapi, "http_get", http_get)
    client = Features(f"http://{HOST}/ogc/")
    assert set(client.feature_collections()) == {"haeuser", "plan"}
    assert len(client.conformance()["conformsTo"]) == 3
    assert client.api()["openapi"].startswith("3.0")
    assert client.collection_items("haeuser", limit=2)["numberReturned"] == 2
    key = str(published.south.feature.key)
    assert client.collection_item("plan", key)["properties"]["category"] == "decentral"
