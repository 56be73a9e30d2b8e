from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import PreviewedSnippet, User, words_and_shared
from geo.fields import PointField
from knowledge.topics.models import Topic

DAYS = [
    ("monday", _("Monday")), ("tuesday", _("Tuesday")), ("wednesday", _("Wednesday")), ("thursday", _("Thursday")),
    ("friday", _("Friday")), ("saturday", _("Saturday")), ("sunday", _("Sunday")),
]  # fmt: skip


class AdviceCentre(PreviewedSnippet):
    """Where people get advice: place, hours, languages, how to book."""

    name = models.CharField(_("name"), max_length=200)
    summary = models.TextField(_("what it helps with"))
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    location = PointField(_("place on the map"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    url = models.URLField(_("website"), blank=True)
    booking_url = models.URLField(_("address for booking"), blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True, help_text=_("Codes such as de, en."))
    accessibility = models.TextField(_("accessibility"), blank=True)
    free_of_charge = models.BooleanField(_("free of charge"), null=True, blank=True)
    invented = models.BooleanField(_("invented for the demo"), default=False)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    to_check = models.BooleanField(_("please check"), default=False)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=("name", "summary", "accessibility", "closures"), shared=("slug",)
    )
    search_fields = [index.AutocompleteField("name"), index.SearchField("name"), index.SearchField("summary")]

    class Meta(PreviewedSnippet.Meta):
        ordering = ("name",)
        verbose_name = _("advice centre")
        verbose_name_plural = _("advice centres")

    def __str__(self) -> str:
        return self.name


class OpeningHours(Orderable):
    centre = ParentalKey(AdviceCentre, on_delete=models.CASCADE, related_name="opening_hours")
    day = models.CharField(_("day"), max_length=10, choices=DAYS)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta(Orderable.Meta):
        verbose_name = _("opening hours")

    def clean(self) -> None:
        super().clean()
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("It closes before it opens.")})


class Closure(TranslatableMixin, Orderable):
    """Days on which a centre is closed, with the reason in words."""

    centre = ParentalKey(AdviceCentre, on_delete=models.CASCADE, related_name="closures")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(words=("reason",))

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("closure")

    def clean(self) -> None:
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day is before the first.")})

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


class CentreMember(models.Model):
    """Somebody who keeps the opening hours, closures and languages of a centre, and nothing else."""

    centre = models.ForeignKey(
        AdviceCentre, on_delete=models.CASCADE, related_name="members", verbose_name=_("advice centre")
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="advice_centres", verbose_name=_("person"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=("centre", "user"), name="member_of_centre_once")]
        ordering = ("centre__name",)
        verbose_name = _("person of an advice centre")
        verbose_name_plural = _("people of advice centres")

    def __str__(self) -> str:
        return f"{self.user.get_full_name() or self.user.get_username()}: {self.centre}"
