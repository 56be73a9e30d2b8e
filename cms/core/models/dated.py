from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class DatedRow(models.Model):
    """Something legal or monetary: valid for a time, on a basis, from a source that somebody looked at on a day."""

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        TO_CHECK = "to_check", _("please check")

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("The last day, inclusive."))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.TO_CHECK)
    legal_basis = models.CharField(_("legal basis"), max_length=255, blank=True)
    source_title = models.CharField(_("source"), max_length=255, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The last day is before the first.")})

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def valid_on(day: date) -> models.Q:
    """The rows of a ``DatedRow`` model that hold on ``day``."""
    return (models.Q(valid_from=None) | models.Q(valid_from__lte=day)) & (
        models.Q(valid_to=None) | models.Q(valid_to__gte=day)
    )
