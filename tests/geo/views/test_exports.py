from __future__ import annotations

import csv
import io
import json
import sqlite3
from uuid import uuid4

import pyogrio.raw
import pytest
from django.test import Client
from django.utils import timezone

from geo.models import Statistic
from tests.geo.small_city import SOUTH, STEP, WEST, add, dataset_of, know, version_of

HOST = "leipzig.localhost"


def get(address: str, **headers: str):
    response = Client().get(address, headers={"host": HOST, **headers})
    # Read to its end, as a client does; what it reads may still ask the database.
    response.whole = b"".join(response.streaming_content) if response.streaming else response.content
    return response


def body(response) -> bytes:
    return response.whole


def features(address: str) -> dict[str, dict]:
    response = get(address)
    assert response.status_code == 200, response.content
    return {feature["id"]: feature["properties"] for feature in json.loads(body(response))["features"]}


def rows(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(get(address)).decode(), newline="")))


def test_geojson_says_how_each_fact_is_known_and_whose_it_is(published):
    response = get("/data/leipzig/haeuser.geojson")
    whole = json.loads(body(response))
    assert response["Content-Type"] == "application/geo+json"
    assert (whole["licence"], whole["attribution"]) == ("dl-de/by-2-0", "Stadt Beispiel, Amt für Beispiele")
    found = {feature["id"]: feature for feature in whole["features"]}
    villa = found[str(published.villa.feature.key)]
    assert villa["geometry"]["type"] == "Polygon"
    said = villa["properties"]
    assert (said["year"], said["year_state"], said["year_year"]) == (1903, "registered", 2020)
    assert said["year_source"] == "Beispielkataster; Stadt Beispiel, Amt für Beispiele; dl-de/by-2-0"
    assert said["addresses"] == "Musterweg 7"
    school = found[str(published.school.feature.key)]["properties"]
    assert "year" not in school
    assert (school["year_from"], school["year_to"], school["year_state"]) == (1950, 1960, "estimated")


def test_no_format_tells_what_is_not_public(published):
    suffixes = (
        "geojson",
        "csv",
        "gpkg",
    )
    for suffix in suffixes:
        sent = body(get(f"/data/leipzig/haeuser.{suffix}"))
        assert b"Musterweg" in sent
        for secret in (b"coal", b"99321", b"Abendrot", b"pitched", b"Geheimweg"):
            assert secret not in sent


def test_csv_is_no_formula_and_ends_with_source_and_licence(published):
    found = {row["id"]: row for row in rows("/data/leipzig/haeuser.csv")}
    villa = found[str(published.villa.feature.key)]
    assert villa["name"] == "'=cmd|' /C calc'!A0"
    assert (villa["storeys"], villa["storeys_state"]) == ("3", "registered")
    assert villa["dataset_licence"] == "dl-de/by-2-0"
    assert float(villa["lon"]) == pytest.approx(published.villa.lon)
    assert set(found[str(published.hidden.feature.key)].values()) >= {"", "dl-de/by-2-0"}


def test_geopackage_is_read_by_gdal_with_its_licence(published, tmp_path):
    path = tmp_path / "some.gpkg"
    path.write_bytes(body(get("/data/leipzig/haeuser.gpkg")))
    assert {name for name, _geometry in pyogrio.list_layers(path)} == {"haeuser", "licence"}
    meta, _fids, geometry, fields = pyogrio.raw.read(path, layer="haeuser")
    said = dict(zip(meta["fields"], fields, strict=True))
    at = list(said["key"]).index(str(published.villa.feature.key))
    assert (meta["crs"], len(geometry), int(said["year"][at])) == ("EPSG:4326", 3, 1903)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT value FROM licence WHERE name = 'licence'").fetchall() == [("dl-de/by-2-0",)]
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_areas_have_what_the_plan_says(published):
    said = features("/data/leipzig/plan.geojson")[str(published.south.feature.key)]
    assert (said["category"], said["horizon"]) == ("decentral", "2030")
    assert (said["suitability_hydrogen"], said["designated"]) == ("unlikely", True)


def test_filters_of_the_map_are_filters_of_downloads(published):
    villa, school = str(published.villa.feature.key), str(published.school.feature.key)
    hidden = str(published.hidden.feature.key)
    base = "/data/leipzig/haeuser.geojson"
    assert set(features(f"{base}?year=1900..1910")) == {villa}
    assert set(features(f"{base}?year=1900..1955")) == {villa}
    assert set(features(f"{base}?type=multi_family,terraced")) == {school}
    assert set(features(f"{base}?unknown=year")) == {hidden}
    assert set(features(f"{base}?area={published.south.feature.key}")) == {villa}
    box = f"{WEST + 0.9 * STEP},{SOUTH},{WEST + 1.6 * STEP},{SOUTH + STEP}"
    assert set(features(f"{base}?bbox={box}")) == {school}
    assert set(features("/data/leipzig/plan.geojson?category=hydrogen")) == set()


def test_what_is_grouped_can_not_be_found_by_filtering(published):
    assert features("/data/leipzig/haeuser.geojson?heating_carrier=coal") == {}
    assert len(features("/data/leipzig/haeuser.geojson?unknown=heating_carrier")) == 3
    assert get("/data/leipzig/haeuser.geojson?heat_consumption=0..").status_code == 400


def test_a_filter_that_can_not_be_is_refused_in_words(published):
    queries = (
        "colour=red",
        "bbox=1,2,3",
        "bbox=a,b,c,d",
        "bbox=nan,0,1,1",
        "bbox=0,50,1,40",
        "year=old",
        "year=9..1",
        "type=castle",
        "unknown=owner",
        "area=7",
        "year=1900&year=1901",
        "category=decentral",
    )
    for query in queries:
        response = get(f"/data/leipzig/haeuser.geojson?{query}")
        assert response.status_code == 400, query
        assert response["Content-Type"] == "application/problem+json"
        assert len(response.json()["title"]) > 20


def test_a_download_is_kept_until_something_changes(published):
    first = get("/data/leipzig/haeuser.geojson")
    again = get("/data/leipzig/haeuser.geojson", **{"if-none-match": first["ETag"]})
    other = get("/data/leipzig/haeuser.geojson?unknown=year", **{"if-none-match": first["ETag"]})
    assert (again.status_code, other.status_code) == (304, 200)
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")
    assert "max-age=30" in first["Cache-Control"]
    assert first["Access-Control-Allow-Origin"] == "*"


def test_what_was_recalled_is_gone_and_what_never_was_is_not_found(published):
    etag = get("/data/leipzig/haeuser.csv")["ETag"]
    published.houses.dataset.versions.update(state="recalled", recalled_at=timezone.now())
    assert get("/data/leipzig/haeuser.csv").status_code == 410
    assert get("/data/leipzig/haeuser.csv", **{"if-none-match": etag}).status_code == 410
    assert get("/data/leipzig/nothing.csv").status_code == 404
    assert get("/data/nowhere/plan.csv").status_code == 404


def test_confidential_data_are_as_if_they_were_not(published):
    secret = version_of(dataset_of(published.leipzig, "gas", basis="confidential"), activated_at=timezone.now())
    pipe = add(secret, "pipe")
    assert get("/data/leipzig/gas.geojson").status_code == 404
    assert get(f"/data/leipzig/features/{pipe.feature.key}").status_code == 404


def test_a_region_s_data_are_there_under_the_city_s_name(published):
    districts = version_of(dataset_of(published.leipzig.region, "kreise", "areas", theme="district"))
    add(districts, "nord", name="Nordkreis")
    assert [said["name"] for said in features("/data/leipzig/kreise.geojson").values()] == ["Nordkreis"]


def test_data_of_a_building_survive_and_gone_ones_name_their_successor(published):
    key = published.villa.feature.key
    assert json.loads(body(get(f"/data/leipzig/features/{key}")))["properties"]["year"] == 1903
    newer = version_of(published.houses.dataset, activated_at=timezone.now())
    heir = add(newer, "new villa")
    villa = published.villa.feature
    villa.gone_since, villa.successor = newer, heir.feature
    villa.save()
    response = get(f"/data/leipzig/features/{key}")
    assert response.status_code == 410
    assert response.json()["successor_id"] == str(heir.feature.key)
    assert response["Link"].endswith(f'/data/leipzig/features/{heir.feature.key}>; rel="successor-version"')
    assert get(f"/data/leipzig/features/{uuid4()}").status_code == 404


def test_facts_that_another_source_tells_keep_that_source(published):
    survey = version_of(dataset_of(published.leipzig, "umfrage", joins=published.houses.dataset,
                                   source_title="Umfrage", licence="ODbL 1.0"))  # fmt: skip
    know(published.school, "roof", "flat", version=survey)
    said = features("/data/leipzig/haeuser.geojson")[str(published.school.feature.key)]
    assert said["roof_source"].startswith("Umfrage;")
    assert said["type_source"].endswith("dl-de/by-2-0")
    response = get("/data/leipzig/umfrage.csv")
    assert (response.status_code, response.json()["see"]) == (404, "haeuser")


def test_addresses_and_statistics_are_there_too(published):
    numbers = version_of(dataset_of(published.leipzig, "zahlen", "statistics"))
    Statistic.objects.create(version=numbers, area_name="-Süd", indicator="people", year=2020, value=7.5)
    (row,) = rows("/data/leipzig/zahlen.csv")
    assert (row["area"], row["value"], row["dataset_title"]) == ("'-Süd", "7.5", "Zahlen")
    assert get("/data/leipzig/zahlen.gpkg").status_code == 404


def test_an_unknown_host_is_told_nothing(published):
    assert Client().get("/data/leipzig/haeuser.csv", headers={"host": "elsewhere.example"}).status_code == 400


def test_other_methods_are_refused(published):
    assert Client().post("/data/leipzig/haeuser.csv", headers={"host": HOST}).status_code == 405
