from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import DatedRow, SnippetBase, words_and_shared
from energy.figures import Source, Unit
from energy.rates import Rate

KEY = RegexValidator(r"^[a-z0-9]+([._-][a-z0-9]+)*\Z", _("Use small letters and digits, with dots or hyphens between."))
UNITS = [
    (Unit.PERCENT.value, _("per cent")), (Unit.EURO.value, _("euro")),
    (Unit.EURO_PER_DWELLING.value, _("euro for each dwelling")), (Unit.CENT_PER_KWH.value, _("cents for a kWh")),
    (Unit.KWH_PER_SQUARE_METRE_YEAR.value, _("kWh for a square metre and year")),
    (Unit.GRAM_PER_KWH.value, _("grams for a kWh")), (Unit.YEARS.value, _("years")),
]  # fmt: skip


class CalculationParameter(DatedRow, SnippetBase):
    """A dated number that estimates use: an efficiency, an investment, a saving, a part of the price of a fuel."""

    law_or_money = True
    key = models.CharField(_("key"), max_length=80, validators=[KEY])
    label = models.CharField(_("label"), max_length=160)
    low = models.FloatField(_("from"), null=True, blank=True, help_text=_("Empty where nobody knows it."))
    high = models.FloatField(_("to"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, choices=UNITS)
    method = models.TextField(_("method"), blank=True, max_length=600)

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=("label", "method"), shared=("slug", "key", "unit")
    )
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    class Meta(SnippetBase.Meta):
        ordering = ("key", "valid_from")
        verbose_name = _("calculation parameter")
        verbose_name_plural = _("calculation parameters")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if (self.low is None) != (self.high is None):
            raise ValidationError({"high": _("Give both bounds, or none where the number is not known.")})
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValidationError({"high": _("The upper bound is below the lower bound.")})

    def rate(self, method: str = "") -> Rate:
        """The row as estimates use it, with ``method`` in a reader's language."""
        return Rate(
            self.key, self.low, self.high, Unit(self.unit), self.valid_from, self.valid_to,
            self.status != self.Status.CONFIRMED, method or self.method, self.legal_basis,
            Source(self.source_title, self.source_url) if self.source_title else None,
        )  # fmt: skip
