"""What a browser may do on the admin's pages: more than on the website, but nothing with another host."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Site

# Wagtail's admin has inline scripts and styles. Previews of drafts are frames of the municipalities' websites.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; frame-src 'self' {sites}; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)


class AdminHeaders:
    """Middleware: the admin's own content security and referrer policies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            sites = sorted({path.root_url for path in Site.get_site_root_paths()})
            # A preview is an answer of the website inside, with the website's own policy.
            response.headers["Content-Security-Policy"] = POLICY.format(sites=" ".join(sites))
            # Without a referrer browsers send no origin either, and Django refuses the form.
            response.headers["Referrer-Policy"] = "same-origin"
        return response
