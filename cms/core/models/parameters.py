"""Parameters that calculations use, each row dated and sourced."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import BaseTranslatableField

from energy.figures import Figure, Source, State, Unit

from .dated import DatedRow
from .locales import words_and_shared
from .snippet import SnippetBase


class ParameterRow(DatedRow, SnippetBase):
    """A dated number with a range, for one energy carrier."""

    key = models.SlugField(_("key"), max_length=80)
    carrier = models.SlugField(_("energy carrier"), max_length=60)
    label = models.CharField(_("label"), max_length=160)
    low = models.FloatField(_("from"))
    high = models.FloatField(_("to"))
    method = models.CharField(_("method"), max_length=255, blank=True)

    unit: ClassVar[Unit]
    law_or_money = True
    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=("label", "method"), shared=("slug", "key")
    )

    class Meta(SnippetBase.Meta):
        abstract = True
        ordering = ("carrier", "valid_from")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValidationError({"high": _("The upper bound is below the lower bound.")})

    @property
    def figure(self) -> Figure:
        """The row as a figure; what nobody confirmed counts as estimated."""
        state = State.REGISTERED if self.status == self.Status.CONFIRMED else State.ESTIMATED
        year = self.valid_from.year if self.valid_from else None
        return Figure(
            self.low, self.high, self.unit, state, self.method, Source(self.source_title, self.source_url), year
        )


class EnergyPrice(ParameterRow):
    unit = Unit.CENT_PER_KWH

    class Meta(ParameterRow.Meta):
        verbose_name = _("energy price")
        verbose_name_plural = _("energy prices")


class EmissionFactor(ParameterRow):
    unit = Unit.GRAM_PER_KWH

    class Meta(ParameterRow.Meta):
        verbose_name = _("emission factor")
        verbose_name_plural = _("emission factors")
