"""``/data/<municipality>/<dataset>.<format>``: downloads of what is published, whole or filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse

from geo.exports.download import Download
from geo.exports.geojson import features_of, geojson
from geo.exports.geopackage import write_geopackage
from geo.exports.table import statistics_table, table
from geo.models import Dataset, DatasetVersion
from geo.queries.exported import exported_one, sources_of
from geo.queries.exports import Missing, published_version, published_versions, tombstone

from .public import Asked, Refused, only_known, public
from .questions import parameters_of, wanted_of

GEOJSON, CSV, GPKG = "application/geo+json", "text/csv; charset=utf-8; header=present", "application/geopackage+sqlite3"
_TYPES = {"geojson": GEOJSON, "csv": CSV, "gpkg": GPKG}


@public
def export(asked: Asked, name: str, suffix: str) -> HttpResponseBase:
    """A dataset as a file. Recalled ones answer 410."""
    version = version_told(asked, name)
    kind = version.dataset.kind
    only_known(asked.request, parameters_of(kind))
    if kind == Dataset.Kind.STATISTICS and suffix != "csv":
        raise Refused(404, "Statistics have no shapes; they are there as CSV.")
    wanted = wanted_of(asked.request.GET.dict())
    if asked.needs_no_content:
        return HttpResponse(content_type=_TYPES[suffix])
    download = Download(version, asked.municipality, wanted)
    response = _WRITERS[suffix](download)
    filtered = "" if download.wanted.everything else "-filtered"
    named = f"{name}-v{version.number}{filtered}.{suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{named}"'
    if url := version.dataset.licence_url:
        response.headers["Link"] = f'<{url}>; rel="license"'
    return response


@public
def feature(asked: Asked, key: UUID) -> HttpResponseBase:
    """One feature by its lasting id; what is gone answers 410 with its successor."""
    only_known(asked.request, set())
    for version in published_versions(asked.municipality):
        found = exported_one(sources_of(version, asked.municipality), key)
        if found:
            return HttpResponse(next(features_of([found])), content_type=GEOJSON)
    address = f"{asked.base_url}/data/{asked.municipality.key}/features"
    raise gone_or_unknown(asked, key, lambda successor: f"{address}/{successor}")


def version_told(asked: Asked, name: str) -> DatasetVersion:
    """The version that is published under ``name``. Raises Refused: 404, or 410 for what was published once."""
    version = published_version(asked.municipality, name)
    if version is Missing.GONE:
        raise Refused(410, "These data are not published any more.")
    if not isinstance(version, DatasetVersion):
        raise Refused(404, "There are no such data.")
    if version.dataset.joins:
        told = version.dataset.joins.name
        raise Refused(404, f"These data tell of the buildings of “{told}” and are in its downloads.", see=told)
    return version


def gone_or_unknown(asked: Asked, key: UUID, address: Callable[[UUID], str], dataset: Any = None) -> Refused:
    """The refusal for a feature that is not here."""
    grave = tombstone(asked.municipality, key, dataset)
    if grave is None:
        return Refused(404, "There is no such feature.")
    more = {"gone_since": grave.since.isoformat()} if grave.since else {}
    if grave.successor:
        more |= {"successor": address(grave.successor), "successor_id": str(grave.successor)}
    return Refused(410, "This feature is gone from the data.", id=str(key), **more)


def _geojson(download: Download) -> HttpResponseBase:
    return StreamingHttpResponse(_bytes(geojson(download)), content_type=GEOJSON)


def _csv(download: Download) -> HttpResponseBase:
    rows = statistics_table if download.dataset.kind == Dataset.Kind.STATISTICS else table
    return StreamingHttpResponse(_bytes(rows(download)), content_type=CSV)


def _geopackage(download: Download) -> HttpResponseBase:
    folder = TemporaryDirectory(prefix="geopackage-")
    path = Path(folder.name, "made.gpkg")
    try:
        write_geopackage(download, path)
        file = path.open("rb")
    finally:
        # What is open can still be read; nothing is left behind, however the download ends.
        folder.cleanup()
    return FileResponse(file, content_type=GPKG)


_WRITERS: dict[str, Callable[[Download], HttpResponseBase]] = {"geojson": _geojson, "csv": _csv, "gpkg": _geopackage}


def _bytes(pieces: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode() for piece in pieces)
