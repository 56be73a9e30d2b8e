"""Keep the entries of the search in step with what is published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.html import strip_tags
from modelsearch import index
from wagtail.models import Locale, Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.core.models import BasePage, SnippetBase, municipality_of_path

from .excerpts import BREAK
from .models import SearchEntry
from .values import Lexicon, analysed, words_in

LONGEST_TEXT = 60_000
# What pages are found by, though only search engines show it.
UNSHOWN = {"title", "seo_title", "search_description"}
# Where a link or bold words ended before it.
LOOSE = re.compile(r" ([.,;:!?)])")
# Blocks that are shown whatever else is public. The words of cards, pictures and downloads are shown only with what
# they stand beside, which may be hidden later without this page being published again: they are not indexed.
STANDING_ALONE = {"text", "heading", "figure", "callout", "steps", "table", "accordion", "quote", "video", "map"}


def is_findable(record: Any) -> bool:
    """Whether ``record`` is published and nobody needs a permission to read it."""
    if not isinstance(record, (BasePage, SnippetBase)) or not record.live:
        return False
    if isinstance(record, BasePage):
        return record.alias_of_id is None and not record.get_view_restrictions().exists()
    return True


def index_record(record: Any, lexicon: Lexicon | None = None) -> None:
    """Make, renew or remove the entry of ``record``."""
    if not is_findable(record):
        forget_record(record)
        return
    SearchEntry.objects.update_or_create(
        key=record.translation_key,
        language=record.locale.language_code,
        defaults=entry_values(record, lexicon or lexicon_of_content()),
    )


def entry_values(record: Any, lexicon: Lexicon) -> dict[str, Any]:
    language = record.locale.language_code
    texts = list(texts_of(record))
    heading, words = str(record)[:255], " ".join(text for _field, text in texts)[:LONGEST_TEXT]
    # A kind of record may name the only fields that excerpts are made of.
    shown = getattr(record, "excerpt_fields", ())
    text = BREAK.join(
        text for field, text in texts if text != heading and (field in shown if shown else field not in UNSHOWN)
    )
    return {
        "content_type": ContentType.objects.get_for_model(record, for_concrete_model=False),
        "municipality": municipality_of(record),
        "heading": heading,
        "text": text[:LONGEST_TEXT],
        "title": analysed(heading, language, lexicon),
        "words": analysed(words, language, lexicon),
    }


def texts_of(record: Any) -> Iterator[tuple[str, str]]:
    """The words of ``record`` that readers see whenever they see it, each with the field they stand in."""
    body = getattr(record, "body", None)
    leaning = {block["id"] for block in body.raw_data if block["type"] not in STANDING_ALONE} if body else set()
    for segment in extract_segments(record):
        if isinstance(segment, StringSegmentValue) and not leaning.intersection(segment.path.split(".")):
            # A line break is markup there; without a space it would join two words.
            text = " ".join(unescape(strip_tags(segment.string.data.replace("<", " <"))).split())
            yield segment.path.partition(".")[0], LOOSE.sub(r"\1", text)


def municipality_of(record: Any) -> Any:
    return municipality_of_path(record.path) if isinstance(record, Page) else record.municipality


def forget_record(record: Any) -> None:
    """Remove the entry of ``record``."""
    if isinstance(record, (BasePage, SnippetBase)) and not getattr(record, "alias_of_id", None):
        for entry in SearchEntry.objects.filter(key=record.translation_key, language=record.locale.language_code):
            entry.delete()


def index_below(page: Page) -> None:
    """Look again at ``page`` and all below it, after it was moved, hidden or shown."""
    lexicon = lexicon_of_content()
    for each in BasePage.objects.filter(path__startswith=page.path, alias_of=None).specific():
        index_record(each, lexicon)


def lexicon_of_content() -> Lexicon:
    """The parts of the field's compounds, and the words of all headings."""
    headings = SearchEntry.objects.filter(language="de").values_list("heading", flat=True)
    return lexicon_of(frozenset(headings))


@lru_cache(maxsize=2)
def lexicon_of(headings: frozenset[str]) -> Lexicon:
    """Kept while the headings stay the same: it remembers how it took words apart."""
    return Lexicon({word for heading in headings for word in words_in(heading)})


def rebuild() -> int:
    """Make all entries anew; how many."""
    SearchEntry.objects.all().delete()
    records = [record for record in published_records() if is_findable(record)]
    german = Locale.objects.filter(language_code="de").values_list("pk", flat=True)
    lexicon = lexicon_of(frozenset(str(record)[:255] for record in records if record.locale_id in german))
    entries = [
        SearchEntry(key=record.translation_key, language=record.locale.language_code, **entry_values(record, lexicon))
        for record in records
    ]
    SearchEntry.objects.bulk_create(entries)
    # Created at once, so their signals were not sent.
    backend_entries(SearchEntry.objects.all())
    return len(entries)


def backend_entries(entries: Iterable[SearchEntry]) -> None:
    for _name, backend in index.get_search_backends_with_name(with_auto_update=True):
        backend.get_index_for_model(SearchEntry).add_items(SearchEntry, list(entries))


def published_records() -> Iterable[Any]:
    yield from BasePage.objects.filter(live=True, alias_of=None).select_related("locale").specific()
    for model in SnippetBase.__subclasses__():
        for concrete in (model, *model.__subclasses__()):
            if not concrete._meta.abstract:
                yield from concrete._default_manager.filter(live=True).select_related("locale", "municipality")
