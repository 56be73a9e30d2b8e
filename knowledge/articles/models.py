from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable, Revision
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import PAGE_SHARED, PAGE_WORDS, BasePage, User, words_and_shared
from knowledge.pages.blocks import BodyField
from knowledge.topics.models import Topic

from .panels import ARTICLE_PANELS


class ArticlePage(BasePage):
    """Knowledge for people: what holds, since when, on which basis, who looked at it when.

    A city's article may be adopted from one of the region's library (``base``): its body then keeps the block
    ids of the base, so that blocks can be told apart as the base's, replaced or added.
    """

    summary = models.TextField(_("in plain language"), blank=True, help_text=_("Two to four short sentences."))
    body = BodyField()
    audience = models.JSONField(_("audience"), default=list, blank=True)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="articles", verbose_name=_("topics"))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("The last day, inclusive."))
    legal_basis = models.CharField(_("legal basis"), max_length=255, blank=True)
    law_or_money = models.BooleanField(
        _("about law or money"),
        default=False,
        help_text=_("Then an older translation tells readers that the German text has changed."),
    )
    to_check = models.BooleanField(_("please check"), default=False, help_text=_("Readers are told so."))
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    review_by = models.DateField(_("review by"), null=True, blank=True)
    responsible = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("responsible")
    )
    base = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="adoptions", editable=False
    )
    base_revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=(*PAGE_WORDS, "summary", "body"), shared=PAGE_SHARED
    )
    parent_page_types = ["pages.TopicPage", "pages.KnowledgeIndexPage"]
    edit_handler = ARTICLE_PANELS

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The last day is before the first.")})


class ArticleSource(Orderable):
    """Where an article's facts come from."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=255)
    publisher = models.CharField(_("publisher"), max_length=160, blank=True)
    url = models.URLField(_("address"), blank=True)
    accessed = models.DateField(_("read on"), null=True, blank=True)


class RelatedArticle(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_articles")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("article"))
