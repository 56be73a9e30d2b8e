"""What all public addresses of geodata have in common: whose they are, how they are kept, how they refuse."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from cms.core.graphql.errors import Refusal
from cms.core.graphql.scopes import Hosts, Scope
from cms.core.models import Municipality
from cms.core.queries.atlas import published
from cms.core.queries.versions import version_of

# What was recalled must be gone everywhere within a minute.
KEPT = "public, max-age=30, s-maxage=30"
PROBLEM = "application/problem+json"
METHODS = "GET, HEAD, OPTIONS"
_HOSTS = Hosts()


class Refused(Exception):
    """A request that is not answered: the HTTP status, a sentence, and what else the answer says."""

    def __init__(self, status: int, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.more = status, detail, more


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, the municipality whose data it asks for, and the website's address at which it came."""

    request: HttpRequest
    municipality: Municipality
    base_url: str
    etag: str
    is_known: bool

    @property
    def needs_no_content(self) -> bool:
        """Whether the client has it already, or asked for the headers only."""
        return self.is_known or self.request.method == "HEAD"


View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """``view(asked, ...)`` as a view of Django: by host, or by ``municipality``'s key in the address.

    Anybody on any site may ask. No cookie is read. An answer is kept until public content changes.
    """

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, **named: Any) -> HttpResponseBase:
        try:
            response = _answer(view, request, named)
        except Refused as refused:
            response = problem(refused)
        except Refusal as refusal:
            response = problem(Refused(refusal.status, refusal.message))
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return answered


def problem(refused: Refused) -> HttpResponse:
    """A refusal as RFC 9457 has it."""
    said = {"title": refused.detail, "status": refused.status, **refused.more}
    response = HttpResponse(json.dumps(said, ensure_ascii=False), status=refused.status, content_type=PROBLEM)
    response.headers["Cache-Control"] = "no-store"
    if refused.status == 405:
        response.headers["Allow"] = METHODS
    if successor := refused.more.get("successor"):
        response.headers["Link"] = f'<{successor}>; rel="successor-version"'
    return response


def only_known(request: HttpRequest, known: set[str]) -> None:
    """Raise Refused where ``request`` has parameters besides ``known``, or one of them twice."""
    for name, values in request.GET.lists():
        if name not in known:
            listed = ", ".join(sorted(known)) or "none"
            raise Refused(400, f"Unknown parameter “{name}”. Known here: {listed}.")
        if len(values) > 1:
            raise Refused(400, f"The parameter “{name}” is given more than once.")


def _answer(view: View, request: HttpRequest, named: dict[str, Any]) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS, "Access-Control-Allow-Methods": METHODS})
    if request.method not in ("GET", "HEAD"):
        raise Refused(405, f"This address takes {METHODS}.")
    asked = _asked(request, _HOSTS.scope(request.get_host()), named.pop("municipality", None))
    # What was recalled or never was is refused before anybody is told that what they have is right.
    response = view(asked, **named)
    if response.status_code == 200:
        if asked.is_known:
            response = HttpResponse(status=304)
            del response.headers["Content-Type"]
        response.headers["ETag"] = asked.etag
        response.headers["Cache-Control"] = KEPT
        response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Content-Crs"
    return response


def _asked(request: HttpRequest, scope: Scope, key: str | None) -> Asked:
    municipality = scope.municipality
    if key is not None:
        found = published()[1].by_key.get(key)
        if found is None:
            raise Refused(404, "There is no such municipality.")
        municipality = found
    state = version_of(municipality, scope.versions)
    made_of = repr((state, request.get_host(), request.get_full_path()))
    etag = f'W/"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}"'
    known = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    return Asked(request, municipality, scope.base_url, etag, etag in known or "*" in known)
