"""What blocks find wrong with their own values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError


def block_mistakes(value: StreamValue) -> Iterator[tuple[int, str]]:
    """The place of each block that is wrong, with what is."""
    try:
        value.stream_block.clean(value)
    except StreamBlockValidationError as error:
        for index, wrong in error.block_errors.items():
            yield index, "; ".join(_messages(wrong))


def _messages(error: Any) -> list[str]:
    nested = getattr(error, "block_errors", None)
    if isinstance(nested, dict):
        return [f"{name}: {text}" for name, inner in nested.items() for text in _messages(inner)]
    return [str(message) for message in getattr(error, "messages", [error])]
