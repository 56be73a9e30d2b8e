from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import Shared, TypedStructBlock
from geo.values.palette import HEX


class ValueBlock(Shared, blocks.CharBlock):
    """The key of a category, as the data have it."""


class BoundBlock(Shared, blocks.FloatBlock):
    """The bound of a class, in the unit of the attribute."""


class ColourBlock(Shared, blocks.RegexBlock):
    """A colour as # and six hexadecimal digits."""


class LegendBlock(TypedStructBlock):
    """A colour of the map and what it means. What no entry names is drawn grey and called unknown."""

    label = blocks.CharBlock(label=_("meaning"), max_length=80)
    colour = ColourBlock(label=_("colour"), regex=HEX, max_length=7)
    value = ValueBlock(label=_("category"), required=False, max_length=40)
    low = BoundBlock(label=_("from"), required=False)
    high = BoundBlock(label=_("to less than"), required=False)

    class Meta:
        icon = "tag"
        label = _("entry")
