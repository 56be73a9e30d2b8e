from __future__ import annotations

import json
import secrets
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from wagtail.models import PreviewableMixin
from wagtail_headless_preview.models import HeadlessPreviewMixin, PagePreview

from .locales import source_locale
from .municipality import Municipality, municipality_of_path
from .snippet import SnippetBase


class PreviewedOnWebsite(HeadlessPreviewMixin):
    """Editors see a draft as readers will: on the municipality's own website, opened by a token nobody can guess."""

    municipality: Municipality | None
    locale: Any

    @property
    def previewed_at(self) -> Municipality | None:
        """On whose website the draft is shown."""
        # A page that is being written has no municipality yet, but a place in a tree.
        return self.municipality or municipality_of_path(getattr(self, "path", ""))

    def get_client_root_url(self, request: HttpRequest) -> str:
        """The website's address for drafts in this page's language."""
        owner = self.previewed_at
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


class PreviewedSnippet(PreviewedOnWebsite, SnippetBase):
    """A snippet that has a page on the website; its draft is shown there, the library's at the region."""

    preview_modes = PreviewableMixin.DEFAULT_PREVIEW_MODES

    class Meta(SnippetBase.Meta):
        abstract = True

    @property
    def previewed_at(self) -> Municipality | None:
        """On whose website the draft is shown."""
        return self.municipality or Municipality.objects.filter(kind=Municipality.Kind.REGION).first()

    def create_page_preview(self) -> PagePreview:
        """Keep the draft under a new token."""
        # What was never saved has no language yet; all content begins in the source language.
        if self.locale_id is None:
            self.locale = source_locale()
        return super().create_page_preview()

    def update_page_preview(self, token: str) -> tuple[PagePreview, bool]:
        """Keep the draft with its type: only pages write that themselves."""
        kind = ContentType.objects.get_for_model(self, for_concrete_model=False)
        content = {**self.serializable_data(), "content_type": kind.pk}
        made: tuple[PagePreview, bool] = PagePreview.objects.update_or_create(
            token=token, defaults={"content_type": kind, "content_json": json.dumps(content, cls=DjangoJSONEncoder)}
        )
        return made
