"""A short way for the API: it needs neither session nor login nor CSRF token, so it does not pay for them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .view import graphql

API_PATH = "/graphql"


class ApiMiddleware:
    """Answers the API's address before the middleware that only pages need."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return graphql(request) if request.path_info == API_PATH else self.get_response(request)
