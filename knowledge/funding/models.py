from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField

from cms.core.blocks.text import RICH_TEXT_FEATURES
from cms.core.models import DatedRow, Image, PreviewedSnippet, words_and_shared
from knowledge.topics.models import Topic


class FundingProgramme(PreviewedSnippet):
    """A grant: what it pays for, whom, how much on which day, and how to get it."""

    law_or_money = True
    title = models.CharField(_("title"), max_length=200)
    provider = models.CharField(_("who gives it"), max_length=200)
    summary = models.TextField(_("summary"), help_text=_("One or two sentences."))
    what = RichTextField(_("what is funded"), features=RICH_TEXT_FEATURES, blank=True)
    steps = models.TextField(_("how to apply"), blank=True, help_text=_("One step a line, in order."))
    for_whom = models.JSONField(_("for whom"), default=list, blank=True)
    url = models.URLField(_("address of the programme"), blank=True)
    image = models.ForeignKey(
        Image, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture")
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=("title", "provider", "summary", "what", "steps", "rates"), shared=("slug",)
    )
    search_fields = [
        index.AutocompleteField("title"), index.SearchField("title"), index.SearchField("summary"),
        index.SearchField("what"),
    ]  # fmt: skip

    class Meta(PreviewedSnippet.Meta):
        ordering = ("title",)
        verbose_name = _("funding programme")
        verbose_name_plural = _("funding programmes")

    def __str__(self) -> str:
        return self.title


class FundingRate(TranslatableMixin, DatedRow, Orderable):
    """One dated line of a programme: its base rate, a bonus with its condition, a cap, or a limit of eligible cost."""

    class Kind(models.TextChoices):
        BASE = "base", _("base rate")
        BONUS = "bonus", _("bonus")
        CAP = "cap", _("cap")
        ELIGIBLE_COST = "eligible_cost", _("limit of eligible cost")

    class RateUnit(models.TextChoices):
        PERCENT = "percent", _("percent")
        EURO = "EUR", _("euro")
        EURO_PER_DWELLING = "EUR_per_dwelling", _("euro per dwelling")

    programme = ParentalKey(FundingProgramme, on_delete=models.CASCADE, related_name="rates")
    key = models.SlugField(_("key"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    label = models.CharField(_("label"), max_length=200)
    condition = models.CharField(_("condition"), max_length=400, blank=True)
    amount = models.DecimalField(
        _("amount"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Empty where nobody knows it: readers are told so."),
    )
    unit = models.CharField(_("unit"), max_length=20, choices=RateUnit)
    dwelling_from = models.PositiveSmallIntegerField(_("from dwelling"), null=True, blank=True)
    dwelling_to = models.PositiveSmallIntegerField(_("to dwelling"), null=True, blank=True)

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(words=("label", "condition"))

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("rate")
        verbose_name_plural = _("rates")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.amount is not None and self.unit == self.RateUnit.PERCENT and not 0 <= self.amount <= 100:
            raise ValidationError({"amount": _("A percentage lies between 0 and 100.")})

    def is_expired_on(self, day: date) -> bool:
        return self.valid_to is not None and self.valid_to < day
