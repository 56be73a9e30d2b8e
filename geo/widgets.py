"""The geo widget without other hosts: a plain grid instead of tiles, fields for the keyboard, our own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtailgeowidget.widgets import LeafletField

from .values import Point


@dataclass(frozen=True, slots=True)
class Home:
    """A view of the map: its middle and how close it is."""

    lon: float
    lat: float
    zoom: int


class PointWidget(LeafletField):
    """Longitude and latitude as two fields, and a map on which a click or the arrow keys set them."""

    template_name = "geo/widgets/point.html"

    # Where the map begins as long as no place is chosen; the panel sets the person's municipality.
    home: Home | None = None

    @property
    def media(self) -> forms.Media:  # type: ignore[override]
        return forms.Media(css={"all": ["geo/dist/point.css"]}, js=["geo/dist/point.js"])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = forms.TextInput.get_context(self, name, value, attrs)
        context["widget"]["type"] = "hidden"
        context["point"] = _point(value)
        context["home"] = self.home or Home(*settings.MAP_START)
        context["words"] = {
            "lon": _("Longitude"),
            "lat": _("Latitude"),
            "map": _("Map: the arrow keys move the view, Enter sets the place in its middle."),
            "clear": _("Remove the place"),
            "wrong": _("Write degrees, longitude between -180 and 180, latitude between -90 and 90."),
        }
        return context

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> str:
        return forms.Widget.render(self, name, value, attrs, renderer)

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**base_attrs, **(extra_attrs or {})}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What the two fields say; the hidden field, which the map fills, where they are not in the form."""
        lon, lat = data.get(f"{name}-lon"), data.get(f"{name}-lat")
        if lon is None or lat is None:
            return data.get(name) or ""
        lon, lat = lon.strip().replace(",", "."), lat.strip().replace(",", ".")
        return f"SRID=4326;POINT({lon} {lat})" if lon or lat else ""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-lon" not in data


def _point(value: Any) -> Point | None:
    try:
        return Point.from_ewkt(value) if value else None
    except ValueError:
        return None


# The base class's own adapter would load Leaflet from elsewhere.
register(WidgetAdapter(), PointWidget)
