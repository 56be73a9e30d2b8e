"""Where documents are downloaded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from .models import Document
from .permissions.objects import media_is_readable
from .queries.visibility import without_private_files


@require_safe
def document(request: HttpRequest, key: UUID, filename: str) -> HttpResponseBase:
    """The document's file. One in a private collection is there only for people who may choose it."""
    found = Document.objects.filter(key=key).first()
    if found is None or found.filename != filename:
        raise Http404
    public = without_private_files(Document.objects.filter(pk=found.pk)).exists()
    if not public and not (request.user.is_authenticated and media_is_readable(request.user, found)):
        raise Http404
    etag = quote_etag(found.file_hash) if public and found.file_hash else None
    response = get_conditional_response(request, etag=etag) if etag else None
    return _with_headers(response or _sent(found), etag, public=public)


def _sent(found: Document) -> HttpResponseBase:
    try:
        file = found.file.storage.open(found.file.name, "rb")
    except FileNotFoundError:
        raise Http404 from None
    inline = found.content_disposition == "inline"
    return FileResponse(file, as_attachment=not inline, filename=found.filename, content_type=found.content_type)


def _with_headers(response: HttpResponseBase, etag: str | None, *, public: bool) -> HttpResponseBase:
    if etag:
        response["ETag"] = etag
    # A file may become private or another at any time: it is asked for again, and sent only if it changed.
    response["Cache-Control"] = "no-cache" if public else "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def not_here(request: HttpRequest, **_named: Any) -> HttpResponse:
    """Stands where files lie that have an address elsewhere."""
    raise Http404
