from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Revision

from cms.core.models import User

from .models import AdviceCentre

TIMES = ("languages", "opening_hours", "closures")


@transaction.atomic
def publish_times(centre: AdviceCentre, user: User) -> AdviceCentre:
    """Publish the hours, closures and languages of ``centre``, and nothing else of it.

    An unpublished draft that somebody else is writing stays a draft, with the new times in it.
    """
    draft = _unpublished_draft(centre)
    live = AdviceCentre.objects.get(pk=centre.pk)
    _copy_times(centre, live)
    if live.live:
        live.save_revision(user=user, log_action=True).publish(user=user, skip_permission_checks=True)
    elif draft is None:
        live.save_revision(user=user, log_action=True)
    if draft is not None:
        pending: Any = draft.as_object()
        _copy_times(centre, pending)
        pending.save_revision(user=draft.user, clean=False)
    return AdviceCentre.objects.get(pk=centre.pk)


def _unpublished_draft(centre: AdviceCentre) -> Revision | None:
    stored = AdviceCentre.objects.get(pk=centre.pk)
    return stored.latest_revision if stored.has_unpublished_changes or not stored.live else None


def _copy_times(source: AdviceCentre, target: AdviceCentre) -> None:
    target.languages = list(source.languages)
    for name in ("opening_hours", "closures"):
        setattr(target, name, list(getattr(source, name).all()))
