"""Keep track of when words change and which words a translation was made from."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils import timezone
from django.utils.html import strip_tags
from wagtail_localize.models import Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.core.models import Wording, source_locale
from cms.core.values.translations import UNTRANSLATED, digest_of


def record_wording(record: Any) -> None:
    """Note the words that ``record`` was just published with."""
    if not isinstance(record, Wording) or getattr(record, "alias_of_id", None):
        return
    if _is_source(record):
        _record_source(record)
    else:
        _record_translation(record)


def mark_untranslated(record: Any) -> None:
    """Note that ``record`` stands for a translation but has the source's words, as an alias made editable has."""
    if isinstance(record, Wording) and not _is_source(record):
        _store(record, source_text_digest=UNTRANSLATED)


def words_of(record: Any) -> Iterator[str]:
    """Everything of ``record`` that is translated, in order, without markup."""
    for segment in extract_segments(record):
        if isinstance(segment, StringSegmentValue):
            yield unescape(strip_tags(segment.string.data))


def _record_source(record: Any) -> None:
    before = _rows(record).filter(pk=record.pk).values_list("text_digest", flat=True).first()
    digest = digest_of(words_of(record))
    if digest == before:
        return
    now = timezone.now()
    if before:
        _translations(record).filter(source_text_digest=before).update(text_changed_at=now)
    _store(record, text_digest=digest, text_changed_at=now)


def _record_translation(record: Any) -> None:
    source = _rows(record).filter(translation_key=record.translation_key, locale=source_locale()).first()
    made_from = _made_from(record, source)
    since = record.text_changed_at or (source.text_changed_at if source else None)
    up_to_date = source is None or made_from == source.text_digest
    _store(record, source_text_digest=made_from, text_changed_at=None if up_to_date else since)


def _made_from(record: Any, source: Any) -> str:
    """The digest of the words the translator had before them, which may be older than those now published."""
    translation = (
        Translation.objects.filter(
            source__object_id=record.translation_key, target_locale_id=record.locale_id, enabled=True
        )
        .select_related("source")
        .first()
    )
    if translation is None:
        return source.text_digest if source else ""
    if not is_complete(translation):
        return UNTRANSLATED
    return digest_of(words_of(translation.source.as_instance()))


def is_complete(translation: Translation) -> bool:
    """Whether every word the translator was given has a translation."""
    all_words, translated = translation.get_progress()
    return all_words == translated


def _is_source(record: Any) -> bool:
    return bool(record.locale_id == source_locale().pk)


def _rows(record: Any) -> Any:
    return type(record)._base_manager.all()


def _translations(record: Any) -> Any:
    return _rows(record).filter(translation_key=record.translation_key).exclude(pk=record.pk)


def _store(record: Any, **values: Any) -> None:
    # Past save(), which would write the whole record and its child rows again.
    _rows(record).filter(pk=record.pk).update(**values)
    for name, value in values.items():
        setattr(record, name, value)
