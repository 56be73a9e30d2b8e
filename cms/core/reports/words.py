"""Translations that are missing, or older than the German text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.core.models import BasePage, Municipality, SnippetBase, source_locale
from cms.core.permissions import scope_of, snippet_models
from cms.core.values.translations import UNTRANSLATED

from .registry import Row, own_pages


def translations_to_do(user: Any) -> Iterator[Row]:
    """Every page and snippet that lacks a translation its municipality offers, or has an old one."""
    yield from _pages(user)
    for model in snippet_models():
        yield from _snippets(user, model)


def _pages(user: Any) -> Iterator[Row]:
    sources = list(own_pages(user, BasePage).filter(locale=source_locale()).select_related("municipality"))
    made = _made(BasePage.objects.filter(alias_of=None, live=True), sources)
    for page in sources:
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        yield from _rows(page, page.title, url, page.municipality, made)


def _snippets(user: Any, model: type[SnippetBase]) -> Iterator[Row]:
    mine = model._default_manager.filter(scope_of(user).owned(), locale=source_locale(), live=True)
    sources = list(mine.select_related("municipality"))
    made = _made(model._default_manager.filter(live=True), sources)
    for item in sources:
        arguments = [model._meta.app_label, model._meta.model_name, item.pk]
        url = reverse("wagtail_localize:submit_snippet_translation", args=arguments)
        yield from _rows(item, str(item), url, item.municipality, made)


def _made(records: Any, sources: Iterable[Any]) -> dict[tuple[Any, int], str]:
    keys = {source.translation_key for source in sources}
    rows = records.exclude(locale=source_locale()).values_list("translation_key", "locale_id", "source_text_digest")
    return {(key, locale): digest for key, locale, digest in rows if key in keys}


def _rows(
    source: Any, title: str, url: str, owner: Municipality | None, made: dict[tuple[Any, int], str]
) -> Iterator[Row]:
    offered = owner.languages if owner else None
    for locale in Locale.objects.exclude(pk=source_locale().pk):
        if offered is not None and locale.language_code not in offered:
            continue
        digest = made.get((source.translation_key, locale.pk))
        if digest is None or digest == UNTRANSLATED:
            detail = _("%(language)s is missing")
        elif digest and source.text_digest and digest != source.text_digest:
            detail = _("%(language)s is older than the German text")
        else:
            continue
        day = source.text_changed_at.date() if source.text_changed_at else None
        language = locale.get_display_name()
        yield Row(title, detail % {"language": _(language)}, url, str(owner or _("library")), day)
