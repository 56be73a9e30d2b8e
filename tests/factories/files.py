"""Pictures and documents with small real files."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from factory.django import DjangoModelFactory
from PIL import Image as Picture
from wagtail.models import Collection, CollectionViewRestriction

from cms.core.models import Document, Image


def png(width: int = 640, height: int = 480) -> BytesIO:
    file = BytesIO()
    Picture.new("RGB", (width, height), "#0f4c5c").save(file, "PNG")
    file.seek(0)
    return file


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = Image

    title = factory.Sequence(lambda number: f"Bild {number}")
    alt_de = "Ein Haus mit Wärmepumpe."
    width = 640
    height = 480
    file = factory.LazyAttribute(lambda image: ImageFile(png(), name=f"{image.title.lower().replace(' ', '-')}.png"))


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    title = factory.Sequence(lambda number: f"Datei {number}")
    file = factory.LazyAttribute(lambda file: ContentFile(b"%PDF-1.7", name=f"{file.title.lower()}.pdf"))


def private_collection(name: str = "Intern", parent: Any = None) -> Collection:
    """A collection whose files, and those of collections below it, nobody sees without signing in."""
    collection = (parent or Collection.get_first_root_node()).add_child(name=name)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    return collection
