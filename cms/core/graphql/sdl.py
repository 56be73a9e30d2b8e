"""The schema as text, for people and tools."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from .api import current_api


def etag(request: HttpRequest) -> str:
    """Changes with the schema."""
    return f'"{hashlib.sha256(current_api().sdl.encode()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=etag)
def schema_file(request: HttpRequest) -> HttpResponse:
    """``/schema.graphql``."""
    response = HttpResponse(current_api().sdl, content_type="text/plain; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
