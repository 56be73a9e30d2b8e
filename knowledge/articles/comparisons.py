"""Changes of a base text as editors read them: word by word, with the city's own text beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.utils.formats import date_format
from django.utils.html import escape, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.compare import diff_text, get_comparison_class_for_block
from wagtail.blocks import Block as BlockDefinition
from wagtail.blocks import ChoiceBlock, StructBlock

from cms.core.models import Image
from knowledge.articles.adoptions import FIELD, Adoption
from knowledge.articles.models import ArticlePage
from knowledge.articles.values import Block, BlockChange, Kind, same
from knowledge.audiences import Audience

MUCH_THE_SAME = 0.5


@dataclass(frozen=True, slots=True)
class ReadableChange:
    """A change with what it was about, in what words, and what the city says there.

    ``change`` holds both the words that went and those that came: each column shows its own.
    """

    id: str
    label: str
    kind: Kind
    conflict: bool
    change: SafeString
    mine: SafeString
    is_mine_untouched: bool
    # "take", "keep" or, where nobody may decide for the editor, nothing.
    decision: str


def readable(adoption: Adoption, decisions: Mapping[str, str]) -> list[ReadableChange]:
    """The changes of ``adoption`` that are to be decided, with the ``decisions`` made so far by block id."""
    return [_readable(change, decisions.get(change.id, "")) for change in adoption.changes]


def _readable(change: BlockChange, decision: str) -> ReadableChange:
    return ReadableChange(
        change.id,
        _label(change),
        change.kind,
        change.conflict,
        _difference(change.accepted, change.base),
        _mine(change),
        not change.conflict,
        decision or ("" if change.conflict else "take"),
    )


def _mine(change: BlockChange) -> SafeString:
    """The city's text, marked against the base's only where it is still much the same."""
    if change.mine is None:
        return SafeString("")
    before, after = (strip_tags(_html(block)).split() if block else [] for block in (change.accepted, change.mine))
    alike = SequenceMatcher(None, before, after, autojunk=False).ratio() > MUCH_THE_SAME
    return _difference(change.accepted, change.mine) if alike else _html(change.mine)


def _label(change: BlockChange) -> str:
    block = change.base or change.accepted or change.mine
    if block is None:
        return _("Order of the paragraphs")
    if block.type == FIELD:
        field: Any = ArticlePage._meta.get_field(block.id)
        return capfirst(_("Sources") if block.id == "sources" else str(field.verbose_name))
    return capfirst(str(_definition(block).label))


def _difference(before: Block | None, after: Block | None) -> SafeString:
    if before is None or after is None or before.type != after.type:
        return _only(before, "deletion") + _only(after, "addition")
    if same(before, after):
        return _html(after)
    if before.type == FIELD:
        return diff_text(_words(before), _words(after)).to_html()
    definition = _definition(after)
    values = _read(definition, before), _read(definition, after)
    return SafeString(get_comparison_class_for_block(definition)(definition, True, True, *values).htmldiff())


def _only(block: Block | None, name: str) -> SafeString:
    return format_html_join("", '<div class="{}">{}</div>', [(name, _html(block))] if block else [])


def _html(block: Block) -> SafeString:
    if block.type == FIELD:
        return escape(_words(block))
    definition = _definition(block)
    value = _read(definition, block)
    return SafeString(get_comparison_class_for_block(definition)(definition, True, True, value, value).htmlvalue(value))


def _read(definition: BlockDefinition, block: Block) -> Any:
    return _in_words(definition, definition.to_python(block.value))


def _in_words(definition: BlockDefinition, value: Any) -> Any:
    """What editors read: labels for keys, days as they write them, nothing for what is empty."""
    if isinstance(definition, StructBlock):
        return {name: _in_words(child, value[name]) for name, child in definition.child_blocks.items()}
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value)
    if isinstance(definition, ChoiceBlock):
        return str(dict(definition.field.choices).get(value, value))
    return value


def _definition(block: Block) -> BlockDefinition:
    body: Any = ArticlePage._meta.get_field("body")
    return body.stream_block.child_blocks[block.type]


def _words(block: Block) -> str:
    value = block.value
    if block.id == "sources":
        return "\n".join(_joined(row.values()) for row in value)
    if block.id == "audience":
        return ", ".join(str(Audience(each).label) for each in value or [])
    if block.id == "image":
        return str(Image.objects.filter(pk=value).first() or "")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value or "")


def _joined(parts: Iterable[Any]) -> str:
    return ", ".join(str(part) for part in parts if part)
