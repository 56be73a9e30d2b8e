"""Serves archives of tiles, and single tiles from them, before the middleware that only pages need.

No database is asked, no cookie read. An archive never changes: its address holds a token of its own. What was
withdrawn is gone in all processes at once, because the file is looked for at each request.
"""

from __future__ import annotations

import gzip
import os
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.utils.http import parse_etags

from geo.tiles import store
from geo.tiles.ranges import Range, Unsatisfiable, range_of
from geo.tiles.store import Fate
from geo.values.pmtiles import Archive

PREFIX = "/tiles/"
ARCHIVE = re.compile(rf"/tiles/({store.TOKEN.pattern})\.pmtiles")
TILE = re.compile(rf"/tiles/({store.TOKEN.pattern})/(\d{{1,2}})/(\d{{1,8}})/(\d{{1,8}})\.mvt")
METHODS = "GET, HEAD, OPTIONS"
FOREVER = "public, max-age=31536000, immutable"
ARCHIVE_TYPE, TILE_TYPE = "application/vnd.pmtiles", "application/vnd.mapbox-vector-tile"
# What is read at once; ranges up to this are sent in one piece.
CHUNK = 256 * 1024
_MOST_OPEN = 32


class TileMiddleware:
    """Answers what lies below ``/tiles/``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.believed = store.Believed()
        self.directories = Directories()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        response = self._answer(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _preflight()
        if request.method not in ("GET", "HEAD"):
            return _plain(405, "Tiles are read by GET and HEAD.", Allow=METHODS)
        if match := ARCHIVE.fullmatch(request.path_info):
            token = match[1]
            return self._opened(token, lambda file: _archive(request, token, file))
        if match := TILE.fullmatch(request.path_info):
            token, zoom, x, y = match[1], int(match[2]), int(match[3]), int(match[4])
            return self._opened(token, lambda file: self._tile(request, token, file, (zoom, x, y)))
        return _plain(404, "There are no tiles at this address.")

    def _opened(self, token: str, answer: Callable[[int], HttpResponseBase]) -> HttpResponseBase:
        place = store.folder()
        if place is None:
            return self._elsewhere(token)
        try:
            file = os.open(place / store.file_of(token), os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return _missing(store.fate_in(place, token))
        return answer(file)

    def _elsewhere(self, token: str) -> HttpResponseBase:
        fate = self.believed.fate(token)
        if fate is not Fate.HERE:
            return _missing(fate)
        response = HttpResponseRedirect(store.tile_storage().url(store.file_of(token)))
        response.headers["Cache-Control"] = "no-store"
        return response

    def _tile(self, request: HttpRequest, token: str, file: int, tile: tuple[int, int, int]) -> HttpResponseBase:
        def read(offset: int, length: int) -> bytes:
            return os.pread(file, length, offset)

        try:
            archive = self.directories.of(token, read)
            zoom, x, y = tile
            if not archive.header.min_zoom <= zoom <= archive.header.max_zoom or max(x, y) >= 1 << zoom:
                return _plain(404, "The archive has no such tile.")
            place = archive.place(zoom, x, y, read)
            etag = f'"{token}-{zoom}-{x}-{y}"'
            if place is None or _is_known(request, etag):
                return _kept(HttpResponse(status=304 if place else 204), etag)
            return _sent_tile(request, read(*place), etag, zipped=archive.header.tiles_zipped)
        finally:
            os.close(file)


class Directories:
    """Headers and directories of archives, read once in a process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Archive] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, token: str, read: Callable[[int, int], bytes]) -> Archive:
        """The archive ``token``, of whose file ``read`` reads."""
        with self._lock:
            known = self._kept.get(token)
        if known is None:
            known = Archive.open(read)
            with self._lock:
                self._kept[token] = known
                while len(self._kept) > _MOST_OPEN:
                    self._kept.popitem(last=False)
        return known


def _archive(request: HttpRequest, token: str, file: int) -> HttpResponseBase:
    size = os.fstat(file).st_size
    etag = f'"{token}"'
    wanted: Range | None = None
    handed_on = False
    try:
        if _is_known(request, etag):
            return _kept(HttpResponse(status=304), etag)
        asked = request.META.get("HTTP_RANGE", "")
        # Of another state the whole is sent, so that nobody puts pieces of two archives together.
        if asked and request.META.get("HTTP_IF_RANGE", etag) == etag:
            wanted = range_of(asked, size)
        part = wanted or Range(0, size - 1)
        response: HttpResponseBase
        if request.method == "HEAD":
            response = HttpResponse()
        elif part.length <= CHUNK:
            response = HttpResponse(os.pread(file, part.length, part.first))
        else:
            response = StreamingHttpResponse(_pieces(file, part))
            handed_on = True
    except Unsatisfiable:
        return _plain(416, "The archive is shorter.", **{"Content-Range": f"bytes */{size}"})
    finally:
        if not handed_on:
            os.close(file)
    if wanted:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    response.headers["Content-Type"] = ARCHIVE_TYPE
    response.headers["Content-Length"] = str(part.length)
    response.headers["Access-Control-Expose-Headers"] = "Accept-Ranges, Content-Length, Content-Range, ETag"
    return _kept(response, etag, ranges=True)


def _pieces(file: int, part: Range) -> Iterator[bytes]:
    try:
        at = part.first
        while at <= part.last and (piece := os.pread(file, min(CHUNK, part.last - at + 1), at)):
            yield piece
            at += len(piece)
    finally:
        os.close(file)


def _sent_tile(request: HttpRequest, data: bytes, etag: str, *, zipped: bool) -> HttpResponseBase:
    response = HttpResponse(content_type=TILE_TYPE)
    if zipped:
        response.headers["Vary"] = "Accept-Encoding"
        if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            response.headers["Content-Encoding"] = "gzip"
        else:
            data = gzip.decompress(data)
    response.headers["Content-Length"] = str(len(data))
    if request.method == "GET":
        response.content = data
    return _kept(response, etag)


def _is_known(request: HttpRequest, etag: str) -> bool:
    known = request.META.get("HTTP_IF_NONE_MATCH")
    return known is not None and any(each in ("*", etag, f"W/{etag}") for each in parse_etags(known))


def _kept(response: HttpResponseBase, etag: str, *, ranges: bool = False) -> HttpResponseBase:
    if response.status_code in (204, 304):
        del response.headers["Content-Type"]
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = FOREVER
    if ranges:
        response.headers["Accept-Ranges"] = "bytes"
    return response


def _missing(fate: Fate) -> HttpResponse:
    if fate is Fate.WITHDRAWN:
        return _plain(410, "These tiles were withdrawn.")
    return _plain(404, "There are no tiles at this address.")


def _plain(status: int, text: str, **headers: str) -> HttpResponse:
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8", headers=headers)
    response.headers["Content-Length"] = str(len(response.content))
    # It may be there, or gone, in a minute.
    response.headers["Cache-Control"] = "no-store"
    return response


def _preflight() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "Range, If-Range, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )
