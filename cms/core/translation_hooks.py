"""What the admin does and says about the translations of a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from cms.core.actions.follow_source import mirror
from cms.core.models import BasePage, SnippetBase, source_locale
from cms.core.values.translations import UNTRANSLATED


def register() -> None:
    """Called once when the apps are ready."""
    hooks.register("construct_translated_pages_to_cascade_actions", translations_to_delete)
    hooks.register("after_unpublish_page", tell_what_unpublishing_hides)
    hooks.register("after_copy_page", mirror_copy)
    # Before wagtail-localize's own hooks, which answer with the translator's page.
    hooks.register("before_edit_page", tell_translator, order=-1)
    hooks.register("before_edit_snippet", tell_translator, order=-1)


def translations_to_delete(pages: Iterable[Page], action: str) -> dict[Page, Any]:
    """What goes with a page in the source language; the page that asks for confirmation counts it.

    Moves are followed wherever they are made, so not here; an unpublished page hides its translations by itself.
    """
    if action != "delete":
        return {}
    source = source_locale().pk
    leading = [page for page in pages if page.locale_id == source and page.alias_of_id is None]
    found = {page: list(Page.objects.translation_of(page, inclusive=False)) for page in leading}
    for translations in found.values():
        for each in translations:
            # They are gone as soon as their source is. The admin deletes only what it finds a parent of.
            each._cached_parent_obj = None
    return found


def tell_what_unpublishing_hides(request: HttpRequest, page: Page) -> None:
    """Readers get no translation of what is not published."""
    if page.locale_id != source_locale().pk:
        return
    live = BasePage.objects.filter(translation_key=page.translation_key, live=True, alias_of=None).exclude(pk=page.pk)
    languages = [each.locale.get_display_name() for each in live.select_related("locale")]
    if languages:
        text = _("Its translations (%(languages)s) are hidden with it, and come back when it is published again.")
        messages.info(request, text % {"languages": get_text_list(languages, _("and"))})


def mirror_copy(request: HttpRequest, page: Page, copy: Page) -> None:
    """A copied branch appears in the other languages too."""
    mirror(copy)


def tell_translator(request: HttpRequest, record: Any) -> None:
    """Say how the translation that is opened stands to its source."""
    record = record.specific if isinstance(record, Page) else record
    if request.method != "GET" or not isinstance(record, BasePage | SnippetBase):
        return
    records = type(record)._default_manager.filter(translation_key=record.translation_key)
    source = records.filter(locale=source_locale()).first()
    if source is None or source.pk == record.pk or getattr(record, "alias_of_id", None):
        return
    text = _state_in_words(source, record)
    if text:
        messages.warning(request, text)


def _state_in_words(source: Any, translation: Any) -> str:
    if not source.live:
        return _("The German text is not published, so readers don't get this translation either.")
    if translation.source_text_digest == UNTRANSLATED:
        return _("Not all words are translated yet: readers get the German text until they are.")
    if not translation.source_text_digest or translation.source_text_digest == source.text_digest:
        return ""
    since = translation.text_changed_at or source.text_changed_at
    text = _(
        "The German text has changed since %(day)s. Choose “Sync translated pages” there, then translate what is new."
    )
    return text % {"day": date_format(since, "SHORT_DATE_FORMAT") if since else "?"}
