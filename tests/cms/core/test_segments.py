"""What a translator is given: words, and never anything that must be the same in all languages."""

from __future__ import annotations

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import TranslatableMixin, get_translatable_models
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from cms.core.models import BasePage, SnippetBase
from knowledge.advice.models import Closure
from knowledge.funding.models import FundingRate

WORDS = {
    "text", "title", "caption", "alt", "label", "method", "note", "who", "header", "rows", "transcript", "words", "why",
    "more", "because",
}  # fmt: skip
TEXT_FIELDS = (models.CharField, models.TextField, RichTextField, StreamField)


def our_models():
    found = get_translatable_models(include_subclasses=True)
    ours = [model for model in found if model.__module__.split(".")[0] in ("cms", "knowledge")]
    assert len(ours) >= 20
    return ours


def translated_fields(model):
    return [each.get_field(model) for each in get_translatable_fields(model) if each.is_translated(model)]


def leaves(block, name=""):
    """The blocks inside ``block`` that hold values, by the name they have in their parent."""
    if isinstance(block, blocks.StructBlock | blocks.StreamBlock):
        return [leaf for key, child in block.child_blocks.items() for leaf in leaves(child, key)]
    if isinstance(block, blocks.ListBlock):
        return leaves(block.child_block, name)
    return [(name, block)]


def gives_words(block):
    if isinstance(block, blocks.ChooserBlock):
        return not hasattr(block, "get_translatable_segments")
    value = block.to_python("Wort") if isinstance(block, blocks.RichTextBlock) else "Wort"
    return bool(StreamFieldSegmentExtractor(None, include_overridables=True).handle_block(block, value))


def test_every_translated_model_says_which_fields_are_words():
    for model in our_models():
        assert "translatable_fields" in {name for base in model.__mro__ for name in vars(base)}, model


def test_no_address_key_date_or_number_of_a_model_is_translated():
    for model in our_models():
        for field in translated_fields(model):
            if isinstance(field, models.ManyToOneRel):
                assert issubclass(field.related_model, TranslatableMixin), field
            else:
                assert isinstance(field, TEXT_FIELDS), field
                assert not field.choices, field
                assert not isinstance(field, models.SlugField | models.URLField | models.EmailField), field


def test_in_bodies_only_words_are_translated():
    fields = [field for model in our_models() for field in model._meta.fields if isinstance(field, StreamField)]
    assert fields
    for field in fields:
        for name, block in leaves(field.stream_block):
            assert gives_words(block) == (name in WORDS), (name, block)


def test_child_rows_of_snippets_give_only_their_words():
    assert {field.name for field in translated_fields(FundingRate)} == {"label", "condition"}
    assert {field.name for field in translated_fields(Closure)} == {"reason"}


def test_every_page_and_snippet_keeps_account_of_its_wording():
    for model in our_models():
        if not model._meta.abstract and not hasattr(model, "programme") and not hasattr(model, "centre"):
            assert issubclass(model, BasePage | SnippetBase), model
