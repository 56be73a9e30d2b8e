"""Let the admin tell itself where a request comes from."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class AdminReferrers:
    """Middleware: readers' pages send no referrer; the admin's send theirs, but to this host only.

    Without one a browser calls its origin "null", and every form of the admin, its sign-in first, would be refused as
    forged.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            response.headers.setdefault("Referrer-Policy", "same-origin")
        return response
