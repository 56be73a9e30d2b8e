"""Only words are translated: no slug, key, address, number, date, coordinate or choice is ever a segment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin, get_translatable_models
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

OURS = ("cms", "geo", "search", "knowledge")
# The fields that hold words, by their name in models and in blocks. A new one is added here when it holds words only.
MODEL_WORDS = {
    "title", "seo_title", "search_description", "teaser", "intro", "lead", "summary", "body", "venue", "accessibility",
    "cost", "call_to_action", "name", "term", "forms", "definition", "provider", "what", "steps", "rates", "label",
    "condition", "closures", "reason", "method", "help", "options", "rules", "documents", "next_steps",
    "explanation", "legend", "how_to_comment", "decided_by",
}  # fmt: skip
BLOCK_WORDS = {
    "text", "title", "alt", "caption", "label", "method", "header", "rows", "who", "transcript", "note",
    "words", "why", "more", "because",
}  # fmt: skip
NEVER = (models.SlugField, models.URLField, models.EmailField, models.JSONField, models.ForeignKey)


def translated_models() -> list[type[models.Model]]:
    return [model for model in get_translatable_models(include_subclasses=True) if model.__module__.startswith(OURS)]


def stream_fields() -> list[tuple[str, StreamField]]:
    return [
        (f"{model.__name__}.{field.name}", field)
        for model in translated_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    ]


def leaves(block: blocks.Block, name: str, path: str) -> Iterator[tuple[str, str, blocks.Block]]:
    """The blocks that hold a value of their own: path, name, block."""
    if isinstance(block, blocks.StructBlock | blocks.StreamBlock):
        for child_name, child in block.child_blocks.items():
            yield from leaves(child, child_name, f"{path}.{child_name}")
    elif isinstance(block, blocks.ListBlock):
        yield from leaves(block.child_block, name, f"{path}.item")
    else:
        yield path, name, block


def is_segment(block: blocks.Block) -> bool:
    """Whether the translator's tool would offer a value of this block."""
    if hasattr(block, "get_translatable_segments"):
        return bool(block.get_translatable_segments("anything"))
    return isinstance(
        block,
        blocks.CharBlock | blocks.TextBlock | blocks.BlockQuoteBlock | blocks.RichTextBlock | blocks.ChooserBlock
        | blocks.URLBlock | blocks.EmailBlock | blocks.RegexBlock | blocks.RawHTMLBlock,
    )  # fmt: skip


def test_there_are_models_and_blocks_to_look_at():
    assert len(translated_models()) > 15
    assert len(stream_fields()) > 5


@pytest.mark.parametrize("model", translated_models(), ids=lambda model: model.__name__)
def test_a_translated_model_declares_which_of_its_fields_are_words(model):
    assert issubclass(model, TranslatableMixin)
    assert "translatable_fields" in {
        name for parent in model.__mro__ if parent.__module__.startswith(OURS) for name in vars(parent)
    }
    for declared in get_translatable_fields(model):
        field = declared.get_field(model)
        if not isinstance(declared, TranslatableField):
            assert not declared.is_overridable(None), f"{field.name} could be overridden by a translator"
            continue
        assert field.name in MODEL_WORDS
        assert not isinstance(field, NEVER)
        assert isinstance(field, models.CharField | models.TextField | StreamField) or isinstance(
            field.remote_field, ParentalKey
        )
        assert not getattr(field, "choices", None)


@pytest.mark.parametrize("model", translated_models(), ids=lambda model: model.__name__)
def test_keys_and_slugs_are_the_same_in_all_languages(model):
    translated = {d.field_name for d in get_translatable_fields(model) if isinstance(d, TranslatableField)}
    assert not translated & {"key", "slug", "carrier", "location", "url", "booking_url", "call_url", "languages"}


@pytest.mark.parametrize(("place", "field"), stream_fields(), ids=[name for name, _field in stream_fields()])
def test_only_words_of_a_body_are_offered_to_translators(place, field):
    segments = [(path, name) for path, name, block in leaves(field.stream_block, "", place) if is_segment(block)]
    translated = {d.field_name for d in get_translatable_fields(field.model) if isinstance(d, TranslatableField)}
    assert bool(segments) is (field.name in translated)
    assert not [path for path, name in segments if name not in BLOCK_WORDS and path != f"{place}.text"]


def test_what_this_promise_calls_a_segment_is_what_the_tool_extracts():
    class Probe(blocks.StreamBlock):
        words = blocks.CharBlock()
        address = blocks.URLBlock()

    field = StreamField(Probe())
    value = field.stream_block.to_python(
        [{"type": "words", "value": "Hallo", "id": "a"}, {"type": "address", "value": "https://example.org", "id": "b"}]
    )
    found = StreamFieldSegmentExtractor(field).handle_stream_block(value)
    assert [segment.path for segment in found] == ["a"]
