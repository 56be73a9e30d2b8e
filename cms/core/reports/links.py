"""Links and teasers that lead to pages which are unpublished or gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from cms.core.models import BasePage, source_locale

from .registry import Row, own_pages

# References that are no links for readers.
STRUCTURE = ("alias_of", "base", "draft_title")


def broken_links(user: Any) -> Iterator[Row]:
    """Each published page and the title of what it leads to in vain."""
    sources = {str(page.pk): page for page in own_pages(user, BasePage).filter(locale=source_locale())}
    pages = ContentType.objects.get_for_model(Page)
    links = ReferenceIndex.objects.filter(
        base_content_type=pages, to_content_type=pages, object_id__in=list(sources)
    ).exclude(model_path__in=STRUCTURE)
    wanted = list(links.values_list("object_id", "to_object_id").distinct())
    targets = {str(page.pk): page for page in Page.objects.filter(pk__in={int(target) for _source, target in wanted})}
    for source, target in wanted:
        page = targets.get(target)
        if page is None or not page.live:
            detail = (
                _("leads to “%(title)s”, which is not published") % {"title": page.title}
                if page
                else _("leads to a page that was deleted")
            )
            owner = sources[source]
            yield Row(
                owner.title, detail, reverse("wagtailadmin_pages:edit", args=[owner.pk]), str(owner.municipality or "")
            )
