from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import SharedSnippetBlock


class AdviceBlock(blocks.StructBlock):
    """A card of an advice centre, with its hours and the way to book."""

    centre = SharedSnippetBlock("advice.AdviceCentre", label=_("advice centre"))
    note = blocks.CharBlock(label=_("note"), required=False, max_length=255)

    class Meta:
        icon = "group"
        label = _("advice card")
