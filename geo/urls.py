"""Public addresses of geodata; those of tiles are answered by ``geo.serving``."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views import exports, feed, ogc


class Suffix(StringConverter):
    """A format of downloads."""

    regex = "geojson|gpkg|csv"


register_converter(Suffix, "geo_suffix")

urlpatterns = [
    path("data/<slug:municipality>/changes.atom", feed.changes, name="geo_changes"),
    path("data/<slug:municipality>/changes.<slug:language>.atom", feed.changes, name="geo_changes"),
    path("ogc/", ogc.landing, name="ogc"),
    path("ogc/api", ogc.api, name="ogc_api"),
    path("ogc/conformance", ogc.conformance, name="ogc_conformance"),
    path("ogc/collections", ogc.collections, name="ogc_collections"),
    path("ogc/collections/<slug:name>", ogc.collection, name="ogc_collection"),
    path("ogc/collections/<slug:name>/items", ogc.items, name="ogc_items"),
    path("ogc/collections/<slug:name>/items/<str:key>", ogc.item, name="ogc_item"),
    path("data/<slug:municipality>/features/<uuid:key>", exports.feature, name="geo_feature"),
    path("data/<slug:municipality>/<slug:name>.<geo_suffix:suffix>", exports.export, name="geo_export"),
]
