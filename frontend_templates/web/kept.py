"""Pages that are kept, by everything they depend on, until the first moment at which they may be wrong."""

from __future__ import annotations

import functools
import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from frontend_templates.transport import transport

from .visit import Visit

FOLDER = Path(__file__).parent
LONGEST = 3600
# Where the API is elsewhere and nobody says what its content's version is.
WITHOUT_VERSION = 30


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it is sent."""

    body: bytes
    status: int
    content_type: str
    language: str
    etag: str
    packed: bytes = b""

    def to_keep(self) -> Kept:
        """The page with its body also packed, once for all readers."""
        return replace(self, packed=gzip.compress(self.body, 6, mtime=0))


@functools.cache
def release() -> str:
    """Changes with the templates, catalogues and styles, so that a new release starts with fresh pages."""
    digest = hashlib.sha256()
    kinds = {".html", ".graphql", ".py", ".css", ".mo"}
    for path in sorted(FOLDER.parent.rglob("*")):
        if path.suffix in kinds and path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def key_of(request: HttpRequest, version: str, extra: str = "") -> str:
    """The key of the page that ``request`` asks for."""
    parts = (release(), version, request.get_host(), request.get_full_path(), request.scheme or "", extra)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def seconds_left(visit: Visit, version: str) -> int:
    """For how long a page made from the answers to ``visit`` may be kept."""
    if visit.no_store or visit.preview_token:
        return 0
    longest = LONGEST if version else WITHOUT_VERSION
    if visit.expires is None:
        return longest
    return max(0, min(longest, int((visit.expires - timezone.now()).total_seconds())))


def answer(request: HttpRequest, page: Kept, *, no_store: bool = False) -> HttpResponse:
    """``page`` as a response, or 304 where the reader has it."""
    response: HttpResponse
    if not no_store and request.headers.get("If-None-Match") == page.etag and page.status == 200:
        response = HttpResponseNotModified()
    else:
        packed = bool(page.packed) and "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(
            page.packed if packed else page.body, status=page.status, content_type=page.content_type
        )
        if packed:
            response["Content-Encoding"] = "gzip"
        if page.language:
            response["Content-Language"] = page.language
    if no_store:
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
    else:
        response["ETag"] = page.etag
        patch_vary_headers(response, ("Accept-Encoding",))
        response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def made(body: str, status: int = 200, content_type: str = "text/html; charset=utf-8", language: str = "") -> Kept:
    """A page from its text."""
    content = body.encode()
    return Kept(content, status, content_type, language, f'W/"{hashlib.sha256(content).hexdigest()[:32]}"')


def kept_or_made(request: HttpRequest, visit: Visit, make: Callable[[], Kept]) -> HttpResponse:
    """The page that is kept for ``request``, or what ``make`` makes, kept where it may be."""
    version = transport().version(visit.host)
    cache = caches["answers"]
    key = key_of(request, version)
    page: Kept | None = cache.get(key)
    if page is None:
        page = make()
        seconds = seconds_left(visit, version)
        if seconds == 0:
            return answer(request, page, no_store=visit.no_store or bool(visit.preview_token))
        if page.status == 200:
            page = page.to_keep()
            cache.set(key, page, seconds)
    return answer(request, page)
