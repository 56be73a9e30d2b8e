"""Let the translations of a page serve a copy of it too."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationContext, TranslationSource

from cms.core.actions.follow_source import mirror
from cms.core.actions.record_wording import is_complete, words_of
from cms.core.models import User

REMEMBERED = (
    "translation_of_id", "locale_id", "data", "translation_type", "tool_name", "last_translated_by_id", "has_error",
    "field_error",
)  # fmt: skip


@transaction.atomic
def carry_translations(origin: Page, copy: Page, user: User | None = None) -> None:
    """Give ``copy`` a page in each language that ``origin`` has a public translation in, with its words.

    In the other languages it gets an alias. The pages are drafts as long as ``copy`` is one.
    """
    mirror(copy)
    languages = public_translations(origin).values_list("locale_id", flat=True)
    known = Translation.objects.filter(
        source__object_id=origin.translation_key, target_locale__in=languages, enabled=True
    ).select_related("target_locale")
    if not known:
        return
    source, _created = TranslationSource.update_or_create_from_instance(copy)
    remember_words(origin, copy)
    for each in known:
        translation, _created = Translation.objects.get_or_create(source=source, target_locale=each.target_locale)
        translation.save_target(user=user, publish=copy.live)


@transaction.atomic
def follow_with_translations(origin: Page, copy: Page) -> None:
    """After ``copy`` was published: publish its translations too, as far as all their words are there."""
    source = TranslationSource.objects.get_for_instance_or_none(copy)
    if source is None:
        return
    translations = list(source.translations.filter(enabled=True).select_related("source", "target_locale"))
    for translation in translations:
        target = translation.get_target_instance()
        if not target.first_published_at and is_complete(translation):
            target.get_latest_revision().publish()
    before = list(words_of(source.as_instance()))
    source.update_from_db()
    remember_words(origin, copy)
    if list(words_of(source.as_instance())) == before:
        return
    for translation in translations:
        if is_complete(translation):
            translation.save_target(publish=True)


def remember_words(origin: Page, copy: Page) -> None:
    """Let the translators of ``copy`` find what those of ``origin`` wrote at the same places for the same words."""
    contexts = dict(TranslationContext.objects.filter(object_id=copy.translation_key).values_list("path", "pk"))
    rows = StringTranslation.objects.filter(context__object_id=origin.translation_key)
    remembered = [
        StringTranslation(context_id=contexts[path], **words)
        for path, words in ((row.pop("context__path"), row) for row in rows.values("context__path", *REMEMBERED))
        if path in contexts
    ]
    # What the translators of the copy wrote themselves stays.
    StringTranslation.objects.bulk_create(remembered, ignore_conflicts=True)


def public_translations(page: Page) -> Any:
    return page.get_translations().filter(live=True, alias_of=None)
