"""The steps of a flow, what it judges, and what people can do next."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import SharedPageBlock, SharedSnippetBlock

from .comparing import ReadableChanges
from .conditions import ConditionBlock, FactBlock, StepKeyBlock


class RouteBlock(blocks.StructBlock):
    """Where to go on."""

    condition = ConditionBlock(label=_("if"), required=False)
    to = StepKeyBlock(
        label=_("go to"), help_text=_("The key of a step, “next” for the following one, or “result” for the result.")
    )

    class Meta:
        icon = "redirect"
        label = _("route")
        label_format = "{to}"


def routes() -> blocks.ListBlock:
    """Routes in order; without any, the following step is next."""
    return blocks.ListBlock(
        RouteBlock(),
        default=[],
        label=_("routes"),
        help_text=_("The first whose condition is true is taken. The last one needs no condition."),
        collapsed=True,
    )


class QuestionBlock(ReadableChanges, blocks.StructBlock):
    """Asks for one fact."""

    fact = FactBlock(label=_("asks for"))
    words = blocks.CharBlock(label=_("question"), max_length=160, help_text=_("Plain words, at most 90 characters."))
    why = blocks.TextBlock(label=_("why do we ask?"), rows=2, max_length=500)
    more = blocks.TextBlock(label=_("how to find the answer"), rows=2, required=False, max_length=1000)
    key = StepKeyBlock(
        required=False, label=_("key"), help_text=_("Empty: that of the fact. It must not change once published.")
    )
    only_if = ConditionBlock(label=_("ask only if"), required=False)
    else_not_applicable = blocks.BooleanBlock(
        label=_("otherwise it does not apply"), required=False,
        help_text=_("If the question is left out, rules take the fact as not applicable instead of unknown."),
    )  # fmt: skip
    routes = routes()

    class Meta:
        icon = "help"
        label = _("question")
        label_format = "{words}"


class InformationBlock(ReadableChanges, blocks.StructBlock):
    """Shows something above the next question."""

    key = StepKeyBlock(label=_("key"))
    words = blocks.CharBlock(label=_("heading"), max_length=160)
    more = blocks.TextBlock(label=_("text"), rows=4, max_length=2000)
    only_if = ConditionBlock(label=_("show only if"), required=False)
    routes = routes()

    class Meta:
        icon = "info-circle"
        label = _("information")
        label_format = "{words}"


class OutcomeBlock(ReadableChanges, blocks.StructBlock):
    """Ends the flow with something of its own instead of judgements."""

    key = StepKeyBlock(label=_("key"))
    words = blocks.CharBlock(label=_("heading"), max_length=160)
    more = blocks.TextBlock(label=_("text"), rows=4, max_length=2000)
    contact = SharedPageBlock(label=_("who helps"), required=False, help_text=_("The page of who helps on."))
    only_if = ConditionBlock(label=_("end here only if"), required=False)

    class Meta:
        icon = "flag"
        label = _("outcome")
        label_format = "{words}"


class StepsBlock(blocks.StreamBlock):
    """The steps in order."""

    question = QuestionBlock()
    information = InformationBlock()
    outcome = OutcomeBlock()


class FlowMeasuresBlock(blocks.StreamBlock):
    """The measures that a flow judges, in the order in which equals are shown."""

    measure = SharedSnippetBlock("guidance.Measure", label=_("measure"))


class NextStepBlock(ReadableChanges, blocks.StructBlock):
    """Something to do next."""

    words = blocks.CharBlock(label=_("what to do"), max_length=240)
    condition = ConditionBlock(label=_("only if"), required=False)
    page = SharedPageBlock(label=_("page"), required=False)

    class Meta:
        icon = "tick"
        label = _("next step")
        label_format = "{words}"


class NextStepsBlock(blocks.StreamBlock):
    """What to do next; the first three that apply are shown."""

    step = NextStepBlock()
