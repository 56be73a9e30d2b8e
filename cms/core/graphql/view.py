"""``/graphql``: GraphQL over HTTP, without a cookie read or set.

No login is known here, so a form on another site can't act in anybody's name and no CSRF token is needed; still
only JSON is read, so that no plain form can send a mutation at all.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from .answers import Answer
from .api import Api, current_api
from .cache import encode
from .context import local_now
from .errors import MASKED_MESSAGE, InvalidDocument, Refusal, log_failure
from .requests import HTML, JSON, RESPONSE_JSON, media_type, question_of

METHODS = "GET, HEAD, POST, OPTIONS"
# Browsers and shared caches ask again after this time at the latest, with the ETag they have.
FRESH_SECONDS = 30
SHARED_SECONDS = 120
GRAPHIQL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@csrf_exempt
def graphql(request: HttpRequest) -> HttpResponse:
    """Answer one GraphQL request; a browser that opens the address gets GraphiQL."""
    if request.method == "OPTIONS":
        return preflight()
    by_browser = request.method == "GET" and "documentId" not in request.GET
    accepted = media_type(request.META.get("HTTP_ACCEPT", ""), html=by_browser)
    if accepted == HTML:
        return graphiql(request)
    try:
        response = answered(request, current_api(), accepted)
    except InvalidDocument as refusal:
        response = refused(refusal, list(refusal.errors), accepted)
    except Refusal as refusal:
        response = refused(refusal, [dict(refusal.formatted)], accepted)
    except Exception as failure:
        reference = log_failure(failure, "", personal=True)
        error = {"message": MASKED_MESSAGE, "extensions": {"code": "INTERNAL", "reference": reference}}
        response = answer_of(encode({"errors": [error]}), 500, accepted)
    response.headers["Vary"] = "Accept"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def answered(request: HttpRequest, api: Api, accepted: str) -> HttpResponse:
    """The answer to what ``request`` asks."""
    if request.method not in ("GET", "HEAD", "POST"):
        raise Refusal("METHOD_NOT_ALLOWED", f"This address takes {METHODS}.", status=405)
    if not accepted:
        raise Refusal("NOT_ACCEPTABLE", f"Answers come as {RESPONSE_JSON} or {JSON}.", status=406)
    question = question_of(request, api.limits.body)
    answer = api.answer(question)
    if answer.no_store:
        # With data, even partial, plain JSON has status 200.
        status = answer.status if accepted == RESPONSE_JSON else 200
        return answer_of(encode(content_of(answer)), status, accepted)
    if request.method == "POST":
        return answer_of(answer.body, 200, accepted)
    return kept(request, answer, accepted)


def content_of(answer: Answer) -> dict[str, Any]:
    """An answer's content in the order clients like to read it."""
    errors = {"errors": answer.errors} if answer.errors else {}
    return errors | {"data": answer.data, "extensions": answer.extensions}


def kept(request: HttpRequest, answer: Answer, accepted: str) -> HttpResponse:
    """An answer that anybody may keep until it ends, or word that the one they have is still right."""
    known = request.META.get("HTTP_IF_NONE_MATCH")
    if known is not None and matches(known, answer.etag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = answer_of(answer.body, 200, accepted)
    left = max(0, int((answer.expires - local_now()).total_seconds())) if answer.expires else 0
    response.headers["Cache-Control"] = (
        f"public, max-age={min(FRESH_SECONDS, left)}, s-maxage={min(SHARED_SECONDS, left)}"
    )
    response.headers["ETag"] = answer.etag
    return response


def matches(known: str, etag: str) -> bool:
    """Whether ``If-None-Match`` names ``etag``, also after a proxy made it weak by compressing."""
    return known == etag or any(each in ("*", etag, f"W/{etag}") for each in parse_etags(known))


def refused(refusal: Refusal, errors: list[dict[str, Any]], accepted: str) -> HttpResponse:
    """A refusal as HTTP; plain JSON hides the status of what GraphQL itself found wrong, as its specification asks."""
    status = refusal.status if refusal.always or accepted == RESPONSE_JSON else 200
    response = answer_of(encode({"errors": errors}), status, accepted)
    if status == 405:
        response.headers["Allow"] = "POST" if refusal.code == "MUTATION_BY_GET" else METHODS
    return response


def answer_of(body: bytes, status: int, accepted: str) -> HttpResponse:
    """A response that is not kept, unless somebody says so."""
    response = HttpResponse(body, status=status, content_type=f"{accepted or JSON}; charset=utf-8")
    response.headers["Content-Length"] = str(len(body))
    response.headers["Cache-Control"] = "no-store"
    return response


def preflight() -> HttpResponse:
    """Every site may ask; there is nothing here that belongs to one reader only."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def graphiql(request: HttpRequest) -> HttpResponse:
    """The page on which people try the API, from local files only."""
    response = render(request, "core/graphiql.html")
    response.headers["Content-Security-Policy"] = GRAPHIQL_POLICY
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept"
    return response
