"""Make vector tiles of a version, swap them in, and take them away."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from django.db import transaction
from django.utils import timezone
from django_tasks import default_task_backend, task

from cms.core.actions.content_version import raise_content_version
from geo.models import Dataset, DatasetVersion, TileArchive
from geo.queries.exported import exported, sources_of
from geo.tiles import store, write_archive
from geo.tiles.features import lines_of
from geo.values.pmtiles import HEADER_BYTES, Header

log = structlog.get_logger(__name__)

ZOOMS = {
    Dataset.Kind.AREAS: (6, 14),
    Dataset.Kind.BUILDINGS: (13, 15),
    Dataset.Kind.LINES: (10, 15),
    Dataset.Kind.POINTS: (10, 15),
}
# So long nothing else may change before tiles are made anew; what changes meanwhile is in them.
QUIET = timedelta(seconds=10)
# A build that takes longer has died.
LONGEST_BUILD = timedelta(hours=1)
_STATE = TileArchive.State
_GONE = (DatasetVersion.State.RECALLED, DatasetVersion.State.FAILED, DatasetVersion.State.DISCARDED)


class NoTiles(Exception):
    """Tiles could not be made, or must not be."""


def has_tiles(version: DatasetVersion) -> bool:
    """Whether tiles are made of such data at all."""
    dataset = version.dataset
    return dataset.kind in ZOOMS and dataset.basis != Dataset.Basis.CONFIDENTIAL and dataset.joins_id is None


def want_tiles(version: DatasetVersion) -> None:
    """Have the tiles that show ``version`` made anew soon, by a worker; several wishes are one.

    Data that tell of another dataset's buildings are in the tiles of its active version.
    """
    shown = version.dataset.joins.active if version.dataset.joins else version
    if shown is None or not has_tiles(shown):
        return
    if not TileArchive.objects.filter(version=shown, state=_STATE.WAITING).exists():
        TileArchive.objects.create(version=shown)
        transaction.on_commit(lambda: _enqueue(shown.pk))


def _enqueue(version_pk: int) -> None:
    later = timezone.now() + QUIET if default_task_backend.supports_defer else None
    rebuild_tiles.using(run_after=later).enqueue(version_pk)


@task()
def rebuild_tiles(version_pk: int) -> None:
    """Make the tiles of a version anew if somebody still waits for them."""
    waiting = TileArchive.objects.filter(version=version_pk, state=_STATE.WAITING).order_by("pk")
    first = waiting.select_related("version__dataset").first()
    # Whoever changes the state does the work; other workers find nothing to do.
    if first and waiting.filter(pk=first.pk).update(state=_STATE.BUILDING, since=timezone.now()):
        waiting.delete()
        _build(first)


def build_tiles(version: DatasetVersion) -> TileArchive:
    """Make the tiles of ``version`` now: public facts only. Readers are sent to them as soon as they are ready.

    Raises NoTiles where there is nothing to show, or GDAL failed.
    """
    if not has_tiles(version):
        raise NoTiles(f"{version.dataset.name}: no tiles are made of such data")
    return _build(TileArchive.objects.create(version=version, state=_STATE.BUILDING))


def withdraw_tiles(version: DatasetVersion) -> None:
    """Delete the tiles of ``version`` now; their addresses say that they are gone."""
    archives = TileArchive.objects.filter(version=version)
    archives.filter(state=_STATE.WAITING).delete()
    for archive in archives:
        store.withdraw(archive.token)
    archives.update(state=_STATE.WITHDRAWN, since=timezone.now())
    raise_content_version(version.dataset.municipality)


def _build(archive: TileArchive) -> TileArchive:
    try:
        with TemporaryDirectory(prefix="tiles-") as folder:
            made = Path(folder, "made.pmtiles")
            _make(archive.version, Path(folder), made)
            with made.open("rb") as file:
                header = Header.read(file.read(HEADER_BYTES))
            archive.min_zoom, archive.max_zoom, archive.bytes = header.min_zoom, header.max_zoom, made.stat().st_size
            store.keep(archive.token, made)
        _swap_in(archive)
    except BaseException:
        store.forget(archive.token)
        TileArchive.objects.filter(pk=archive.pk, state=_STATE.BUILDING).delete()
        raise
    return archive


def _make(version: DatasetVersion, folder: Path, made: Path) -> None:
    features = folder / "features.geojsonl"
    count = 0
    with features.open("w", encoding="utf-8") as file:
        for line in lines_of(exported(sources_of(version, version.dataset.municipality))):
            file.write(line)
            count += 1
    if not count:
        raise NoTiles(f"{version.dataset.name}: the version {version.number} has no features")
    kind = Dataset.Kind(version.dataset.kind)
    program = [sys.executable, "-P", write_archive.__file__, str(features), str(made), kind.value]
    zooms = [str(zoom) for zoom in ZOOMS[kind]]
    done = subprocess.run(  # noqa: S603
        [*program, *zooms], cwd=folder, capture_output=True, text=True, check=False,
        timeout=LONGEST_BUILD.total_seconds(),
    )  # fmt: skip
    if done.returncode:
        log.error("tiles_failed", version=version.pk, status=done.returncode, said=done.stderr[-2_000:])
        raise NoTiles(f"{version.dataset.name}: the tiles of version {version.number} could not be made")


def _swap_in(archive: TileArchive) -> None:
    now = timezone.now()
    with transaction.atomic():
        mine = TileArchive.objects.filter(pk=archive.pk, state=_STATE.BUILDING).exclude(version__state__in=_GONE)
        newer = TileArchive.objects.filter(version=archive.version_id, state=_STATE.READY, pk__gt=archive.pk)
        archive.state, archive.built_at, archive.since = _STATE.READY, now, now
        fields = ("state", "built_at", "since", "bytes", "min_zoom", "max_zoom")
        # It may have been recalled, or overtaken by a build that knew more.
        if newer.exists() or not mine.update(**{name: getattr(archive, name) for name in fields}):
            raise NoTiles(f"{archive.version.dataset.name}: the tiles of an old state were not needed any more")
        before = TileArchive.objects.filter(version=archive.version_id, state=_STATE.READY).exclude(pk=archive.pk)
        before.update(state=_STATE.REPLACED, since=now)
        raise_content_version(archive.version.dataset.municipality)
