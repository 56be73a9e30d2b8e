from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import Image, PreviewedSnippet, words_and_shared


class Topic(PreviewedSnippet):
    """What content is about; chosen by editors, shown as a filter and as a page."""

    key = models.SlugField(_("key"), max_length=80)
    name = models.CharField(_("name"), max_length=120)
    image = models.ForeignKey(
        Image, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=("name",), shared=("slug", "key", "image", "sort_order")
    )
    search_fields = [index.AutocompleteField("name"), index.SearchField("name")]

    class Meta(PreviewedSnippet.Meta):
        ordering = ("sort_order", "name")
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name
