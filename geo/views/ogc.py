"""OGC API - Features, part 1 (OGC 17-069r4): core, GeoJSON and OpenAPI 3.0, for the municipality of the host."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max, Min
from django.http import HttpResponse, HttpResponseBase

from geo.exports.geojson import encoded, features_of
from geo.models import Dataset, DatasetVersion
from geo.queries.exported import Exported, exported, exported_one, place_of, sources_of
from geo.queries.exports import published_versions
from geo.values.wanted import Wanted

from .exports import GEOJSON, gone_or_unknown, version_told
from .ogc_definition import DEFAULT_LIMIT, LARGEST_LIMIT, definition
from .public import Asked, Refused, only_known, public
from .questions import boxes_of, key_of, moments_of, number_of

JSON = "application/json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CONFORMANCE = [
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "geojson", "oas30")
]
SHAPED = (Dataset.Kind.AREAS, Dataset.Kind.BUILDINGS, Dataset.Kind.LINES, Dataset.Kind.POINTS)
_ITEMS = {"limit", "bbox", "datetime", "after"}


@public
def landing(asked: Asked) -> HttpResponseBase:
    """What is here."""
    only_known(asked.request, set())
    name = asked.municipality.name_de
    links = [
        _link(asked, "", "self", JSON, "This document"),
        _link(asked, "api", "service-desc", OPENAPI, "Definition of the API"),
        _link(asked, "conformance", "conformance", JSON, "Conformance classes"),
        _link(asked, "collections", "data", JSON, "Collections"),
    ]
    return _json({"title": name, "description": f"{name}: OGC API - Features", "links": links})


@public
def api(asked: Asked) -> HttpResponseBase:
    """The definition in OpenAPI 3.0."""
    only_known(asked.request, set())
    names = [version.dataset.name for version in _versions(asked)]
    found = definition(asked.municipality.name_de, f"{asked.base_url}/ogc", names)
    return HttpResponse(json.dumps(found, ensure_ascii=False), content_type=OPENAPI)


@public
def conformance(asked: Asked) -> HttpResponseBase:
    """Which classes are kept."""
    only_known(asked.request, set())
    return _json({"conformsTo": CONFORMANCE})


@public
def collections(asked: Asked) -> HttpResponseBase:
    """Every dataset with shapes that is published."""
    only_known(asked.request, set())
    links = [_link(asked, "collections", "self", JSON, "This document")]
    found = [_collection(asked, version) for version in _versions(asked)]
    return _json({"links": links, "collections": found})


@public
def collection(asked: Asked, name: str) -> HttpResponseBase:
    """One of them."""
    only_known(asked.request, set())
    return _json(_collection(asked, _version(asked, name)))


@public
def items(asked: Asked, name: str) -> HttpResponseBase:
    """Features page by page."""
    only_known(asked.request, _ITEMS)
    version, given = _version(asked, name), asked.request.GET.dict()
    limit = number_of(given.get("limit", str(DEFAULT_LIMIT)), 1, LARGEST_LIMIT, "limit")
    boxes = boxes_of(given["bbox"]) if "bbox" in given else ()
    if "datetime" in given:
        # The features say nothing of time, so all of them are meant, whatever the time.
        moments_of(given["datetime"])
    sources = sources_of(version, asked.municipality)
    found = list(islice(exported(sources, Wanted(boxes), _after(version, given)), limit + 1))
    page = found[:limit]
    links = [
        _link(asked, f"collections/{name}/items", "self", GEOJSON, "This document", given),
        _link(asked, f"collections/{name}", "collection", JSON, version.dataset.title_de),
    ]
    if len(found) > limit:
        following = {**given, "limit": str(limit), "after": str(page[-1].key)}
        links.append(_link(asked, f"collections/{name}/items", "next", GEOJSON, "The next page", following))
    head: dict[str, Any] = {"type": "FeatureCollection", "timeStamp": _now(), "numberReturned": len(page)}
    if not boxes:
        head["numberMatched"] = version.shapes.count()
    return _geojson("".join(_page({**head, "links": links}, page)))


@public
def item(asked: Asked, name: str, key: str) -> HttpResponseBase:
    """One feature."""
    only_known(asked.request, set())
    version, place = _version(asked, name), f"collections/{name}"
    known = key_of(key)
    if known is None:
        raise Refused(404, "There is no such feature.")
    found = exported_one(sources_of(version, asked.municipality), known)
    if found is None:
        address = f"{asked.base_url}/ogc/{place}/items"
        raise gone_or_unknown(asked, known, lambda heir: f"{address}/{heir}", version.dataset)

    def links(feature: Exported) -> list[dict[str, str]]:
        return [
            _link(asked, f"{place}/items/{feature.key}", "self", GEOJSON, "This document"),
            _link(asked, place, "collection", JSON, version.dataset.title_de),
        ]

    return _geojson(next(features_of([found], links)))


def _versions(asked: Asked) -> list[DatasetVersion]:
    found = published_versions(asked.municipality)
    return [each for each in found if each.dataset.kind in SHAPED and each.dataset.joins_id is None]


def _version(asked: Asked, name: str) -> DatasetVersion:
    version = version_told(asked, name)
    if version.dataset.kind not in SHAPED:
        raise Refused(404, "There are no such data with shapes.")
    return version


def _collection(asked: Asked, version: DatasetVersion) -> dict[str, Any]:
    dataset, place = version.dataset, f"collections/{version.dataset.name}"
    downloads = f"{asked.base_url}/data/{asked.municipality.key}/{dataset.name}"
    links = [
        _link(asked, place, "self", JSON, "This document"),
        _link(asked, f"{place}/items", "items", GEOJSON, dataset.title_de),
        {"href": f"{downloads}.gpkg", "rel": "enclosure", "type": "application/geopackage+sqlite3",
         "title": "GeoPackage"},
    ]  # fmt: skip
    if dataset.licence_url:
        links.append({"href": dataset.licence_url, "rel": "license", "title": dataset.licence})
    extent = version.shapes.aggregate(west=Min("west"), south=Min("south"), east=Max("east"), north=Max("north"))
    said: dict[str, Any] = {
        "id": dataset.name,
        "title": dataset.title_de,
        "description": f"{dataset.attribution}, {dataset.licence}",
        "attribution": dataset.attribution,
        "licence": dataset.licence,
        "itemType": "feature",
        "crs": [CRS84],
        "links": links,
    }
    if extent["west"] is not None:
        said["extent"] = {"spatial": {"bbox": [list(extent.values())], "crs": CRS84}}
    return said


def _after(version: DatasetVersion, given: dict[str, str]) -> int:
    if "after" not in given:
        return 0
    key = key_of(given["after"])
    place = place_of(version, key) if key else None
    if place is None:
        raise Refused(400, "“after” is not from a link of this collection. Begin at its first page.")
    return place


def _page(head: dict[str, Any], page: list[Exported]) -> Iterator[str]:
    yield encoded(head)[:-1] + ',"features":['
    yield ",\n".join(features_of(page))
    yield "]}"


def _link(
    asked: Asked, place: str, rel: str, kind: str, title: str, given: dict[str, str] | None = None
) -> dict[str, str]:
    query = f"?{urlencode(given)}" if given else ""
    return {"href": f"{asked.base_url}/ogc/{place}{query}", "rel": rel, "type": kind, "title": title}


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _json(value: Any) -> HttpResponse:
    return HttpResponse(encoded(value), content_type=JSON)


def _geojson(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type=GEOJSON)
    response.headers["Content-Crs"] = f"<{CRS84}>"
    return response
