"""What templates need beyond Django: addresses, languages, dates, and the words for keys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.utils import formats
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from frontend_templates.web.words import TABLES

register = template.Library()

_DECIMAL = re.compile(r"-?\d+\.\d+")
DAY = {"de": "j. F Y", "en": "j F Y", "it": "j F Y"}


def _date(value: str | date | None) -> date | None:
    if isinstance(value, str):
        moment = parse_datetime(value)
        return _local(moment).date() if moment else parse_date(value)
    return value


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)) if moment.tzinfo else moment


def _lower(text: str) -> str:
    """Italian months are small, though Django writes them large."""
    return text.lower() if get_language() == "it" else text


@register.filter
def at(path: str, locale: str) -> str:
    """The address of ``path`` in the reader's language."""
    return f"/{locale}{path}"


@register.filter
def foreign(thing: Mapping[str, Any], locale: str) -> SafeString | str:
    """The lang attribute of words that are in another language than the page around them."""
    language = str(thing.get("contentLocale") or locale).lower()
    return "" if language == locale else format_html(' lang="{}"', language)


@register.filter
def trusted(html: str) -> SafeString:
    """HTML that the API made and cleaned: the only text that is not escaped."""
    return mark_safe(html)  # noqa: S308


@register.filter
def day(value: str | date | None) -> str:
    """29 July 2026, as the language writes it."""
    found = _date(value)
    return _lower(formats.date_format(found, DAY.get(get_language() or "", "j F Y"))) if found else ""


@register.filter
def month(value: str | date | None) -> str:
    """July 2026."""
    found = _date(value)
    return _lower(formats.date_format(found, "F Y")) if found else ""


@register.filter
def weekday(value: str | date | None) -> str:
    """Wednesday."""
    found = _date(value)
    return formats.date_format(found, "l") if found else ""


@register.filter
def part(value: str | date | None, form: str) -> str:
    """A part of a date, by Django's letters."""
    found = _date(value)
    return formats.date_format(found, form) if found else ""


@register.filter
def clock(value: str | None) -> str:
    """18:00 on the town hall's clock; also of a bare time such as 18:00:00."""
    if not value:
        return ""
    moment = parse_datetime(value)
    return _local(moment).strftime("%H:%M") if moment else value[:5]


@register.filter
def said(key: str, table: str) -> str:
    """The words for an enum's key."""
    return str(TABLES[table].get(key, key))


@register.filter
def size(count: int) -> str:
    """Bytes in the unit that a person reads."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{formats.number_format(round(count / 1_000_000, 1))} MB"


@dataclass(frozen=True, slots=True)
class Item:
    """A block with the level that headings in it have."""

    block: Mapping[str, Any]
    level: int

    @property
    def template(self) -> str:
        """The template of the block, by its type."""
        return f"web/components/block/{self.block['__typename'].removesuffix('Block').lower()}.html"


@register.filter
def grouped(body: Sequence[Mapping[str, Any]], above: int = 1) -> list[tuple[bool, list[Item]]]:
    """Runs of blocks of the base and of local ones, with heading levels that never skip one."""
    level = above
    items: list[Item] = []
    for block in body:
        if block["__typename"] == "HeadingBlock":
            level = min(int(block["level"]), level + 1)
            items.append(Item(block, level))
        else:
            items.append(Item(block, level + 1))
    return [(local, list(run)) for local, run in groupby(items, lambda item: bool(item.block["isLocal"]))]


@register.filter
def contents(body: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The sections of a body, where there are enough of them for a table of contents."""
    sections = [block for block in body if block["__typename"] == "HeadingBlock" and int(block["level"]) == 2]
    return sections if len(sections) >= 3 else []


@register.filter
def own(thing: Mapping[str, Any], locale: str) -> SafeString | str:
    """The lang attribute of the site's own words inside a text of another language."""
    language = str(thing.get("contentLocale") or locale).lower()
    return "" if language == locale else format_html(' lang="{}"', locale)


@register.filter
def nodes(connection: Mapping[str, Any]) -> list[Any]:
    """What a connection connects."""
    return [edge["node"] for edge in connection["edges"]]


@register.simple_tag
def query(values: Mapping[str, str], **changed: str) -> str:
    """The query string of a list with some filters changed; empty ones fall away."""
    kept = {name: value for name, value in {**values, **changed}.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


@register.filter
def pairs(things: Sequence[Mapping[str, Any]], names: str) -> list[tuple[Any, Any]]:
    """Values and labels for a select, from the two fields ``names``."""
    value, label = names.split(",")
    return [(thing[value], thing[label]) for thing in things]


@register.filter
def table(name: str) -> list[tuple[str, Any]]:
    """Values and labels for a select, from a table of words."""
    return list(TABLES[name].items())


@register.filter
def key(things: Mapping[str, Any], name: str) -> Any:
    """What stands under ``name``, where that is a word of the template language."""
    return things.get(name)


@register.filter
def amount(value: float) -> str:
    """A number as the language writes it, with its thousands apart."""
    whole = int(value) if float(value).is_integer() else value
    return formats.number_format(whole, use_l10n=True, force_grouping=abs(value) >= 10_000)


@register.filter
def typed(value: str) -> str:
    """A number of an address as a person would type it; anything else as it was typed."""
    return value.replace(".", ",") if _DECIMAL.fullmatch(value) and get_language() in ("de", "it") else value
