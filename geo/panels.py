from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel, Panel

from cms.core.permissions import scope_of

from .widgets import Home

CITY_ZOOM = 12
REGION_ZOOM = 8


class PointPanel(FieldPanel):
    """A place on the map, which begins at the person's municipality."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.bound_field is not None and self.request is not None:
                self.bound_field.field.widget.home = home_of(self.request.user)


def home_of(user: Any) -> Home | None:
    """Where the map of ``user`` begins; None where nobody has said where the municipality is."""
    place = scope_of(user).municipalities.exclude(longitude=None).exclude(latitude=None).order_by("kind").first()
    if place is None or place.longitude is None or place.latitude is None:
        return None
    return Home(place.longitude, place.latitude, CITY_ZOOM if place.kind == place.Kind.CITY else REGION_ZOOM)


class LayerColoursPanel(Panel):
    """Proposes colours for the data, shows the legend as readers see it, and says which colours are too alike."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "geo/admin/colours_panel.html"
