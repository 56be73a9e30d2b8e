"""The options of a fact; the rules and grants of a measure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import AddressBlock, NameBlock, SharedSnippetBlock, TypedStructBlock
from cms.core.blocks.text import ChoiceBlock

from .comparing import ReadableChanges
from .conditions import ConditionBlock, StepKeyBlock

KINDS = [
    ("rules_out", _("rules it out")), ("requires", _("must hold")), ("favours", _("speaks for it")),
    ("needs_check", _("must be checked")),
]  # fmt: skip
TURNS = [
    ("reading", _("the day of reading")), ("installation", _("the day of installation")),
    ("application", _("the day of application")),
]  # fmt: skip


class OptionBlock(ReadableChanges, blocks.StructBlock):
    """One answer to choose."""

    key = StepKeyBlock(label=_("key"), help_text=_("Short and lasting: conditions name it."))
    label = blocks.CharBlock(label=_("label"), max_length=160)

    class Meta:
        icon = "radio-empty"
        label = _("option")
        label_format = "{label}"


class OptionsBlock(blocks.StreamBlock):
    option = OptionBlock()


class RuleBlock(ReadableChanges, TypedStructBlock):
    """A reason for or against a measure."""

    kind = ChoiceBlock(choices=KINDS, label=_("what it does"), default="requires")
    condition = ConditionBlock(label=_("if"))
    because = blocks.TextBlock(label=_("explanation"), rows=2, max_length=500, help_text=_("Readers see it as reason."))
    turns_on = ChoiceBlock(choices=TURNS, default="reading", label=_("which day decides whether it holds"))
    valid_from = blocks.DateBlock(label=_("valid from"), required=False)
    valid_to = blocks.DateBlock(label=_("valid to"), required=False)
    legal_basis = NameBlock(label=_("legal basis"), required=False, max_length=255)
    source_url = AddressBlock(label=_("address of the source"), required=False)
    checked_on = blocks.DateBlock(label=_("checked on"), required=False)
    to_check = blocks.BooleanBlock(label=_("please check"), required=False)

    class Meta:
        icon = "clipboard-list"
        label = _("rule")
        label_format = "{kind}: {because}"


class RulesBlock(blocks.StreamBlock):
    rule = RuleBlock()


class BonusBlock(blocks.StructBlock):
    """Who gets a bonus."""

    rate = StepKeyBlock(label=_("rate"), help_text=_("The key of a bonus of the programme."))
    condition = ConditionBlock(label=_("given if"))

    class Meta:
        icon = "plus"
        label = _("bonus")
        label_format = "{rate}"


class GrantBlock(ReadableChanges, blocks.StructBlock):
    """A programme that pays for the measure."""

    programme = SharedSnippetBlock("funding.FundingProgramme", label=_("funding programme"))
    bonuses = blocks.ListBlock(BonusBlock(), default=[], label=_("bonuses"), collapsed=True)

    class Meta:
        icon = "pick"
        label = _("grant")


class GrantsBlock(blocks.StreamBlock):
    grant = GrantBlock()
