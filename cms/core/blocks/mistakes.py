"""What blocks find wrong with their own values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField


def block_mistakes(value: StreamValue) -> Iterator[tuple[int, str]]:
    """The place of each block that is wrong, with what is."""
    try:
        value.stream_block.clean(value)
    except StreamBlockValidationError as error:
        for index, wrong in error.block_errors.items():
            yield index, "; ".join(_messages(wrong))


def field_mistakes(record: Model) -> Iterator[tuple[str, int, str]]:
    """The same for all blocks of ``record``, by the field they are in."""
    for field in record._meta.get_fields():
        if isinstance(field, StreamField):
            for place, message in block_mistakes(getattr(record, field.name)):
                yield field.name, place, message


def _messages(error: Any) -> list[str]:
    nested = getattr(error, "block_errors", None)
    if isinstance(nested, dict):
        return [f"{name}: {text}" for name, inner in nested.items() for text in _messages(inner)]
    return [str(message) for message in getattr(error, "messages", [error])]
