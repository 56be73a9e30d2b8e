from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import SnippetBase
from cms.core.models.locales import words_and_shared
from geo.blocks import LegendBlock

from .datasets import Dataset


class MapLayer(SnippetBase):
    """How a dataset is drawn on the map: made by editors, a layer of their municipality's map."""

    class Style(models.TextChoices):
        ONE = "one", _("everything in one colour")
        CATEGORIES = "categories", _("a colour for each category")
        CLASSES = "classes", _("a colour for each class of numbers")

    title = models.CharField(_("title"), max_length=120)
    explanation = models.TextField(_("what it shows, in plain words"))
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="layers", verbose_name=_("data"))
    style = models.CharField(_("colours"), max_length=12, choices=Style, default=Style.ONE)
    attribute = models.CharField(
        _("coloured by"), max_length=40, blank=True, help_text=_("Empty: by the category of areas.")
    )
    legend = StreamField([("entry", LegendBlock())], verbose_name=_("legend"), use_json_field=True)
    figures = models.JSONField(_("figures shown"), default=list, blank=True)
    min_zoom = models.PositiveSmallIntegerField(
        _("from zoom"), default=8, validators=[MinValueValidator(0), MaxValueValidator(20)]
    )
    max_zoom = models.PositiveSmallIntegerField(
        _("to zoom"), default=20, validators=[MinValueValidator(0), MaxValueValidator(22)]
    )
    shown_first = models.BooleanField(_("shown when the map opens"), default=False)
    order = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    languages = models.JSONField(_("offered in"), default=list, blank=True, help_text=_("Empty: in all languages."))

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=("title", "explanation", "legend"), shared=("slug",)
    )

    class Meta(SnippetBase.Meta):
        ordering = ("order", "title")
        verbose_name = _("map layer")
        verbose_name_plural = _("map layers")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.min_zoom > self.max_zoom:
            raise ValidationError({"max_zoom": _("The last zoom is before the first.")})
        if self.dataset_id and self.municipality_id and self.dataset.municipality_id != self.municipality_id:
            raise ValidationError({"dataset": _("These data belong to another municipality.")})
