"""The definition of the OGC API in OpenAPI 3.0."""

from __future__ import annotations

from typing import Any

DEFAULT_LIMIT, LARGEST_LIMIT = 100, 1_000
Definition = dict[str, Any]
_TEXT: Definition = {"type": "string"}
_NAMED = {
    "bbox": {
        "name": "bbox", "in": "query", "required": False, "style": "form", "explode": False,
        "description": "West, south, east and north in degrees of longitude and latitude; with heights, six numbers.",
        "schema": {"type": "array", "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
                   "items": {"type": "number"}},
    },
    "limit": {
        "name": "limit", "in": "query", "required": False, "style": "form", "explode": False,
        "description": "The most features of a page; what is more is taken as the most.",
        "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT},
    },
    "datetime": {
        "name": "datetime", "in": "query", "required": False, "style": "form", "explode": False,
        "description": "A moment or two with a slash between. The features say nothing of time, so all match.",
        "schema": _TEXT,
    },
    "after": {
        "name": "after", "in": "query", "required": False, "style": "form", "explode": False,
        "description": "Where a page begins; taken from the link to the next page.",
        "schema": _TEXT,
    },
    "featureId": {
        "name": "featureId", "in": "path", "required": True, "description": "The lasting id of a feature.",
        "schema": _TEXT,
    },
}  # fmt: skip


def definition(title: str, address: str, names: list[str]) -> Definition:
    """The document for the API at ``address`` with the collections ``names``."""
    paths = {
        "/": _path("landing", "What is here", _answer("The landing page", "landing")),
        "/api": _path("api", "This document", _openapi()),
        "/conformance": _path("conformance", "Conformance classes", _answer("The classes", "conformance")),
        "/collections": _path("collections", "All collections", _answer("The collections", "collections")),
        "/collections/{collectionId}": _path(
            "collection", "One collection", _answer("The collection", "collection"), _collection(names)
        ),
        "/collections/{collectionId}/items": _path(
            "items", "Features page by page", _geojson("A page of features", "features"), _collection(names),
            *(_ref("parameters", name) for name in ("bbox", "limit", "datetime", "after")),
        ),
        "/collections/{collectionId}/items/{featureId}": _path(
            "item", "One feature", _geojson("The feature", "feature"), _collection(names),
            _ref("parameters", "featureId"), gone=True,
        ),
    }  # fmt: skip
    return {
        "openapi": "3.0.3",
        "info": {"title": f"{title}: OGC API - Features", "version": "1.0.0"},
        "servers": [{"url": address}],
        "paths": paths,
        "components": {"parameters": _NAMED, "schemas": _schemas(), "responses": {"problem": _problem()}},
    }


def _path(name: str, summary: str, answer: Definition, *parameters: Definition, gone: bool = False) -> Definition:
    refused = ["400", "404", *(["410"] if gone or parameters else []), "500"]
    responses = {"200": answer, **{status: _ref("responses", "problem") for status in refused}}
    return {
        "get": {"operationId": name, "summary": summary, "parameters": list(parameters), "responses": responses}
    }  # fmt: skip


def _collection(names: list[str]) -> Definition:
    schema: Definition = {"type": "string", "enum": names} if names else _TEXT
    return {
        "name": "collectionId", "in": "path", "required": True, "description": "The name of a collection.",
        "schema": schema,
    }  # fmt: skip


def _answer(description: str, schema: str) -> Definition:
    return {"description": description, "content": {"application/json": {"schema": _ref("schemas", schema)}}}


def _geojson(description: str, schema: str) -> Definition:
    return {"description": description, "content": {"application/geo+json": {"schema": _ref("schemas", schema)}}}


def _openapi() -> Definition:
    kind = "application/vnd.oai.openapi+json;version=3.0"
    return {"description": "The definition", "content": {kind: {"schema": {"type": "object"}}}}


def _problem() -> Definition:
    schema = _ref("schemas", "problem")
    return {"description": "Why it is not answered", "content": {"application/problem+json": {"schema": schema}}}


def _ref(kind: str, name: str) -> Definition:
    return {"$ref": f"#/components/{kind}/{name}"}


def _object(required: str, **properties: Definition) -> Definition:
    return {"type": "object", "required": required.split(), "properties": properties}


def _list(of: Definition) -> Definition:
    return {"type": "array", "items": of}


def _schemas() -> Definition:
    link, number = _ref("schemas", "link"), {"type": "integer", "minimum": 0}
    links = _list(link)
    properties: Definition = {"type": "object", "nullable": True}
    geometry = _object("type", type=_TEXT)
    feature_type: Definition = {"type": "string", "enum": ["Feature"]}
    many_type: Definition = {"type": "string", "enum": ["FeatureCollection"]}
    feature = _object(
        "type geometry properties", type=feature_type, id=_TEXT, geometry=geometry, properties=properties, links=links
    )
    features = _object(
        "type features", type=many_type, features=_list(_ref("schemas", "feature")), links=links,
        timeStamp={"type": "string", "format": "date-time"}, numberMatched=number, numberReturned=number,
    )  # fmt: skip
    return {
        "link": _object("href rel", href=_TEXT, rel=_TEXT, type=_TEXT, title=_TEXT),
        "landing": _object("links", title=_TEXT, description=_TEXT, links=links),
        "conformance": _object("conformsTo", conformsTo=_list(_TEXT)),
        "collections": _object("links collections", links=links, collections=_list(_ref("schemas", "collection"))),
        "collection": _object(
            "id links", id=_TEXT, title=_TEXT, description=_TEXT, attribution=_TEXT, licence=_TEXT, links=links,
            extent={"type": "object"}, itemType=_TEXT, crs=_list(_TEXT),
        ),
        "features": features,
        "feature": feature,
        "problem": _object("title status", title=_TEXT, status=number),
    }  # fmt: skip
