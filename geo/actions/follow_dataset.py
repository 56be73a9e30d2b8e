"""What follows when somebody changes a dataset itself: by whatever door, so it hangs on saving."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.utils import timezone

from cms.core.actions.content_version import raise_content_version
from geo.models import Dataset, DatasetVersion, Fact, Tally
from geo.values.disclosure import Basis
from geo.values.estimates import METHODS

from .build_tiles import withdraw_tiles
from .count_figures import forget_figures
from .follow_decision import count_and_draw_again, disclosure, drawn_versions, follow_decision, narrows

_BEFORE = "_as_it_was"
_UNTOLD = ("active", "key", "id")
_TOLD = tuple(field.attname for field in Dataset._meta.concrete_fields if field.name not in _UNTOLD)


def connect() -> None:
    """Called once, when the application is ready."""
    pre_save.connect(_remember, Dataset, dispatch_uid="geo.remember_dataset")
    post_save.connect(_follow, Dataset, dispatch_uid="geo.follow_dataset")


def _remember(instance: Dataset, update_fields: Collection[str] | None = None, raw: bool = False, **_more: Any) -> None:
    if not raw and instance.pk and (update_fields is None or set(update_fields) - set(_UNTOLD)):
        setattr(instance, _BEFORE, Dataset.objects.filter(pk=instance.pk).first())


def _follow(instance: Dataset, **_more: Any) -> None:
    before: Dataset | None = instance.__dict__.pop(_BEFORE, None)
    if before is None or all(getattr(before, name) == getattr(instance, name) for name in _TOLD):
        return
    # Its title, source and licence stand beside whatever is told of it.
    for municipality in {before.municipality_id, instance.municipality_id}:
        raise_content_version(municipality)
    if disclosure(before) != disclosure(instance):
        if narrows(before, instance):
            _hide(instance)
        transaction.on_commit(partial(follow_decision.enqueue, instance.pk))
    elif before.rank != instance.rank:
        transaction.on_commit(partial(count_and_draw_again, instance))


def _hide(dataset: Dataset) -> None:
    """In the same transaction: tell nothing any more that was counted, drawn or estimated with what is withdrawn."""
    buildings = dataset.joins_id or dataset.pk
    Fact.objects.filter(
        version=None, withdrawn_at=None, method__in=METHODS, building__dataset=buildings
    ).update(withdrawn_at=timezone.now())  # fmt: skip
    Tally.objects.filter(version__in=DatasetVersion.objects.filter(dataset=buildings)).delete()
    if dataset.basis == Basis.CONFIDENTIAL:
        forget_figures(DatasetVersion(dataset=dataset))
    for version in drawn_versions(dataset):
        transaction.on_commit(partial(withdraw_tiles, version))
