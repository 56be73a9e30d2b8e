"""What is left to do for tiles after a day, or after a worker died."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from geo.models import DatasetVersion, TileArchive
from geo.tiles import store

from .build_tiles import LONGEST_BUILD, has_tiles, want_tiles

# A page that was opened before may name an old archive for so long.
NAMED_FOR = timedelta(days=1)
_STATE = TileArchive.State
_SHOWN = (DatasetVersion.State.ACTIVE, DatasetVersion.State.READY, DatasetVersion.State.STAGING)


def tend_tiles() -> None:
    """Delete archives nobody is sent to any more, and begin again what a worker left undone."""
    now = timezone.now()
    left = TileArchive.objects.filter(state=_STATE.BUILDING, since__lt=now - LONGEST_BUILD)
    lost = TileArchive.objects.filter(state=_STATE.WAITING, since__lt=now - LONGEST_BUILD)
    old = TileArchive.objects.filter(state=_STATE.REPLACED, since__lt=now - NAMED_FOR)
    for archive in [*left, *old]:
        store.forget(archive.token)
        archive.delete()
    lost.delete()
    ready = TileArchive.objects.filter(state=_STATE.READY)
    ready.exclude(version__state__in=_SHOWN).update(state=_STATE.REPLACED, since=now)
    # Deleting a withdrawn archive once more mends what an interrupted recall left.
    for archive in TileArchive.objects.filter(state=_STATE.WITHDRAWN):
        store.withdraw(archive.token)
    _begin_missing()


def _begin_missing() -> None:
    drawn = Q(archives__state__in=(_STATE.READY, _STATE.BUILDING, _STATE.WAITING))
    active = DatasetVersion.objects.filter(state=DatasetVersion.State.ACTIVE, feature_count__gt=0)
    for version in active.exclude(pk__in=active.filter(drawn).values("pk")).select_related("dataset"):
        if has_tiles(version):
            want_tiles(version)
