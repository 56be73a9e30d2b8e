"""Whatever changes a public answer raises the content version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    TranslatableMixin,
)
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move, published, unpublished

from cms.core.actions.content_version import raise_content_version
from cms.core.models import BasePage, DatedRow, Document, Image, Municipality, SnippetBase

PUBLIC_KINDS = (Page, SnippetBase, DatedRow, TranslatableMixin)
PUBLIC_MODELS = (
    Collection, CollectionViewRestriction, Document, Image, Locale, Municipality, PageViewRestriction, Redirect, Site,
)  # fmt: skip
# What saving a draft, locking, or measuring a file writes.
UNSEEN_FIELDS = {
    "latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes",
    "locked", "locked_at", "locked_by", "file_size", "file_hash",
}  # fmt: skip


def public_models() -> Iterator[type[Model]]:
    """Models whose rows stand in public answers: pages, snippets, what belongs to them, and what decides on them."""
    for model in apps.get_models():
        if issubclass(model, PUBLIC_KINDS) or model in PUBLIC_MODELS or is_part_of_public(model):
            yield model


def is_part_of_public(model: type[Model]) -> bool:
    """Whether ``model`` is edited and published as a part of something public; editors' comments are not."""
    if model is Comment:
        return False
    parents = [field.related_model for field in model._meta.fields if isinstance(field, ParentalKey)]
    return any(issubclass(parent, PUBLIC_KINDS) or parent in PUBLIC_MODELS for parent in parents)


def connect() -> None:
    """Listen to the models of all apps. Connected last, so that what other receivers write counts too."""
    for model in public_models():
        post_save.connect(when_saved, sender=model)
        post_delete.connect(when_changed, sender=model)
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(when_linked, sender=field.remote_field.through)
    for signal in (published, unpublished, page_unpublished):
        signal.connect(when_changed)
    for signal in (page_slug_changed, post_page_move):
        signal.connect(when_moved)


def when_saved(instance: Model, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    """A row was written, and not only what readers never see."""
    if not (update_fields and update_fields <= UNSEEN_FIELDS):
        when_changed(instance)


def when_changed(instance: Model, **_: Any) -> None:
    """A page concerns its municipality and that one's readers; what stands in many pages concerns all."""
    raise_content_version(instance.municipality_id if isinstance(instance, BasePage) else None)


def when_linked(instance: Model, action: str, **_: Any) -> None:
    """A relation of many to many was written."""
    if action.startswith("post_"):
        when_changed(instance)


def when_moved(**_: Any) -> None:
    """A page changed its address, perhaps its municipality, and redirects were made for it."""
    raise_content_version(None)
