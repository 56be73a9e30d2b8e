from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField

from cms.core.blocks import (
    AccordionBlock,
    CalloutBlock,
    DownloadsBlock,
    FigureBlock,
    HeadingBlock,
    ImageBlock,
    QuoteBlock,
    RichTextBlock,
    StepsBlock,
    TableBlock,
    TeaserBlock,
    VideoBlock,
)
from geo.blocks import MapBlock
from knowledge.advice.blocks import AdviceBlock
from knowledge.funding.blocks import FundingBlock


class BodyBlock(blocks.StreamBlock):
    """What the body of a page is made of."""

    text = RichTextBlock(label=_("text"), icon="pilcrow")
    heading = HeadingBlock()
    image = ImageBlock()
    figure = FigureBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    table = TableBlock()
    accordion = AccordionBlock()
    quote = QuoteBlock()
    video = VideoBlock()
    downloads = DownloadsBlock()
    funding = FundingBlock()
    advice = AdviceBlock()
    teaser = TeaserBlock()
    map = MapBlock()


class BodyField(StreamField):
    """A page's body. Migrations keep no copy of the blocks, so a new block needs no migration."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(BodyBlock(required=False), **{"blank": True, "verbose_name": _("body"), **kwargs})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
