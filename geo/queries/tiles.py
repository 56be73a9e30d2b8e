"""Which archive of tiles shows a version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo.models import DatasetVersion, TileArchive


def ready_archives(versions: Iterable[DatasetVersion | int]) -> Mapping[int, TileArchive]:
    """The archive of each version (by primary key) that has one now."""
    ready = TileArchive.objects.filter(version__in=list(versions), state=TileArchive.State.READY).order_by("pk")
    return {archive.version_id: archive for archive in ready}


def path_of(archive: TileArchive) -> str:
    """Where the archive is served, below the website's address."""
    return f"/tiles/{archive.token}.pmtiles"
