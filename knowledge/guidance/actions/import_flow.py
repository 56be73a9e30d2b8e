"""Import a flow with all it needs as drafts, all or nothing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from cms.core.actions.follow_source import mirror
from cms.core.actions.store_words import store_words
from cms.core.blocks.mistakes import field_mistakes
from cms.core.models import Municipality, User, source_locale
from knowledge.guidance.files.entries import Entry
from knowledge.guidance.files.records import (
    SOURCE,
    built,
    judge_by,
    relate,
    shared_fields,
    source_words,
    words_in,
)
from knowledge.guidance.files.stock import latest
from knowledge.guidance.models import GuidanceIndexPage, GuidancePage

from .plan_import import Outcome, Plan


def may_import(user: User | AnonymousUser, index: GuidanceIndexPage) -> bool:
    """Whether ``user`` may add flows below ``index``, in the language that content begins in."""
    begins_here = index.locale_id == source_locale().pk and not index.alias_of_id
    return bool(begins_here and index.permissions_for_user(user).can_add_subpage())


@transaction.atomic
def import_flow(plan: Plan, user: User | None = None) -> GuidancePage:
    """Do what ``plan`` says and return the flow's page. Raises FileError, and then nothing is changed."""
    if user is not None and not may_import(user, plan.index):
        raise PermissionDenied
    for entry in plan.new:
        record = _make(entry, plan, user)
        plan.stock.found[entry.kind][entry.name] = record
    if plan.flow.outcome is Outcome.KEPT and plan.page is not None:
        return plan.page
    page = _change(plan, plan.page, user) if plan.page is not None else _add(plan, user)
    _translate_page(plan.file.flow, page, user)
    mirror(page)
    return page


def _make(entry: Entry, plan: Plan, user: User | None) -> Any:
    owner = None if plan.municipality.kind == Municipality.Kind.REGION else plan.municipality
    record = built(entry, plan.stock.key_of, locale=source_locale(), municipality=owner, live=False)
    _check(entry, record, plan)
    record.save()
    record.save_revision(user=user, clean=False)
    log(record, "wagtail.create", user=user)
    _translate_record(entry, record, user)
    return record


def _translate_record(entry: Entry, record: Any, user: User | None) -> None:
    languages = [language for language in entry.languages if language != SOURCE]
    source = TranslationSource.update_or_create_from_instance(record)[0] if languages else None
    for language in languages:
        locale = Locale.objects.get(language_code=language)
        copy = record.copy_for_translation(locale)
        _reword(copy, words_in(entry, language, record))
        store_words(source, record, copy, locale, _is_not_translated_yet)
        _reword(copy, words_in(entry, language, record, otherwise=True))
        copy.live = False
        copy.save()
        copy.save_revision(user=user, clean=False)


def _add(plan: Plan, user: User | None) -> GuidancePage:
    entry = plan.file.flow
    page: GuidancePage = built(entry, plan.stock.key_of, slug=entry.key, locale=source_locale(), live=False, owner=user)
    _check(entry, page, plan)
    GuidanceIndexPage.objects.get(pk=plan.index.pk).add_child(instance=page)
    page.save_revision(user=user, clean=False)
    log(page, "guidance.import", user=user, data={"file": plan.file.name})
    return page


def _change(plan: Plan, page: GuidancePage, user: User | None) -> GuidancePage:
    rights = page.permissions_for_user(user) if user is not None else None
    if rights is not None and (not rights.can_edit() or rights.page_locked()):
        raise PermissionDenied
    entry, key_of = plan.file.flow, plan.stock.key_of
    draft: GuidancePage = latest(page)
    _reword(draft, {**source_words(entry, key_of), **shared_fields(entry, key_of)} | {"image_id": draft.image_id})
    relate(entry, draft, key_of)
    judge_by(entry, draft, key_of)
    _check(entry, draft, plan)
    draft.save_revision(user=user, clean=False)
    log(draft, "guidance.import", user=user, data={"file": plan.file.name})
    return draft


def _translate_page(entry: Entry, page: GuidancePage, user: User | None) -> None:
    languages = [language for language in entry.languages if language != SOURCE]
    if not languages:
        return
    source, _created = TranslationSource.update_or_create_from_instance(page)
    for language in languages:
        locale = Locale.objects.get(language_code=language)
        copy = GuidancePage(**words_in(entry, language, page), slug=page.slug, locale=locale)
        translation = store_words(source, page, copy, locale, _is_not_translated_yet)
        translation.save_target(user=user, publish=False)


def _reword(record: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def _check(entry: Entry, record: Any, plan: Plan) -> None:
    """Note what model and blocks find wrong, and stop if there is anything."""
    not_set_yet = ("municipality", "path", "depth", "numchild", "url_path", "content_type", "owner")
    try:
        record.full_clean(exclude=[name for name in not_set_yet if hasattr(record, name)])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for message in messages:
                entry.wrong("key" if name == "slug" else name, str(message))
    for name, place, message in field_mistakes(record):
        entry.wrong(f"{name}[{place}]", message)
    plan.file.problems.stop_if_any()


def _is_not_translated_yet(path: str, message: str) -> None:
    """Words that the file does not have in a language are left to the translators: their tool shows them."""
