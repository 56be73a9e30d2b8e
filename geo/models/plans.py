from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import SnippetBase
from cms.core.models.locales import words_and_shared


class HeatPlan(SnippetBase):
    """A version of a municipality's heat plan. Its slug is a lasting address; a revision is another plan."""

    class Status(models.TextChoices):
        PREPARING = "preparing", _("in preparation")
        ON_DISPLAY = "on_display", _("draft on display")
        DECIDED = "decided", pgettext_lazy("plan", "decided")
        REVISED = "revised", _("replaced by a revision")

    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("what it says, in plain words"), blank=True)
    how_to_comment = models.TextField(_("where and how to comment"), blank=True)
    decided_by = models.CharField(_("decided by"), max_length=160, blank=True)
    status = models.CharField(_("status of the plan"), max_length=12, choices=Status, default=Status.PREPARING)
    display_from = models.DateField(_("on display from"), null=True, blank=True)
    display_to = models.DateField(_("on display until"), null=True, blank=True, help_text=_("The last day, inclusive."))
    comment_url = models.URLField(_("address for comments"), blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(_("target year"), null=True, blank=True)
    plan_url = models.URLField(_("address of the plan itself"), blank=True)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("revises")
    )

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=("title", "summary", "how_to_comment", "decided_by"), shared=("slug",)
    )

    class Meta(SnippetBase.Meta):
        ordering = ("title",)
        verbose_name = _("heat plan")
        verbose_name_plural = _("heat plans")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.display_from and self.display_to and self.display_to < self.display_from:
            raise ValidationError({"display_to": _("The last day is before the first.")})
        if self.status == self.Status.ON_DISPLAY and not (self.display_from and self.display_to):
            raise ValidationError({"display_from": _("Say from when to when the draft is on display.")})
        if self.status == self.Status.DECIDED and not (self.decided_on and self.decided_by):
            raise ValidationError({"decided_on": _("Say who decided on the plan, and when.")})

    def takes_comments(self, day: date) -> bool:
        """Whether the draft is on display on ``day``."""
        if self.status != self.Status.ON_DISPLAY or self.display_from is None or self.display_to is None:
            return False
        return self.display_from <= day <= self.display_to
