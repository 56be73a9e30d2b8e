from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import PAGE_SHARED, PAGE_WORDS, BasePage, words_and_shared
from knowledge.pages.blocks import BodyField
from knowledge.pages.models import IntroPage
from knowledge.topics.models import Topic

from .panels import CAMPAIGN_PANELS


class CampaignIndexPage(IntroPage):
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["campaigns.CampaignPage"]

    class Meta:
        verbose_name = _("campaigns")


class CampaignPage(BasePage):
    """A call to do something together, for a time."""

    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    call_to_action = models.CharField(_("call to action"), max_length=120, blank=True)
    call_url = models.CharField(
        _("where it leads"), max_length=255, blank=True, help_text=_("An address on this site, or https://...")
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    body = BodyField()

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=(*PAGE_WORDS, "call_to_action", "body"), shared=(*PAGE_SHARED, "starts_on")
    )
    parent_page_types = ["campaigns.CampaignIndexPage"]
    edit_handler = CAMPAIGN_PANELS
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("It ends before it starts.")})
