"""Translations as a translator makes them, in wagtail-localize."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object


def localize(source: Any, language: str, *, complete: bool = True) -> Translation:
    """Submit ``source`` for translation and write "<language> <word>" for each of its words, or for the first only."""
    locale = Locale.objects.get_or_create(language_code=language)[0]
    translate_object(source, [locale])
    translation = Translation.objects.get(source__object_id=source.translation_key, target_locale=locale)
    write_words(translation, complete=complete)
    return translation


def write_words(translation: Translation, *, complete: bool = True) -> None:
    """Translate what ``translation`` has not translated yet."""
    segments = list(translation.source.stringsegment_set.order_by("order"))
    for segment in segments if complete else segments[:1]:
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"{translation.target_locale.language_code} {segment.string.data}"},
        )
