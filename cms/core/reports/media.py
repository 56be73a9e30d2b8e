"""Pictures without words and documents that can't be read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
    """PDF files nobody has marked as accessible."""
    for document in own_files(user, Document).filter(file__iendswith=".pdf", tagged=False):
        url = reverse("wagtaildocs:edit", args=[document.pk])
        detail = _("not marked as an accessible PDF")
        yield Row(document.title, detail, url, document.collection.name, document.created_at.date())
