"""When entries of the search change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from .actions import forget_record, index_below, index_record


def connect() -> None:
    """Called once when the apps are ready."""
    for signal in (page_published, page_unpublished, published, unpublished):
        signal.connect(on_published, dispatch_uid=f"search entries {id(signal)}")
    post_page_move.connect(on_moved, dispatch_uid="search entries of moved pages")
    post_delete.connect(on_deleted, dispatch_uid="search entries of deleted records")
    for saved in (post_save, post_delete):
        saved.connect(on_restricted, sender=PageViewRestriction, dispatch_uid=f"search entries of hidden {id(saved)}")


_paused: ContextVar[bool] = ContextVar("search_paused", default=False)


@contextmanager
def paused() -> Iterator[None]:
    """Publish much at once without looking at each record; rebuild the search afterwards."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def on_published(instance: Any, **kwargs: Any) -> None:
    if not _paused.get():
        index_record(instance.specific if isinstance(instance, Page) else instance)


def on_moved(instance: Page, **kwargs: Any) -> None:
    index_below(instance)


def on_deleted(instance: Any, **kwargs: Any) -> None:
    forget_record(instance)


def on_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    index_below(instance.page)
