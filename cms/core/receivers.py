"""What follows when pages and snippets are published, taken back, renamed, moved, deleted, hidden or made their own."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from cms.core.actions import note_addresses
from cms.core.actions.follow_collections import tell_of_moves
from cms.core.actions.follow_source import delete_translations, move_translations, rename_translations, take_address
from cms.core.actions.keep_pictures import keep_picture, keep_pictures
from cms.core.actions.leave_redirects import leave_redirects
from cms.core.actions.read_documents import read_soon
from cms.core.actions.record_wording import mark_untranslated, record_wording
from cms.core.models import BasePage, Document, Image, SnippetBase


def connect() -> None:
    """Called once when the apps are ready."""
    tell_of_moves()
    page_published.connect(on_page_published, dispatch_uid="wording of pages")
    published.connect(on_snippet_published, dispatch_uid="wording of snippets")
    page_slug_changed.connect(on_slug_changed, dispatch_uid="slugs of translations")
    post_page_move.connect(on_moved, dispatch_uid="places of translations")
    post_save.connect(on_saved, dispatch_uid="aliases made editable")
    post_save.connect(on_document_saved, sender=Document, dispatch_uid="files of documents")
    post_save.connect(on_picture_saved, sender=Image, dispatch_uid="places of pictures")
    post_save.connect(on_collection_restricted, sender=CollectionViewRestriction, dispatch_uid="hidden pictures")
    post_delete.connect(on_collection_restricted, sender=CollectionViewRestriction, dispatch_uid="shown pictures")
    page_unpublished.connect(on_unpublished, dispatch_uid="addresses of unpublished pages")
    unpublished.connect(on_unpublished, dispatch_uid="addresses of unpublished snippets")
    pre_save.connect(on_saving, dispatch_uid="addresses of saved snippets")
    pre_delete.connect(on_deleting, dispatch_uid="addresses of what is deleted")
    post_save.connect(on_restricted, sender=PageViewRestriction, dispatch_uid="addresses of hidden pages")
    post_delete.connect(on_released, sender=PageViewRestriction, dispatch_uid="addresses of opened pages")


def on_page_published(instance: Page, **kwargs: Any) -> None:
    record_wording(instance.specific)
    take_address(instance)
    note_addresses.note_published(instance)


def on_snippet_published(instance: Any, **kwargs: Any) -> None:
    if not isinstance(instance, Page):
        record_wording(instance)
    if isinstance(instance, SnippetBase):
        note_addresses.note_published(instance)


def on_document_saved(instance: Document, **kwargs: Any) -> None:
    if instance.reading == Document.Reading.WAITING:
        read_soon(instance)


def on_picture_saved(instance: Image, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        keep_picture(instance)


def on_collection_restricted(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    keep_pictures(Collection.objects.filter(pk=instance.collection_id))


def on_unpublished(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, BasePage | SnippetBase):
        note_addresses.note_unpublished(instance)


def on_saving(instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    if isinstance(instance, SnippetBase) and instance.pk and (not update_fields or "slug" in update_fields):
        note_addresses.note_snippet_change(instance)


def on_deleting(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    # Of each page the base row is deleted once, whatever the deletion began with.
    if sender is BasePage or isinstance(instance, SnippetBase):
        note_addresses.note_deletion(instance)
        delete_translations(instance)


def on_restricted(instance: PageViewRestriction, created: bool, **kwargs: Any) -> None:
    if created:
        note_addresses.note_restriction(instance)


def on_released(instance: PageViewRestriction, origin: Any, **kwargs: Any) -> None:
    # A page that is deleted takes its restriction along: nobody may read it then.
    lifted = origin if isinstance(origin, Model) else origin.model()
    if isinstance(lifted, PageViewRestriction):
        note_addresses.note_release(instance)


def on_slug_changed(instance: Page, instance_before: Page, **kwargs: Any) -> None:
    leave_redirects(instance, instance_before.url_path, instance.url_path)
    rename_translations(instance)
    note_addresses.note_move(instance, instance.get_parent(), instance_before.url_path, instance.url_path)


def on_moved(
    instance: Page, parent_page_before: Page, parent_page_after: Page, url_path_before: str, url_path_after: str,
    **kwargs: Any,
) -> None:  # fmt: skip
    leave_redirects(instance, url_path_before, url_path_after)
    move_translations(instance, parent_page_after)
    note_addresses.note_move(instance, parent_page_before, url_path_before, url_path_after)


def on_saved(instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    # Both Wagtail and wagtail-localize make an alias a page of its own by saving exactly this field.
    if update_fields == frozenset({"alias_of_id"}) and instance.alias_of_id is None:
        mark_untranslated(instance)
