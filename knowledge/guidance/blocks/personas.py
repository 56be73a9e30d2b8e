"""Personas: invented people whose judgements must stay as they are expected."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import NameBlock, SharedSnippetBlock, TypedStructBlock
from cms.core.blocks.text import ChoiceBlock

from .comparing import ReadableChanges
from .conditions import FactBlock, StepKeyBlock, ValueBlock

STATES = [
    ("known", _("known")), ("estimated", _("estimated")), ("dont_know", _("doesn't know")),
    ("not_applicable", _("does not apply")),
]  # fmt: skip
OUTCOMES = [
    ("suitable", _("suitable")), ("possible", _("possible, if ...")), ("unsuitable", _("unsuitable")),
    ("open", _("open")),
]  # fmt: skip


class PersonaFactBlock(blocks.StructBlock):
    """What is known about the persona's building."""

    fact = FactBlock()
    state = ChoiceBlock(choices=STATES, default="known", label=_("how far it is known"))
    value = ValueBlock(required=False)

    class Meta:
        icon = "tag"
        label = _("fact")
        label_format = "{fact}: {value}"
        form_classname = "struct-block guidance-comparison"


class ExpectedBlock(blocks.StructBlock):
    """How a measure must be judged."""

    measure = SharedSnippetBlock("guidance.Measure", label=_("measure"))
    outcome = ChoiceBlock(choices=OUTCOMES, label=_("judgement"))

    class Meta:
        icon = "tick"
        label = _("expected judgement")


class PersonaBlock(ReadableChanges, TypedStructBlock):
    """An invented person with a building."""

    name = NameBlock(label=_("name and situation"), max_length=160)
    on = blocks.DateBlock(label=_("read on"))
    installation = blocks.DateBlock(label=_("installed on"), required=False)
    application = blocks.DateBlock(label=_("applied for on"), required=False)
    facts = blocks.ListBlock(PersonaFactBlock(), default=[], label=_("facts"), collapsed=True)
    expects = blocks.ListBlock(ExpectedBlock(), default=[], label=_("expected judgements"), collapsed=True)
    path = blocks.ListBlock(
        StepKeyBlock(), default=[], label=_("expected path"), collapsed=True,
        help_text=_("The keys of the steps in their order; empty where any path will do."),
    )  # fmt: skip

    class Meta:
        icon = "user"
        label = _("persona")
        label_format = "{name}"


class PersonasBlock(blocks.StreamBlock):
    persona = PersonaBlock()
