from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import PAGE_SHARED, PAGE_WORDS, BasePage, words_and_shared
from knowledge.guidance.panels import GUIDANCE_PANELS
from knowledge.pages.models import IntroPage
from knowledge.topics.models import Topic

from .fields import FlowMeasuresField, NextStepsField, PersonasField, StepsField
from .previews import PreviewedFlow


class GuidanceIndexPage(IntroPage):
    """Where the flows begin."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["guidance.GuidancePage"]

    class Meta:
        verbose_name = _("compass")


class GuidancePage(PreviewedFlow, BasePage):
    """A flow: questions in order, the measures it judges, and the personas that prove it."""

    law_or_money = models.BooleanField(
        _("is about law or money"), default=True, help_text=_("Readers are warned of an outdated translation.")
    )
    intro = models.TextField(
        _("introduction"), blank=True, help_text=_("What people learn here, in two or three sentences.")
    )
    audience = models.JSONField(_("for whom"), default=list, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(_("takes about so many minutes"), default=5)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    steps = StepsField(verbose_name=_("steps"))
    measures = FlowMeasuresField(verbose_name=_("measures"))
    next_steps = NextStepsField(verbose_name=_("next steps"))
    personas = PersonasField(verbose_name=_("personas"))
    shows_estimates = models.BooleanField(
        _("shows heat demand and costs"), default=True, help_text=_("Off for flows that ask for no building.")
    )

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=(*PAGE_WORDS, "intro", "steps", "next_steps"), shared=PAGE_SHARED
    )
    parent_page_types = ["guidance.GuidanceIndexPage"]
    edit_handler = GUIDANCE_PANELS
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("guidance flow")
        verbose_name_plural = _("guidance flows")
