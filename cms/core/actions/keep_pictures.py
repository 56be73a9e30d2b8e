"""Pictures are files that anybody may fetch who knows the address: what becomes private gets another one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.core.files.storage import Storage
from django.db import transaction
from wagtail.models import Collection

from cms.core.models import Image, Rendition
from cms.core.queries.visibility import without_private_files

PUBLIC, PRIVATE = "original_images/", "private_images/"


def keep_picture(image: Image) -> None:
    """Put the file where pictures as private as this one are kept. Its renditions are made anew when asked for."""
    is_public = without_private_files(Image.objects.filter(pk=image.pk)).exists()
    before, wanted = image.file.name or "", PUBLIC if is_public else PRIVATE
    if not before or before.startswith(wanted):
        return
    storage: Storage = image.file.storage
    with storage.open(before) as content:
        after = storage.save(image.get_upload_to(before.rpartition("/")[2]).replace(PUBLIC, wanted, 1), content)
    gone = [(storage, before)]
    if not is_public:
        # Asked anew: the picture at hand may remember what it had.
        renditions = Rendition.objects.filter(image=image.pk)
        gone += [(rendition.file.storage, rendition.file.name) for rendition in renditions]
        renditions.delete()
    Image.objects.filter(pk=image.pk).update(file=after)
    image.file.name = after
    transaction.on_commit(partial(_delete, gone))


def _delete(files: list[tuple[Storage, str]]) -> None:
    """At once: the worker, which deletes the files of deleted rows, may have other things to do."""
    for storage, name in files:
        storage.delete(name)


def keep_pictures(collections: Iterable[Collection]) -> None:
    """Do so with every picture in ``collections`` and those below them."""
    for collection in collections:
        branch = collection.get_descendants(inclusive=True)
        for image in Image.objects.filter(collection__in=branch):
            keep_picture(image)
