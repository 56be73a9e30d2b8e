from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import PAGE_SHARED, PAGE_WORDS, BasePage, words_and_shared
from knowledge.topics.models import Topic

from .blocks import BodyField
from .panels import CONTENT_PANELS, HOME_PANELS, INTRO_PANELS, TOPIC_PANELS


class IntroPage(BasePage):
    """A page that begins with an introduction."""

    intro = models.TextField(_("introduction"), blank=True)

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=(*PAGE_WORDS, "intro"), shared=PAGE_SHARED
    )
    edit_handler = INTRO_PANELS

    class Meta:
        abstract = True


class ContentPage(IntroPage):
    """A page with an introduction and a body."""

    body = BodyField()

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=(*PAGE_WORDS, "intro", "body"), shared=PAGE_SHARED
    )
    edit_handler = CONTENT_PANELS

    class Meta:
        abstract = True


class HomePage(BasePage):
    """Where a municipality's site begins."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One sentence below the title."))
    body = BodyField()

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=(*PAGE_WORDS, "lead", "body"), shared=PAGE_SHARED
    )
    parent_page_types = ["wagtailcore.Page"]
    edit_handler = HOME_PANELS

    class Meta:
        verbose_name = _("home")


class StandardPage(ContentPage):
    """A plain page: imprint, privacy, easy language, sign language, contact."""

    parent_page_types = ["pages.HomePage", "pages.StandardPage"]

    class Meta:
        verbose_name = _("standard page")


class AccessibilityPage(ContentPage):
    """The accessibility statement, with a form to report barriers."""

    parent_page_types = ["pages.HomePage"]

    class Meta:
        verbose_name = _("accessibility statement")


class KnowledgeIndexPage(IntroPage):
    """All topics and articles."""

    parent_page_types = ["pages.HomePage"]

    class Meta:
        verbose_name = _("knowledge index")


class TopicPage(ContentPage):
    """A topic with its articles."""

    topic = models.ForeignKey(Topic, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("topic"))

    parent_page_types = ["pages.KnowledgeIndexPage"]
    edit_handler = TOPIC_PANELS

    class Meta:
        verbose_name = _("topic page")


class GlossaryIndexPage(IntroPage):
    parent_page_types = ["pages.HomePage"]

    class Meta:
        verbose_name = _("glossary")


class FundingIndexPage(IntroPage):
    parent_page_types = ["pages.HomePage"]

    class Meta:
        verbose_name = _("funding programmes")


class AdviceIndexPage(IntroPage):
    parent_page_types = ["pages.HomePage"]

    class Meta:
        verbose_name = _("advice centres")
