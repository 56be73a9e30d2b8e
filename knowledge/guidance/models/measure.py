from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import BasePage, Image, SnippetBase, words_and_shared
from knowledge.guidance.values.conditions import Kinds
from knowledge.guidance.values.stored import plain_rules
from knowledge.topics.models import Topic

from .fields import GrantsField, RulesField


class Measure(SnippetBase):
    """Something that can be done to a building or by its people, with the rules that judge it."""

    class Kind(models.TextChoices):
        HEATING = "heating", _("heating")
        ENVELOPE = "envelope", _("insulation and windows")
        TECHNICAL = "technical", _("technical improvement")
        ORGANISE = "organise", _("advice and decisions")
        TENANT = "tenant", _("for tenants")

    law_or_money = True
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("summary"), help_text=_("Two short sentences: what it is and what it brings."))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.HEATING)
    image = models.ForeignKey(
        Image, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture")
    )
    rules = RulesField(verbose_name=_("rules"))
    carrier = models.SlugField(
        _("energy carrier"), max_length=60, blank=True,
        help_text=_("As in energy prices and emission factors; empty where the measure burns or uses none."),
    )  # fmt: skip
    efficiency = models.CharField(
        _("efficiency"), max_length=80, blank=True, help_text=_("The key of a calculation parameter.")
    )
    saving = models.CharField(
        _("saving"), max_length=80, blank=True, help_text=_("The key of a calculation parameter, in per cent.")
    )
    investment = models.JSONField(
        _("investment"), default=list, blank=True, help_text=_("Keys of calculation parameters, whose sum it is.")
    )
    grants = GrantsField(verbose_name=_("grants"))
    documents = models.TextField(
        _("documents to bring"), blank=True, help_text=_("For a visit to an advice centre, one a line.")
    )
    next_steps = models.TextField(_("next steps"), blank=True, help_text=_("At most three, one a line."))
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=("title", "summary", "rules", "documents", "next_steps"), shared=("slug", "kind")
    )
    search_fields = [index.AutocompleteField("title"), index.SearchField("title"), index.SearchField("summary")]
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    class Meta(SnippetBase.Meta):
        ordering = ("kind", "title")
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self) -> str:
        return self.title


class MeasurePage(Orderable):
    """A page that explains a measure further."""

    measure = ParentalKey(Measure, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))


def plain_measure(measure: Measure, words: dict[str, Measure], kinds: Kinds) -> dict[str, Any]:
    """``measure`` as the engine reads it, with the words of its records by language, the source's first."""
    rules = {language: list(each.rules.raw_data) for language, each in words.items()}
    return {
        "key": measure.slug,
        "title": {language: each.title for language, each in words.items()},
        "rules": plain_rules(rules, kinds),
    }
