from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import PAGE_SHARED, PAGE_WORDS, BasePage, words_and_shared
from geo.fields import PointField
from knowledge.pages.blocks import BodyField
from knowledge.pages.models import IntroPage
from knowledge.topics.models import Topic

from .panels import EVENT_PANELS


class EventIndexPage(IntroPage):
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["events.EventPage"]

    class Meta:
        verbose_name = _("events")


class EventPage(BasePage):
    """Something that happens at a time and a place."""

    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=255, blank=True)
    location = PointField(_("place on the map"), blank=True)
    online_url = models.URLField(_("online address"), blank=True)
    organiser = models.CharField(_("organiser"), max_length=200, blank=True)
    registration_url = models.URLField(_("address for registration"), blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    accessibility = models.CharField(_("accessibility"), max_length=400, blank=True)
    cost = models.CharField(_("cost"), max_length=160, blank=True)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    body = BodyField()

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=(*PAGE_WORDS, "venue", "accessibility", "cost", "body"), shared=(*PAGE_SHARED, "starts_at", "ends_at")
    )
    parent_page_types = ["events.EventIndexPage"]
    edit_handler = EVENT_PANELS
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It ends before it starts.")})
