from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.models import BasePage, source_locale
from cms.core.reports import Row
from cms.core.reports.registry import own_pages


def videos_without_captions(user: Any) -> Iterator[Row]:
    """Videos in bodies that people who can't hear them don't get."""
    for model in apps.get_models():
        if issubclass(model, BasePage) and any(field.name == "body" for field in model._meta.fields):
            pages = own_pages(user, model).filter(locale=source_locale()).annotate(stored=Cast("body", TextField()))
            for page in pages.filter(stored__contains='"video"').select_related("municipality"):
                yield from _in_page(page)


def _in_page(page: Any) -> Iterator[Row]:
    for block in page.body:
        if block.block_type == "video" and not (block.value["captions"] or block.value["transcript"]):
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            detail = _("“%(title)s” has neither captions nor a transcript") % {"title": block.value["title"]}
            yield Row(page.title, detail, url, str(page.municipality or ""))
