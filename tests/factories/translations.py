"""Translations as plain copies: quick, and enough wherever the translator's own tools are not what is tested."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Page


def translate(source: Any, locale: Locale | str, *, live: bool = True, **words: Any) -> Any:
    """``source`` in ``locale`` with ``words`` in its place, published unless ``live`` is False."""
    if isinstance(locale, str):
        locale = Locale.objects.get_or_create(language_code=locale)[0]
    if isinstance(source, Page):
        return translate_page(source, locale, live, words)
    copy = source.copy_for_translation(locale)
    for name, value in words.items():
        setattr(copy, name, value)
    copy.live = False
    copy.save()
    if live:
        copy.save_revision().publish()
    copy.refresh_from_db()
    return copy


def translate_page(source: Page, locale: Locale, live: bool, words: dict[str, Any]) -> Page:
    copy = source.specific.copy_for_translation(locale, copy_parents=True).specific
    if source.depth > 2:
        copy.slug = source.slug
    for name, value in words.items():
        setattr(copy, name, value)
    copy.save()
    revision = copy.save_revision()
    if live:
        revision.publish()
    copy.refresh_from_db()
    return copy


def alias(source: Page, locale: str) -> Page:
    """The live alias that stands in ``locale`` as long as nobody has translated ``source``."""
    return source.specific.copy_for_translation(
        Locale.objects.get(language_code=locale), copy_parents=True, alias=True
    ).specific
