"""Pairs the words of a source with those of its translation, as the translator's own tool would have them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from bs4 import BeautifulSoup
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

Tell = Callable[[str, str], None]  # content path, message


def store_words(source: TranslationSource, german: Any, translated: Any, locale: Locale, tell: Tell) -> Translation:
    """Store the words of ``translated``, which has the same blocks as ``german``, as the translation of ``source``.

    Where the two don't match, ``tell`` gets the content path and what is wrong there.
    """
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    found_words = extract_segments(translated)
    _compare_templates(extract_segments(german), found_words, tell)
    words = _by_path(found_words)
    rows: dict[tuple[int, int], StringTranslation] = {}
    segments = StringSegment.objects.filter(source=source).select_related("context", "string").order_by("order")
    for path, group in _grouped(segments).items():
        found = words.pop(path, [])
        if len(found) != len(group):
            tell(path, f"has {len(found)} pieces of text, but the German has {len(group)}")
            continue
        for segment, word in zip(group, found, strict=True):
            data = _with_ids_of(segment, word, partial(tell, path))
            row = rows.setdefault(
                (segment.string_id, segment.context_id),
                StringTranslation(
                    translation_of=segment.string, context=segment.context, locale=locale, data=data,
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                ),
            )  # fmt: skip
            if row.data != data:
                tell(path, f"translates {segment.string.data!r} in two ways")
    for path in words:
        tell(path, "has words, but the German has none")
    StringTranslation.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "translation_type"],
    )  # fmt: skip
    return translation


def _by_path(segments: list[Any]) -> dict[str, list[StringSegmentValue]]:
    result = defaultdict(list)
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            result[segment.path].append(segment)
    return result


def _grouped(segments: Any) -> dict[str, list[StringSegment]]:
    result = defaultdict(list)
    for segment in segments:
        result[segment.context.path].append(segment)
    return result


def _compare_templates(german: list[Any], translated: list[Any], tell: Tell) -> None:
    templates = [
        {segment.path: segment.template for segment in segments if _is_template(segment)}
        for segments in (german, translated)
    ]
    for path, template in templates[0].items():
        if templates[1].get(path, template) != template:
            tell(path, "has other paragraphs, lists or bold words than the German")


def _is_template(segment: Any) -> bool:
    return isinstance(segment, TemplateSegmentValue)


def _with_ids_of(segment: StringSegment, word: StringSegmentValue, tell: Callable[[str], None]) -> str:
    """The translated words, whose links have the ids that the source gave to links with the same target."""
    if not word.attrs:
        return str(word.string.data)
    ids = {json.dumps(attrs, sort_keys=True): key for key, attrs in json.loads(segment.attrs).items()}
    soup = BeautifulSoup(word.string.data, "html.parser")
    for link in soup.find_all("a"):
        target = json.dumps(word.attrs[link["id"]], sort_keys=True)
        if target not in ids:
            tell("has a link that the German does not have")
            continue
        link["id"] = ids[target]
    return str(soup)
