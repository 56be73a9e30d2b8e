"""Links and teasers that lead to pages which are unpublished or gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex

from cms.core.models import BasePage, source_locale

from .registry import Row, own_pages

# References that are no links for readers.
STRUCTURE = ("alias_of", "base", "draft_title")


# How links and teasers of pages stand in a stored body.
LINK = re.compile(r"<a [^>]*linktype=\\?\"page\\?\"[^>]*>")
LINK_ID = re.compile(r"\bid=\\?\"(\d+)")
TEASER_ID = re.compile(r"\"page\": (\d+)")


def broken_links(user: Any) -> Iterator[Row]:
    """Each published page and the title of what it leads to in vain."""
    sources = {page.pk: page for page in own_pages(user, BasePage).filter(locale=source_locale())}
    wanted = sorted({*_references(sources), *_links_in_bodies(sources)})
    targets = Page.objects.in_bulk({target for _source, target in wanted})
    for source, key in wanted:
        target = targets.get(key)
        if target is not None and target.live:
            continue
        owner = sources[source]
        url = reverse("wagtailadmin_pages:edit", args=[source])
        yield Row(owner.title, _why(target), url, str(owner.municipality or ""))


def _why(target: Page | None) -> str:
    if target is None:
        return _("leads to a page that was deleted")
    return _("leads to “%(title)s”, which is not published") % {"title": target.title}


def _references(sources: Collection[int]) -> Iterator[tuple[int, int]]:
    pages = ContentType.objects.get_for_model(Page)
    links = ReferenceIndex.objects.filter(base_content_type=pages, to_content_type=pages).exclude(
        model_path__in=STRUCTURE
    )
    for source, target in links.values_list("object_id", "to_object_id").distinct():
        if int(source) in sources:
            yield int(source), int(target)


def _links_in_bodies(sources: Collection[int]) -> Iterator[tuple[int, int]]:
    # Wagtail's index of references forgets those to a page that is deleted.
    for model in apps.get_models():
        for field in model._meta.local_fields if issubclass(model, BasePage) else ():
            if isinstance(field, StreamField):
                stored = model._base_manager.annotate(stored=Cast(field.name, TextField()))
                for source, text in stored.values_list("pk", "stored").iterator():
                    if source in sources:
                        yield from ((source, target) for target in _targets(text or ""))


def _targets(text: str) -> set[int]:
    links = (LINK_ID.search(link[0]) for link in LINK.finditer(text))
    return {int(found[1]) for found in links if found} | {int(key) for key in TEASER_ID.findall(text)}
