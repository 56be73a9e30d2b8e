from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField

from cms.core.models import PreviewedSnippet, words_and_shared


class GlossaryTerm(PreviewedSnippet):
    """A word of the field with its explanation; found in texts and linked once a page."""

    term = models.CharField(_("term"), max_length=120)
    forms = models.TextField(
        _("other forms"), blank=True, help_text=_("Inflected forms and spellings found in texts, one a line.")
    )
    definition = models.TextField(_("definition"), help_text=_("One to three short sentences."))
    source = models.CharField(_("source"), max_length=255, blank=True)
    related = models.ManyToManyField("self", blank=True, verbose_name=_("related terms"))

    translatable_fields: ClassVar[list[BaseTranslatableField]] = words_and_shared(
        words=("term", "forms", "definition"), shared=("slug",)
    )
    search_fields = [index.AutocompleteField("term"), index.SearchField("term"), index.SearchField("definition")]

    # Its other forms are there to find it by, not to be read.
    excerpt_fields = ("definition",)

    class Meta(PreviewedSnippet.Meta):
        ordering = ("term",)
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")

    def __str__(self) -> str:
        return self.term

    @property
    def all_forms(self) -> list[str]:
        """The term and its other forms, as they may stand in a text."""
        return [self.term, *(line.strip() for line in self.forms.splitlines() if line.strip())]
