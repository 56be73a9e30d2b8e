from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

TYPED = (blocks.DateBlock, blocks.FloatBlock, blocks.IntegerBlock)


class TypedStructBlock(blocks.StructBlock):
    """A block whose numbers and days are numbers and days as soon as they come out of a form.

    Wagtail compares what a form sends with what is stored before it cleans it. Left as text, each number and each
    empty day counts as an edit, and a page that a moderator only approves goes back into moderation.
    """

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """What the form sends, typed."""
        value = super().value_from_datadict(data, files, prefix)
        for name, child in self.child_blocks.items():
            if isinstance(child, TYPED):
                value[name] = typed(child, value[name])
        return value

    def get_prep_value(self, value: Any) -> Any:
        """The days as they are stored, so that one which nobody has read yet equals one from a form."""
        stored = super().get_prep_value(value)
        return {name: part.isoformat() if isinstance(part, date) else part for name, part in stored.items()}


def typed(child: Any, value: Any) -> Any:
    """``value`` as ``child`` stores it; what it can't read stays as it is, to be refused when it is cleaned."""
    try:
        return child.field.to_python(value)
    except ValidationError:
        return value
