from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import Shared, TypedStructBlock
from geo.fields import validate_point
from geo.values import Point
from geo.widgets import PointWidget


class CoordinateBlock(Shared, blocks.FloatBlock):
    """Degrees; the same in every language."""


class PointBlock(Shared, blocks.FieldBlock):
    """A place chosen on the map or written in degrees: a ``Point``, None where there is none."""

    def __init__(self, required: bool = True, help_text: str = "", **kwargs: Any) -> None:
        # A point's text is short; what is longer was not made by the widget.
        self.field = forms.CharField(
            required=required, help_text=help_text, widget=PointWidget, validators=[validate_point], max_length=80
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Point | None:
        """What is stored; data that is no place counts as none, so that its page can still be opened and mended."""
        return value if isinstance(value, Point) else _point_in(value)

    def get_prep_value(self, value: Any) -> str | None:
        """The notation that is stored: ``SRID=4326;POINT(lon lat)``."""
        return value.ewkt if isinstance(value, Point) else None

    def value_for_form(self, value: Any) -> str:
        """What the widget shows; what somebody typed stays as it was typed."""
        return value.ewkt if isinstance(value, Point) else str(value or "")

    def value_from_form(self, value: Any) -> Any:
        """The place in what the form sends; anything else is left to be refused when it is cleaned."""
        return _point_in(value) or value or None

    class Meta:
        icon = "site"
        label = _("place on the map")


def _point_in(text: Any) -> Point | None:
    try:
        return Point.from_ewkt(text) if isinstance(text, str) else None
    except ValueError:
        return None


class MapBlock(TypedStructBlock):
    """A place in words and coordinates; readers without the map get the words."""

    title = blocks.CharBlock(label=_("title"), max_length=160)
    text = blocks.TextBlock(label=_("what the map shows"))
    lon = CoordinateBlock(label=_("longitude"), min_value=-180, max_value=180)
    lat = CoordinateBlock(label=_("latitude"), min_value=-90, max_value=90)
    zoom = blocks.IntegerBlock(label=_("zoom"), min_value=5, max_value=19, default=13)

    class Meta:
        icon = "site"
        label = _("map")
