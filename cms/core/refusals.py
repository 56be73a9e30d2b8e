"""Whoever wanted to publish something unfinished is led to it, and told what is missing."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from .actions.publish_checked import Unpublishable


class PublishingRefusals:
    """Middleware: answers where a view of the admin was kept from publishing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Lead to the editor."""
        if not isinstance(exception, Unpublishable):
            return None
        messages.error(request, exception.told)
        editor = AdminURLFinder(request.user).get_edit_url(exception.record) or reverse("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # As the admin's own windows are answered when they are done.
            return JsonResponse({"step": "success", "redirect": editor})
        return redirect(editor)
