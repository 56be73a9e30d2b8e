"""Asking GDAL in a process of its own; whatever becomes of it, here it is a FileError or an answer."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from . import gdal_worker
from .guards.sizes import MEGA
from .refusals import refusal

# Everything of GDAL's that is not asked for, above all what fetches, runs or follows.
UNWANTED_DRIVERS = (
    "ADBC", "AIVector", "AVCBin", "AVCE00", "AmigoCloud", "CSV", "CSW", "Carto", "DGN", "DXF", "EDIGEO", "EEDA",
    "ESRIJSON", "Elasticsearch", "GDALG", "GPKG", "GPSBabel", "GPX", "GTFS", "GeoJSON", "GeoJSONSeq", "GeoRSS", "HTTP",
    "Idrisi", "JML", "JSONFG", "KML", "LIBKML", "LVBAG", "MBTiles", "MEM", "MVT", "MapInfo File", "MapML",
    "MiraMonVector", "NGW", "OAPIF", "ODS", "OGCAPI", "OGR_GMT", "OGR_PDS", "OGR_VRT", "OSM", "OpenFileGDB", "PCIDSK",
    "PDF", "PDS4", "PGDUMP", "PLSCENES", "PMTiles", "S57", "SQLite", "SXF", "Selafin", "TopoJSON", "VDV", "VFK",
    "VICAR", "WAsP", "WFS", "XLSX",
)  # fmt: skip
_NOWHERE = "http://127.0.0.1:9"
_ROOT = Path(__file__).resolve().parents[2]
_START = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from geo.files.gdal_worker import main; main()"
_BLOCK = 1 << 20
_MOST_HEAD, _MOST_BODY = 256 * MEGA, 1_024 * MEGA
_BASE_MEMORY, _MEMORY_PER_BYTE = 400 * MEGA, 8
_BASE_SECONDS, _BYTES_PER_SECOND = 8, 5 * MEGA


def ask(path: Path, name: str, request: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], bytes]]:
    """What the worker says to ``request`` about the copy at ``path``, piece by piece. Raises FileError."""
    size = sum(part.stat().st_size for part in path.parent.iterdir() if part.is_file())
    seconds = _BASE_SECONDS + size // _BYTES_PER_SECOND
    limits = {
        "memory": min(_BASE_MEMORY + _MEMORY_PER_BYTE * size, int(settings.GEODATA_READER_BYTES)),
        "seconds": seconds, "writes": size + 50 * MEGA,
    }  # fmt: skip
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, cwd=path.parent, env=_environment(path.parent), start_new_session=True,
    ) as process:  # fmt: skip
        try:
            _tell(process, {"encoding": "", **request, **limits, "path": str(path)})
            yield from _frames(process, name, seconds)
        finally:
            process.kill()


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of ours, and wherever GDAL or its libraries could call out, an address where nobody answers."""
    kept = {key: os.environ[key] for key in ("LD_LIBRARY_PATH", "SYSTEMROOT") if key in os.environ}
    return kept | {
        "GDAL_SKIP": ",".join(UNWANTED_DRIVERS),
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
        "GDAL_HTTP_TIMEOUT": "1", "GDAL_HTTP_CONNECTTIMEOUT": "1", "GDAL_HTTP_MAX_RETRY": "0",
        "GDAL_HTTP_PROXY": _NOWHERE, "http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "all_proxy": _NOWHERE,
        "PROJ_NETWORK": "OFF",
        "GML_SKIP_RESOLVE_ELEMS": "ALL", "GML_SKIP_CORRUPTED_FEATURES": "NO", "GML_DOWNLOAD_WFS_SCHEMA": "NO",
        "GDAL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", "GDAL_CACHEMAX": "32",
        "HOME": str(folder), "TMPDIR": str(folder), "CPL_TMPDIR": str(folder),
        "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8",
    }  # fmt: skip


def _tell(process: subprocess.Popen[bytes], request: Mapping[str, Any]) -> None:
    if process.stdin is None:
        raise RuntimeError
    try:
        process.stdin.write(json.dumps(request).encode())
        process.stdin.close()
    except BrokenPipeError:
        # That it is gone already is seen when its answer is read.
        return


def _frames(process: subprocess.Popen[bytes], name: str, seconds: float) -> Iterator[tuple[dict[str, Any], bytes]]:
    while True:
        # Only waiting for the worker counts: whoever takes the features may take long.
        deadline = time.monotonic() + seconds
        head_size, body_size = gdal_worker.FRAME.unpack(_read(process, gdal_worker.FRAME.size, deadline, name))
        if head_size > _MOST_HEAD or body_size > _MOST_BODY:
            raise refusal(name, _reason("memory"))
        head = json.loads(_read(process, head_size, deadline, name))
        body = _read(process, body_size, deadline, name)
        if "error" in head:
            raise refusal(name, _reason(head["error"]))
        if "end" in head:
            return
        yield head, body


def _read(process: subprocess.Popen[bytes], size: int, deadline: float, name: str) -> bytes:
    if process.stdout is None:
        raise RuntimeError
    pipe, parts = process.stdout.fileno(), []
    while size:
        ready, _out, _other = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise refusal(name, _reason("time"))
        part = os.read(pipe, min(size, _BLOCK))
        if not part:
            raise refusal(name, _reason("time" if process.wait(5) in (-24, -9) else "crash"))
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _reason(what: str) -> str:
    if what == "memory":
        return _("Reading it needs more memory than a file of its size should. Divide it, or export it as GeoPackage.")
    if what == "time":
        return _(
            "Reading it takes longer than a file of its size should. Open it in a GIS and export it as GeoPackage."
        )
    if what == "letters":
        return _("Its text is in another encoding than it says. Say in which, or export it in UTF-8.")
    return _("It is damaged and can't be read. Open it in a GIS and export it as GeoPackage.")
