"""Pictures and documents that are public, and the addresses of their renditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

from django.db.models import F
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from cms.core.models import BasePage, Document, Image, Rendition

from .prepared import Prepared
from .readings import PageReading, Reader
from .visibility import without_private_files


class ImagePreset(Enum):
    """The renditions there are; the value is Wagtail's notation."""

    THUMB = "fill-160x160|format-webp"
    CARD = "fill-640x360|format-webp"
    WIDE = "max-1200x900|format-webp"
    HERO = "fill-1600x640|format-webp"
    SOCIAL = "fill-1200x630|format-jpeg"


SPECS = {preset.value for preset in ImagePreset}
RENDITION = {
    "rendition_spec": F("renditions__filter_spec"),
    "rendition_file": F("renditions__file"),
    "rendition_width": F("renditions__width"),
    "rendition_height": F("renditions__height"),
}
IMAGES: Prepared[Any] = Prepared(
    lambda pks: without_private_files(Image.objects.filter(pk__in=pks)).annotate(**RENDITION), pks=int
)
# For each kind of page, what else of it shows pictures: read together where the whole page is asked for.
MORE_IMAGES: dict[type[BasePage], Callable[[PageReading], Iterable[int | None]]] = {}


class ImageReading:
    """A public picture as a reader gets it; ``alt`` may be said better by the page that shows it."""

    __slots__ = ("_alt", "image", "reader")

    def __init__(self, reader: Reader, image: Image, alt: str = "") -> None:
        self.reader = reader
        self.image = image
        self._alt = alt

    @property
    def alt(self) -> str:
        return self._alt or self.image.alt(self.reader.language)

    @property
    def credit(self) -> str:
        return self.image.credit

    @property
    def licence(self) -> str:
        return self.image.licence


def images(reader: Reader, keys: Iterable[int | None]) -> dict[int, Image]:
    """The public pictures among ``keys``, read with their renditions in one query, once for each edition."""
    known: dict[int, Image | None] = reader.edition.keep(("public", Image), dict)
    wanted = {key for key in keys if key is not None}
    missing = wanted - known.keys()
    if missing:
        renditions = renditions_known(reader)
        known.update(dict.fromkeys(missing))
        for row in IMAGES(pks=sorted(missing)):
            known[row.pk] = row
            if row.rendition_spec in SPECS:
                renditions[row.pk, ImagePreset(row.rendition_spec)] = Rendition(
                    image=row, filter_spec=row.rendition_spec, file=row.rendition_file,
                    width=row.rendition_width, height=row.rendition_height,
                )  # fmt: skip
    return {key: image for key in wanted if (image := known[key]) is not None}


def renditions_known(reader: Reader) -> dict[tuple[int, ImagePreset], Any]:
    return reader.edition.keep("renditions", dict)


def documents(reader: Reader, keys: Iterable[int | None]) -> dict[int, Document]:
    """The public documents among ``keys``, read once for each edition."""
    known: dict[int, Document | None] = reader.edition.keep(("public", Document), dict)
    wanted = {key for key in keys if key is not None}
    missing = wanted - known.keys()
    if missing:
        known.update(dict.fromkeys(missing))
        known.update((row.pk, row) for row in without_private_files(Document.objects.filter(pk__in=missing)))
    return {key: file for key in wanted if (file := known[key]) is not None}


def image_reading(
    reader: Reader, key: int | None, peers: Iterable[int | None] = (), alt: str = ""
) -> ImageReading | None:
    """The picture ``key``, loaded with its ``peers``; None where there is none or it is not public."""
    if key is None:
        return None
    image = images(reader, [key, *peers]).get(key)
    return ImageReading(reader, image, alt) if image else None


def image_of(page: PageReading) -> ImageReading | None:
    """The picture of a page, loaded with those shown beside it."""
    key = page.entry.image_id
    if key is None:
        return None
    more = MORE_IMAGES.get(page.entry.model) if page.whole else None
    beside = more(page) if more else [peer.entry.image_id for peer in page.peers]
    return image_reading(page.reader, key, beside)


def rendition_of(reading: ImageReading, preset: ImagePreset) -> Any:
    """The rendition of a picture, made if it is not there yet; drawings are shown as they are."""
    image = reading.image
    if image.is_svg():
        return image
    known = renditions_known(reading.reader)
    if (image.pk, preset) not in known:
        known[image.pk, preset] = _render(image, preset)
    return known[image.pk, preset]


def _render(image: Image, preset: ImagePreset) -> Any:
    try:
        return image.get_rendition(preset.value)
    except (SourceImageIOError, InvalidFilterSpecError):
        # A lost file must not take the page with it: its address stays, and the alternative text is shown.
        return image
