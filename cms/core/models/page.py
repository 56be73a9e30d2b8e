from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField

from .locales import Wording, words_and_shared
from .media import Image
from .municipality import Municipality, municipality_of_path
from .preview import PreviewedOnWebsite

PAGE_WORDS = ("title", "seo_title", "search_description", "teaser")
PAGE_SHARED = ("slug", "image", "show_in_menus")


class BasePage(PreviewedOnWebsite, Wording, Page):
    """What every page has. One table, so that lists of mixed pages are one query.

    Only words differ between languages; everything else is read from the page in the source language.
    """

    municipality = models.ForeignKey(
        Municipality,
        null=True,
        on_delete=models.PROTECT,
        related_name="pages",
        editable=False,
    )
    teaser = models.CharField(
        _("teaser"),
        max_length=240,
        blank=True,
        help_text=_("One or two sentences for lists and search engines."),
    )
    image = models.ForeignKey(
        Image,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    search_text = models.TextField(blank=True, editable=False)

    is_creatable = False
    max_count_per_parent: ClassVar[int | None]

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(words=PAGE_WORDS, shared=PAGE_SHARED)
    search_fields = [*Page.search_fields, index.SearchField("search_text"), index.FilterField("municipality_id")]
    promote_panels: ClassVar[list[Any]] = []

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A copy belongs to where it is put, not to where it comes from.
        if self.municipality_id is None or self._state.adding:
            self.municipality = municipality_of_path(self.path) or self.municipality
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        restored = super().with_content_json(content)
        restored.municipality_id = self.municipality_id
        return restored
