"""What happens to translations when pages and snippets are published, renamed, moved, or made their own."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move, published

from cms.core.actions.follow_source import move_translations, rename_translations, take_address
from cms.core.actions.leave_redirects import leave_redirects
from cms.core.actions.record_wording import mark_untranslated, record_wording


def connect() -> None:
    """Called once when the apps are ready."""
    page_published.connect(on_page_published, dispatch_uid="wording of pages")
    published.connect(on_snippet_published, dispatch_uid="wording of snippets")
    page_slug_changed.connect(on_slug_changed, dispatch_uid="slugs of translations")
    post_page_move.connect(on_moved, dispatch_uid="places of translations")
    post_save.connect(on_saved, dispatch_uid="aliases made editable")


def on_page_published(instance: Page, **kwargs: Any) -> None:
    record_wording(instance.specific)
    take_address(instance)


def on_snippet_published(instance: Any, **kwargs: Any) -> None:
    if not isinstance(instance, Page):
        record_wording(instance)


def on_slug_changed(instance: Page, instance_before: Page, **kwargs: Any) -> None:
    leave_redirects(instance, instance_before.url_path, instance.url_path)
    rename_translations(instance)


def on_moved(instance: Page, parent_page_after: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    leave_redirects(instance, url_path_before, url_path_after)
    move_translations(instance, parent_page_after)


def on_saved(instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    # Both Wagtail and wagtail-localize make an alias a page of its own by saving exactly this field.
    if update_fields == frozenset({"alias_of_id"}) and instance.alias_of_id is None:
        mark_untranslated(instance)
