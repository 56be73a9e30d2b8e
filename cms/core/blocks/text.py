"""The few typed blocks that bodies are made of."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from .keys import AddressBlock, Shared, SharedImageBlock, SharedPageBlock
from .typed import TypedStructBlock

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
END_OF_LINE = re.compile(r"(</(?:p|li)>|<br/?>)")


class RichTextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    def render_basic(self, value: Any, context: Any = None) -> str:
        # Where versions are compared only the text is left: without line ends the items of a list run into each other.
        html = str(super().render_basic(value, context=context))
        return mark_safe(END_OF_LINE.sub(r"\1\n", html))  # noqa: S308


class ChoiceBlock(Shared, blocks.ChoiceBlock):
    """One of a fixed list; the same in every language."""

    def render_basic(self, value: Any, context: Any = None) -> str:
        """The choice as it is called, not as it is stored."""
        return str(dict(self.field.choices).get(value, value or ""))


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("heading"), max_length=160)
    level = ChoiceBlock(label=_("level"), choices=[("2", _("section")), ("3", _("subsection"))], default="2")

    class Meta:
        icon = "title"
        label = _("heading")


class ImageBlock(blocks.StructBlock):
    image = SharedImageBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("alternative text"),
        max_length=300,
        required=False,
        help_text=_("What the picture tells here. Empty: the picture's own alternative text."),
    )
    caption = blocks.CharBlock(label=_("caption"), max_length=255, required=False)

    class Meta:
        icon = "image"
        label = _("picture")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if not self.is_deferred_validation and not result["alt"] and not result["image"].alt_de:
            message = _("Describe the picture here or at the picture itself: people who can't see it need the words.")
            raise StructBlockValidationError({"alt": ValidationError(message)})
        return result


class CalloutBlock(TypedStructBlock):
    kind = ChoiceBlock(
        label=_("kind"), choices=[("fact", _("fact")), ("warning", _("warning")), ("law", _("law, with date"))]
    )
    title = blocks.CharBlock(label=_("title"), max_length=160)
    date = blocks.DateBlock(label=_("law as of"), required=False)
    text = RichTextBlock(label=_("text"))

    class Meta:
        icon = "info-circle"
        label = _("callout")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if not self.is_deferred_validation and result["kind"] == "law" and not result["date"]:
            raise StructBlockValidationError({"date": ValidationError(_("Say on which day this was the law."))})
        return result


class TitledTextBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=160)
    text = RichTextBlock(label=_("text"))


class StepsBlock(blocks.StructBlock):
    items = blocks.ListBlock(TitledTextBlock(), label=_("steps"), min_num=1, max_num=12)

    class Meta:
        icon = "list-ol"
        label = _("steps")


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(TitledTextBlock(), label=_("entries"), min_num=1, max_num=20)

    class Meta:
        icon = "collapse-down"
        label = _("accordion")


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("caption"), max_length=255)
    header = blocks.ListBlock(blocks.CharBlock(max_length=120), label=_("column titles"), min_num=1, max_num=8)
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(max_length=500, required=False), label=_("cells")), label=_("rows"), min_num=1
    )

    class Meta:
        icon = "table"
        label = _("table")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        width = len(result["header"])
        for number, row in enumerate(result["rows"], start=1):
            if len(row) != width:
                message = _("Row %(row)d has %(cells)d cells, but there are %(columns)d columns.")
                values = {"row": number, "cells": len(row), "columns": width}
                raise StructBlockValidationError({"rows": ValidationError(message % values)})
        return result


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quote"))
    who = blocks.CharBlock(label=_("who said it"), required=False, max_length=160)

    class Meta:
        icon = "openquote"
        label = _("quote")


class VideoBlock(blocks.StructBlock):
    """A video elsewhere: readers follow the link themselves, nothing is loaded before."""

    title = blocks.CharBlock(label=_("title"), max_length=160)
    url = AddressBlock(label=_("address"))
    poster = SharedImageBlock(label=_("still picture"), required=False)
    captions = blocks.BooleanBlock(label=_("has captions"), required=False)
    transcript = blocks.TextBlock(label=_("transcript"), required=False)

    class Meta:
        icon = "media"
        label = _("video")


class SharedDocumentBlock(Shared, DocumentChooserBlock):
    """A document, the same in every language."""


class DownloadBlock(blocks.StructBlock):
    document = SharedDocumentBlock(label=_("document"))
    note = blocks.CharBlock(label=_("note"), required=False, max_length=255)


class DownloadsBlock(blocks.StructBlock):
    items = blocks.ListBlock(DownloadBlock(), label=_("documents"), min_num=1)

    class Meta:
        icon = "download"
        label = _("downloads")


class TeaserBlock(blocks.StructBlock):
    page = SharedPageBlock(label=_("page"))
    note = blocks.CharBlock(label=_("why read it"), required=False, max_length=255)

    class Meta:
        icon = "doc-empty-inverse"
        label = _("teaser of a page")
