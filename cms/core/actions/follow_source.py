"""Keep the trees of the other languages in the shape of the source's."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization

from cms.core.models import BasePage, municipality_of_path, source_locale

HOME_DEPTH = 2


@transaction.atomic
def rename_translations(page: Page) -> None:
    """Give the translations and aliases of ``page`` its address."""
    if not _leads(page):
        return
    for translation in _others(page):
        _take_slug(translation, page.slug, translation.get_parent())


def take_address(translation: Page) -> None:
    """Give ``translation`` its source's address, which a revision made before a rename does not know."""
    source = _others(translation).filter(locale=source_locale()).first()
    if source and _leads(source):
        _take_slug(translation, source.slug, translation.get_parent())


@transaction.atomic
def move_translations(page: Page, parent: Page) -> None:
    """Put the translations and aliases of ``page`` below those of ``parent``, which it was moved to."""
    _belong_to_their_tree(page)
    if not _leads(page):
        return
    for translation in _others(page):
        target = _counterpart(parent, translation.locale)
        if translation.get_parent().pk != target.pk:
            _take_slug(translation, page.slug, target)
            translation.move(target, pos="last-child")


def delete_translations(record: Any) -> None:
    """Delete what stands for ``record``, a page or a snippet that is being deleted, in the other languages.

    Nobody would ever see it again: readers get no translation without its source.
    """
    if record.locale_id == source_locale().pk and getattr(record, "alias_of_id", None) is None:
        others = type(record)._default_manager.filter(translation_key=record.translation_key)
        for translation in others.exclude(locale=record.locale_id):
            translation.delete()


def mirror(page: Page) -> None:
    """Make the aliases that stand for ``page`` and the pages below it in the languages kept in step with its own."""
    if page.locale_id != source_locale().pk:
        return
    wanted = set(LocaleSynchronization.objects.filter(sync_from=page.locale).values_list("locale_id", flat=True))
    # Read anew: after a copy the page in hand does not know yet that it has children.
    for each in Page.objects.get(pk=page.pk).get_descendants(inclusive=True).specific():
        for locale in Locale.objects.filter(pk__in=wanted - set(_others(each).values_list("locale_id", flat=True))):
            each.copy_for_translation(locale, copy_parents=True, alias=True)


def _leads(page: Page) -> bool:
    return bool(page.depth > HOME_DEPTH and page.locale_id == source_locale().pk)


def _others(page: Page) -> Any:
    return BasePage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)


def _take_slug(page: Page, slug: str, parent: Page) -> None:
    free = find_available_slug(parent, slug, ignore_page_id=page.pk)
    if page.slug != free:
        page.slug = free
        page.save(clean=False)


def _counterpart(parent: Page, locale: Locale) -> Page:
    found = parent.get_translation_or_none(locale)
    return found or parent.specific.copy_for_translation(locale, copy_parents=True, alias=True)


def _belong_to_their_tree(page: Page) -> None:
    municipality = municipality_of_path(page.path)
    if municipality:
        BasePage.objects.filter(path__startswith=page.path).update(municipality=municipality)
