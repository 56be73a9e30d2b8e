"""Pictures without words and documents that can't be read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from cms.core.models import Document, Image

from .registry import Row


def own_files(user: Any, model: type[Image] | type[Document]) -> Any:
    policy = policy_registry.get_by_type(model)
    mine = policy.instances_user_has_any_permission_for(user, ("change", "delete"))
    return model.objects.filter(pk__in=mine.values("pk")).select_related("collection").order_by("title")


def pictures_without_words(user: Any) -> Iterator[Row]:
    """Pictures with no alternative text in German."""
    for image in own_files(user, Image).filter(alt_de=""):
        url = reverse("wagtailimages:edit", args=[image.pk])
        yield Row(image.title, _("no alternative text"), url, image.collection.name, image.created_at.date())


def untagged_documents(user: Any) -> Iterator[Row]:
    """PDF files that say of themselves that they are not tagged, or can't be read."""
    unread = Q(reading=Document.Reading.UNREADABLE)
    for document in own_files(user, Document).filter(unread | Q(reading=Document.Reading.READ, tagged=False)):
        url = reverse("wagtaildocs:edit", args=[document.pk])
        detail = ", ".join(lacks(document))
        yield Row(document.title, detail, url, document.collection.name, document.created_at.date())


def lacks(document: Document) -> Iterator[str]:
    """What a screen reader misses in a PDF file."""
    if document.reading == Document.Reading.UNREADABLE:
        yield _("could not be read: damaged, encrypted or too large")
        return
    yield _("no tags")
    if not document.language_in_file:
        yield _("no language")
    if not document.title_in_file:
        yield _("no title")
