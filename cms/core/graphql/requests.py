"""Reading a question out of an HTTP request, as GraphQL over HTTP says."""

from __future__ import annotations

import functools
import json
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, UnreadablePostError

from .api import Question
from .errors import Refusal

RESPONSE_JSON = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"


def question_of(request: HttpRequest, largest_body: int) -> Question:
    """What ``request`` asks, or a refusal."""
    try:
        host = request.get_host()
    except DisallowedHost:
        raise Refusal("UNKNOWN_HOST", "No municipality has this address.") from None
    parameters = from_body(request, largest_body) if request.method == "POST" else from_address(request)
    document = text_of(parameters, "documentId")
    text = text_of(parameters, "query")
    if bool(document) == bool(text):
        raise Refusal("BAD_REQUEST", "Send either 'query', the text of a document, or 'documentId', its identifier.")
    if parameters.get("extensions") is not None:
        map_of(parameters, "extensions")
    return Question(
        host=host,
        document=document,
        text=text,
        operation_name=text_of(parameters, "operationName") or None,
        variables=map_of(parameters, "variables"),
        may_write=request.method == "POST",
        preview_token=request.META.get("HTTP_PREVIEW_TOKEN", ""),
        client_address=client_address(request),
    )


def from_body(request: HttpRequest, largest: int) -> dict[str, Any]:
    """The parameters in the body of a POST, which is one JSON object in UTF-8."""
    if request.content_type != JSON:
        raise Refusal("UNSUPPORTED_MEDIA_TYPE", f"Send the request as {JSON}.", status=415)
    charset = (request.content_params or {}).get("charset", "utf-8").strip('"').lower()
    if charset not in ("utf-8", "utf8") or request.META.get("HTTP_CONTENT_ENCODING", "identity") != "identity":
        raise Refusal("UNSUPPORTED_MEDIA_TYPE", "Send the request in UTF-8, not compressed.", status=415)
    try:
        body = request.read(largest + 1)
    except UnreadablePostError:
        raise Refusal("BAD_REQUEST", "The request ended before its body did.") from None
    if len(body) > largest:
        raise Refusal("BODY_TOO_LARGE", f"A request may have {largest} bytes.", status=413)
    parameters = decoded(body, "body")
    if isinstance(parameters, list):
        raise Refusal("BATCHING_NOT_SUPPORTED", "Send one operation in one request.")
    if not isinstance(parameters, dict):
        raise Refusal("BAD_REQUEST", "The body must be a JSON object.")
    return parameters


def from_address(request: HttpRequest) -> dict[str, Any]:
    """The parameters in the address of a GET; maps are written as JSON."""
    parameters: dict[str, Any] = request.GET.dict()
    for name in ("variables", "extensions"):
        if name in parameters:
            parameters[name] = decoded(parameters[name].encode(), name) if parameters[name] else None
    return parameters


def decoded(content: bytes, name: str) -> Any:
    """``content`` as JSON, strictly: no NaN, no other encoding, no bomb of brackets."""
    try:
        return json.loads(content.decode("utf-8"), parse_constant=not_a_number)
    except (ValueError, RecursionError):
        raise Refusal("BAD_REQUEST", f"The {name} is not JSON in UTF-8.") from None


def not_a_number(constant: str) -> Any:
    """Refuse what Python reads as JSON but JSON does not have."""
    raise ValueError(constant)


def text_of(parameters: dict[str, Any], name: str) -> str:
    """The text parameter ``name``, empty if it is missing."""
    value = parameters.get(name)
    if value is not None and not isinstance(value, str):
        raise Refusal("BAD_REQUEST", f"'{name}' must be a string.")
    return value or ""


def map_of(parameters: dict[str, Any], name: str) -> dict[str, Any]:
    """The parameter ``name``, an object; empty if it is missing."""
    value = parameters.get(name)
    if value is not None and not isinstance(value, dict):
        raise Refusal("BAD_REQUEST", f"'{name}' must be an object.")
    return value or {}


def client_address(request: HttpRequest) -> str:
    """The address a request comes from; what a proxy says is believed if we know the proxy."""
    address: str = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    while forwarded and address in settings.TRUSTED_PROXIES:
        address = forwarded.pop()
    return address


@functools.lru_cache(maxsize=512)
def media_type(accept: str, *, html: bool = False) -> str:
    """The best of the media types we speak for an ``Accept`` header; empty if there is none.

    Whoever accepts anything gets plain JSON, as GraphQL over HTTP asks.
    """
    ranges = dict(quality_of(part) for part in (accept or "*/*").split(",") if part.strip())
    anything = ranges.get("application/*", ranges.get("*/*", 0.0))
    offers = {
        RESPONSE_JSON: ranges.get(RESPONSE_JSON, 0.0),
        JSON: ranges.get(JSON, anything),
        HTML: ranges.get(HTML, 0.0) if html else 0.0,
    }
    best = max(offers, key=lambda offer: offers[offer])
    return best if offers[best] > 0 else ""


def quality_of(part: str) -> tuple[str, float]:
    """One range of an ``Accept`` header with its quality."""
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    try:
        return name, float(quality)
    except ValueError:
        return name, 0.0
