from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import Shared, TypedStructBlock


class CoordinateBlock(Shared, blocks.FloatBlock):
    """Degrees; the same in every language."""


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
