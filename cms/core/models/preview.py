from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from wagtail_headless_preview.models import HeadlessPreviewMixin, PagePreview

from .municipality import Municipality, municipality_of_path


class PreviewedOnWebsite(HeadlessPreviewMixin):
    """Editors see a draft as readers will: on the municipality's own website, opened by a token nobody can guess."""

    municipality: Municipality | None
    locale: Any
    path: str

    def get_client_root_url(self, request: HttpRequest) -> str:
        """The website's address for drafts in this page's language."""
        # A page that is being written has no municipality yet, but a place in a tree.
        owner = self.municipality or municipality_of_path(self.path)
        root = owner.site.root_url if owner else request.build_absolute_uri("/").rstrip("/")
        return f"{root}/{self.locale.language_code}/preview/"

    def get_preview_url(self, request: HttpRequest, token: str) -> str:
        """Where the draft that ``token`` opens is seen."""
        return f"{self.get_client_root_url(request)}?{urlencode({'token': token})}"

    def create_page_preview(self) -> PagePreview:
        """Keep the draft under a new token. The signature in it says when it was made."""
        token = self.get_preview_signer().sign(secrets.token_urlsafe(32))
        preview, _made = self.update_page_preview(token)
        return preview
