from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import SharedSnippetBlock


class FundingBlock(blocks.StructBlock):
    """A card of a funding programme, with the rates of the day it is read."""

    programme = SharedSnippetBlock("funding.FundingProgramme", label=_("funding programme"))
    note = blocks.CharBlock(label=_("note"), required=False, max_length=255)

    class Meta:
        icon = "pick"
        label = _("funding card")
