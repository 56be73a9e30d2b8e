from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import SnippetBase, words_and_shared
from knowledge.guidance.values.stored import ByLanguage, plain_options

from .fields import OptionsField

FACT_KEY = RegexValidator(
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*\Z", _("Use small letters and digits, with dots between the parts.")
)


class GuidanceFact(SnippetBase):
    """Something to be known about a building, its place or its people, which flows ask for and measures judge."""

    class Kind(models.TextChoices):
        CHOICE = "choice", _("one of several options")
        NUMBER = "number", _("a number")
        YES_NO = "yes_no", _("yes or no")

    key = models.CharField(
        _("key"),
        max_length=80,
        validators=[FACT_KEY],
        help_text=_("Lasting, such as building.dwellings: conditions and addresses name it."),
    )
    label = models.CharField(_("label"), max_length=160, help_text=_("A few words, such as “number of dwellings”."))
    help = models.TextField(_("how to find it"), blank=True)
    kind = models.CharField(_("what an answer is"), max_length=10, choices=Kind, default=Kind.CHOICE)
    options = OptionsField(verbose_name=_("options"))
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    low = models.FloatField(_("from"), null=True, blank=True)
    high = models.FloatField(_("to"), null=True, blank=True)
    whole = models.BooleanField(_("whole numbers only"), default=False)
    private = models.BooleanField(
        _("private"), default=False, help_text=_("Left out of links, codes and prints unless the person adds it.")
    )
    from_data = models.BooleanField(_("may come from the city's data"), default=False)

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=("label", "help", "options"), shared=("slug", "key", "kind")
    )
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    class Meta(SnippetBase.Meta):
        ordering = ("label",)
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "key"],
                condition=models.Q(municipality=None),
                name="guidance_fact_key_once",
                violation_error_message=_("This key is taken."),
            ),
            # A flow that came from elsewhere may bring its own.
            models.UniqueConstraint(
                fields=["locale", "key", "municipality"],
                name="guidance_own_fact_key_once",
                violation_error_message=_("This key is taken."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = slugify(self.key.replace(".", "-").replace("_", "-"))
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValidationError({"high": _("The upper bound is below the lower bound.")})
        if self.kind == self.Kind.CHOICE and not len(self.options):
            raise ValidationError({"options": _("A choice needs options.")})
        keys = [block.value["key"] for block in self.options]
        if len(keys) != len(set(keys)):
            raise ValidationError({"options": _("Two options have the same key.")})
        if "dont-know" in keys:
            raise ValidationError({"options": _("“I don't know” is always offered; no option may be called so.")})


def plain_fact(fact: GuidanceFact, words: dict[str, GuidanceFact]) -> dict[str, Any]:
    """``fact`` as the engine reads it, with the labels of its records by language, the source's first."""
    options: ByLanguage = {language: list(each.options.raw_data) for language, each in words.items()}
    plain: dict[str, Any] = {
        "key": fact.key,
        "kind": fact.kind,
        "label": {language: each.label for language, each in words.items()},
        "unit": fact.unit,
        "low": fact.low,
        "high": fact.high,
        "whole": fact.whole,
        "private": fact.private,
        "from_data": fact.from_data,
    }
    return plain | ({"options": plain_options(options)} if fact.kind == GuidanceFact.Kind.CHOICE else {})
