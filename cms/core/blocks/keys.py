"""Blocks whose values are the same in every language: they are never offered for translation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_slug
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class Shared:
    """Mixed into a block whose value is read from the source language and not translated."""

    def get_translatable_segments(self, value: object) -> list[Any]:
        return []

    def restore_translated_segments(self, block: object, segments: object) -> object:
        return block


class KeyBlock(Shared, blocks.FieldBlock):
    """A short lasting key: lower-case letters, digits, hyphens."""

    def __init__(self, required: bool = True, help_text: str = "", **kwargs: Any) -> None:
        self.field = forms.CharField(required=required, help_text=help_text, max_length=80, validators=[validate_slug])
        super().__init__(**kwargs)


class NameBlock(Shared, blocks.CharBlock):
    """What something is called wherever it is found, such as a publication: the same in every language."""


class AddressBlock(Shared, blocks.URLBlock):
    """The address of a page elsewhere."""


class SharedPageBlock(Shared, blocks.PageChooserBlock):
    """A page in the source language; readers get it in theirs."""


class SharedImageBlock(Shared, ImageChooserBlock):
    """A picture, the same in every language."""


class SharedSnippetBlock(Shared, SnippetChooserBlock):
    """A snippet in the source language; readers get it in theirs."""
