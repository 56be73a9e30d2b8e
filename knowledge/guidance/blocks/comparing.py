"""How versions of conditions are compared: as sentences, not as nested lists of choices."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.compare import (
    BlockComparison,
    StructBlockComparison,
    diff_text,
    get_comparison_class_for_block,
)

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


class BlockChanges(StructBlockComparison):
    """Two versions of a step, a rule or a persona: of what is unchanged the title, of the rest only what changed."""

    def htmlvalue(self, val: Any) -> SafeString:
        title = title_of(val)
        if self.exists_a and self.exists_b:
            return format_html("<p>{} <em>({})</em></p>", title, _("unchanged"))
        rows = (
            (self._label(name), self._value(name, val[name])) for name in val if says_something(self.block, name, val)
        )
        return format_html("<p><strong>{}</strong></p>{}", title, _list(rows))

    def htmldiff(self) -> SafeString:
        changed = [name for name in self.block.child_blocks if self._differs(name)]
        rows = ((self._label(name), self._difference(name)) for name in changed)
        return format_html("<p><strong>{}</strong></p>{}", title_of(self.val_b), _list(rows))

    def _label(self, name: str) -> Any:
        return self.block.child_blocks[name].label

    def _differs(self, name: str) -> bool:
        child = self.block.child_blocks[name]
        before, after = (without_ids(child.get_prep_value(value[name])) for value in (self.val_a, self.val_b))
        return bool(before != after)

    def _value(self, name: str, value: Any) -> Any:
        child = self.block.child_blocks[name]
        if isinstance(child, blocks.BooleanBlock):
            return _("yes") if value else _("no")
        return get_comparison_class_for_block(child)(child, True, True, value, value).htmlvalue(value)

    def _difference(self, name: str) -> Any:
        child = self.block.child_blocks[name]
        before, after = self.val_a[name], self.val_b[name]
        if isinstance(child, blocks.BooleanBlock):
            return diff_text(self._value(name, before), self._value(name, after)).to_html()
        return get_comparison_class_for_block(child)(child, True, True, before, after).htmldiff()


class ReadableChanges:
    """Mixed into a block whose versions are compared field by field."""

    def get_comparison_class(self) -> type[BlockChanges]:
        """What compares them."""
        return BlockChanges


def title_of(value: Any) -> str:
    """What a block is called in a list of changes."""
    names = ("words", "name", "because", "label", "programme", "key", "fact")
    return next((str(value[name]) for name in names if value.get(name)), "")


def says_something(block: Any, name: str, value: Any) -> bool:
    """Whether a field of a block is filled in."""
    stored = block.child_blocks[name].get_prep_value(value[name])
    return bool(stored.get("parts")) if isinstance(stored, dict) and "parts" in stored else bool(stored)


def without_ids(stored: Any) -> Any:
    """A stored value without the ids of its parts, which say nothing to readers."""
    if isinstance(stored, list):
        return [without_ids(each) for each in stored]
    if isinstance(stored, dict):
        return {name: without_ids(each) for name, each in stored.items() if name != "id"}
    return stored


def _list(rows: Any) -> SafeString:
    return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))
