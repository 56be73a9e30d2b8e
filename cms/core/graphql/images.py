from __future__ import annotations

import mimetypes
from typing import Any

import graphene

from cms.core.queries.media import ImagePreset as Preset
from cms.core.queries.media import ImageReading, rendition_of

from . import access
from .scalars import ImagePreset, global_id, hidden_key


class Rendition(graphene.ObjectType):
    """A file of a picture in a certain size."""

    url = graphene.String(required=True, description="Its address on the host asked, or a full one.")
    width = graphene.Int(description="In pixels; empty where a drawing does not say.")
    height = graphene.Int(description="In pixels; empty where a drawing does not say.")
    mime_type = graphene.String(required=True, description="For example image/webp.")

    @staticmethod
    def resolve_url(rendition: Any, info: Any) -> str:
        return rendition.file.url

    @staticmethod
    def resolve_mime_type(rendition: Any, info: Any) -> str:
        return mimetypes.guess_type(rendition.file.name)[0] or "application/octet-stream"


class Image(graphene.ObjectType):
    """A picture with the words that stand for it."""

    id = graphene.ID(required=True, description="Lasting and opaque.")
    alt = graphene.String(required=True, description="What it shows, for people who can't see it.")
    credit = graphene.String(required=True, description="Who made it; may be empty.")
    licence = graphene.String(required=True, description="Under which licence it may be used; may be empty.")
    rendition = graphene.Field(
        Rendition,
        required=True,
        preset=ImagePreset(required=True, description="Which of the sizes there are."),
        description="Its file in one of the sizes.",
    )

    @staticmethod
    def resolve_id(image: ImageReading, info: Any) -> str:
        return global_id("Image", hidden_key("image", image.image.pk))

    @staticmethod
    def resolve_rendition(image: ImageReading, info: Any, preset: Preset) -> Any:
        return rendition_of(image, Preset(preset.value))


access.public("Image", "id alt credit licence rendition")
access.public("Rendition", "url width height mimeType")
