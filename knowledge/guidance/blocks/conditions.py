"""Conditions made by choosing: a fact, a comparison, a value; all, one or none of several."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import NameBlock, Shared
from cms.core.blocks.text import ChoiceBlock

from .comparing import SentenceComparison, words_of
from .words import COMPARISONS, MATCHES

STEP_KEY = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*", re.ASCII)


def facts() -> Iterable[tuple[str, str]]:
    """All facts there are, by key, as editors know them."""
    known = apps.get_model("guidance", "GuidanceFact")._default_manager
    rows = known.filter(locale__language_code=settings.SOURCE_LOCALE).order_by("label")
    # Where municipalities have a fact of the same key, it is one fact to conditions.
    return list({key: f"{label} ({key})" for key, label in rows.values_list("key", "label")}.items())


class FactBlock(ChoiceBlock):
    """One of the facts; the same in every language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": facts, "label": _("fact"), **kwargs})


class ValueBlock(NameBlock):
    """What a fact is compared with, or answered: the key of an option, a number, yes or no.

    In a browser with JavaScript the options of the fact chosen beside it are offered.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 200, "label": _("value"), **kwargs})
        self.field.widget.attrs["data-guidance-value"] = "true"


class StepKeyBlock(Shared, blocks.FieldBlock):
    """The lasting name of a step: small letters, digits, hyphens and dots."""

    def __init__(self, required: bool = True, help_text: Any = "", **kwargs: Any) -> None:
        self.field = forms.CharField(required=required, help_text=help_text, max_length=80, validators=[check_step_key])
        super().__init__(**kwargs)


def check_step_key(value: str) -> None:
    """Raise ValidationError for what is no key of a step."""
    if STEP_KEY.fullmatch(value) is None:
        raise ValidationError(_("Use small letters and digits, with single dots, hyphens or underscores between them."))


class ComparisonBlock(blocks.StructBlock):
    """A fact compared with a value."""

    fact = FactBlock()
    comparison = ChoiceBlock(choices=COMPARISONS, default="is", label=_("comparison"))
    value = ValueBlock(help_text=_("For “is one of”: several, with commas between them."))

    class Meta:
        icon = "arrow-right"
        label = _("comparison")
        label_format = "{fact} {comparison} {value}"
        form_classname = "struct-block guidance-comparison"


class InnerGroupBlock(blocks.StructBlock):
    """Comparisons that belong together."""

    match = ChoiceBlock(choices=MATCHES, default="any", label=_("true if"))
    parts = blocks.StreamBlock([("comparison", ComparisonBlock())], label=_("comparisons"))

    class Meta:
        icon = "list-ul"
        label = _("group")


class GroupBlock(blocks.StructBlock):
    """Comparisons and groups that belong together."""

    match = ChoiceBlock(choices=MATCHES, default="any", label=_("true if"))
    parts = blocks.StreamBlock(
        [("comparison", ComparisonBlock()), ("group", InnerGroupBlock())], label=_("comparisons")
    )

    class Meta:
        icon = "list-ul"
        label = _("group")


class ConditionBlock(blocks.StructBlock):
    """When something holds; without comparisons, always."""

    match = ChoiceBlock(choices=MATCHES, default="all", label=_("true if"))
    parts = blocks.StreamBlock(
        [("comparison", ComparisonBlock()), ("group", GroupBlock())], required=False, label=_("comparisons")
    )

    class Meta:
        icon = "help"
        label = _("condition")
        collapsed = True

    def get_comparison_class(self) -> type[SentenceComparison]:
        """Versions are compared as sentences."""
        return SentenceComparison

    def render_basic(self, value: Any, context: Any = None) -> str:
        """The condition as a sentence."""
        return escape(words_of(self, value))
