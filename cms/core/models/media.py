from __future__ import annotations

import secrets
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from .municipality import Municipality

PATH_LENGTH = 90
"""Of the hundred characters of a file's column, those that leave a storage room to make a name unique."""


class MediaRights(models.Model):
    """Whose a file is and who may use it how."""

    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Who made it."))
    licence = models.CharField(_("licence"), max_length=60, blank=True, help_text=_("For example CC BY 4.0."))
    municipality = models.ForeignKey(
        Municipality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("municipality"),
        help_text=_("Empty: the region's library, for all cities."),
    )
    # Wagtail's own models of the same names claim the reverse names.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A file belongs to whose collection it lies in: nobody chooses that twice.
        kept_in = self.collection.get_ancestors(inclusive=True)  # type: ignore[attr-defined]
        owner = Municipality.objects.filter(collection__in=kept_in).first()
        if owner is not None:
            self.municipality = owner
        super().save(*args, **kwargs)


def unguessable(path: str) -> str:
    """``path`` with a folder in it that nobody can guess, no longer than its column."""
    folder, file = PurePosixPath(path).parent, PurePosixPath(path)
    above = f"{folder}/{secrets.token_hex(12)}/"
    return above + file.stem[: PATH_LENGTH - len(above) - len(file.suffix)] + file.suffix


class Image(MediaRights, AbstractImage):
    """A picture with the words that stand for it when it can't be seen."""

    tags = TaggableManager(blank=True, verbose_name=_("tags"), related_name="core_images")
    alt_de = models.CharField(
        _("alternative text (German)"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows and explains, in one sentence."),
    )
    alt_en = models.CharField(_("alternative text (English)"), max_length=300, blank=True)
    alt_it = models.CharField(_("alternative text (Italian)"), max_length=300, blank=True)

    admin_form_fields = (
        "title", "file", "collection", "alt_de", "alt_en", "alt_it", "credit", "licence",
        "tags", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        return unguessable(super().get_upload_to(filename))

    @property
    def default_alt_text(self) -> str:
        return self.alt_de

    def alt(self, language: str) -> str:
        """Its alternative text in ``language``, in German where that has none."""
        return getattr(self, f"alt_{language}", "") or self.alt_de


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    def get_upload_to(self, filename: str) -> str:
        return unguessable(super().get_upload_to(filename))

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Document(MediaRights, AbstractDocument):
    """A file to download. What a PDF says of itself is read from the file, never ticked."""

    class Reading(models.TextChoices):
        WAITING = "waiting", _("not read yet")
        READ = "read", _("read")
        UNREADABLE = "unreadable", _("could not be read")
        OTHER = "other", _("not a PDF file")

    # In its address, so that nobody can count or guess documents.
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    tags = TaggableManager(blank=True, verbose_name=_("tags"), related_name="core_documents")
    language = models.CharField(_("language"), max_length=2, default="de")
    reading = models.CharField(_("reading"), max_length=10, choices=Reading, default=Reading.WAITING, editable=False)
    # Whether it has the structure that a screen reader needs, which language and which title are written in it.
    tagged = models.BooleanField(_("accessible PDF"), default=False, editable=False)
    language_in_file = models.CharField(max_length=35, blank=True, editable=False)
    title_in_file = models.CharField(max_length=255, blank=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "language", "credit", "licence", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A new file was never read, whatever the one before it said.
        if self.file and not self.file._committed:
            self.reading = self.Reading.WAITING
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """Where it is downloaded."""
        return reverse("document", args=[self.key, self.filename])
