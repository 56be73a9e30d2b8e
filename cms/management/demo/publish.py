"""Publish what was just made."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, published


def publish(thing: Any) -> None:
    """Save ``thing`` live with a first revision and tell everybody, as publishing a revision does.

    Wagtail's own way reads the record back from the revision and saves it again; for a new record both are the same.
    """
    now = timezone.now()
    thing.live, thing.has_unpublished_changes = True, False
    thing.first_published_at = thing.last_published_at = now
    if isinstance(thing, Page):
        thing.draft_title = thing.title
        thing.save(clean=False)
    else:
        thing.save()
    revision = thing.save_revision(clean=False, changed=False)
    thing.live_revision = revision
    type(thing)._base_manager.filter(pk=thing.pk).update(live_revision=revision)
    signal = page_published if isinstance(thing, Page) else published
    signal.send(sender=type(thing), instance=thing, revision=revision)
