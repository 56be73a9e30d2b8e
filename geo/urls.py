"""Public addresses of geodata; those of tiles are answered by ``geo.serving``."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views import exports


class Suffix(StringConverter):
    """A format of downloads."""

    regex = "geojson|gpkg|csv"


register_converter(Suffix, "geo_suffix")

urlpatterns = [
    path("data/<slug:municipality>/features/<uuid:key>", exports.feature, name="geo_feature"),
    path("data/<slug:municipality>/<slug:name>.<geo_suffix:suffix>", exports.export, name="geo_export"),
]
