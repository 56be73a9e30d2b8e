"""Files belong to whose collection they lie in, and are as private as it is, from the moment it changes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps
from typing import Any

from django.db import transaction
from wagtail.models import Collection

from cms.core.models import Document, Image

from .content_version import raise_content_version


def tell_of_moves() -> None:
    """Called once: the tree's own way of moving a collection writes past every signal."""
    move = Collection.move

    @wraps(move)
    @transaction.atomic
    def move_and_tell(collection: Collection, *args: Any, **kwargs: Any) -> None:
        move(collection, *args, **kwargs)
        branch = Collection.objects.get(pk=collection.pk).get_descendants(inclusive=True)
        for model in (Image, Document):
            settle(model._default_manager.filter(collection__in=branch))
        raise_content_version(None)

    Collection.move = move_and_tell


def settle(files: Iterable[Image | Document]) -> None:
    """Give ``files``, which lie in another collection than before, to whose that is."""
    for file in files:
        file.save(update_fields=["municipality"])
