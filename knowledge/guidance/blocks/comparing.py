"""How versions of conditions are compared: as sentences, not as nested lists of choices."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import BlockComparison, diff_text

from knowledge.guidance.values.sentences import Vocabulary, sentence

from .words import COMPARISONS


def vocabulary() -> Vocabulary:
    """What facts and options are called, in the source language."""
    known = apps.get_model("guidance", "GuidanceFact")._default_manager
    facts = list(known.filter(locale__language_code=settings.SOURCE_LOCALE))
    options = {
        fact.key: {block["value"]["key"]: block["value"]["label"] for block in fact.options.raw_data} for fact in facts
    }
    return Vocabulary(
        {fact.key: fact.label for fact in facts},
        options,
        {name: str(label) for name, label in COMPARISONS},
        {"yes": _("yes"), "no": _("no")},
        {"and": _("and"), "or": _("or"), "not": _("not")},
    )


def words_of(block: Any, value: Any, words: Vocabulary | None = None) -> str:
    """A value of a condition's block as a sentence."""
    stored = block.get_prep_value(value) if value is not None else None
    return sentence(stored, words or vocabulary()) or _("always")


class SentenceComparison(BlockComparison):
    """Two versions of a condition."""

    def htmlvalue(self, val: Any) -> SafeString:
        return escape(words_of(self.block, val))

    def htmldiff(self) -> SafeString:
        words = vocabulary()
        before, after = (words_of(self.block, value, words) for value in (self.val_a, self.val_b))
        return SafeString(diff_text(before, after).to_html())
