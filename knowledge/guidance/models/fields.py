"""Stream fields whose migrations keep no copy of their blocks, so that a new block needs no migration."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail import blocks
from wagtail.fields import StreamField

from knowledge.guidance.blocks import (
    FlowMeasuresBlock,
    GrantsBlock,
    NextStepsBlock,
    OptionsBlock,
    PersonasBlock,
    RulesBlock,
    StepsBlock,
)


class FixedStreamField(StreamField):
    """A stream field with the blocks of its class."""

    stream: ClassVar[type[blocks.StreamBlock]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(self.stream(required=False), **{"blank": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs


class OptionsField(FixedStreamField):
    stream = OptionsBlock


class RulesField(FixedStreamField):
    stream = RulesBlock


class GrantsField(FixedStreamField):
    stream = GrantsBlock


class StepsField(FixedStreamField):
    stream = StepsBlock


class FlowMeasuresField(FixedStreamField):
    stream = FlowMeasuresBlock


class NextStepsField(FixedStreamField):
    stream = NextStepsBlock


class PersonasField(FixedStreamField):
    stream = PersonasBlock
