"""Which language is the source, and which fields of a model are words."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from wagtail.models import Locale
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField


def words_and_shared(*, words: tuple[str, ...], shared: tuple[str, ...] = ()) -> list[BaseTranslatableField]:
    """The ``translatable_fields`` of a model: ``words`` are translated, ``shared`` copied so that drafts look right.

    What is in neither list exists in the source language only and is read from there.
    """
    return [TranslatableField(name) for name in words] + [SynchronizedField(name, overridable=False) for name in shared]


def source_locale() -> Locale:
    """The locale that content is written in."""
    return Locale.objects.get_for_language(settings.SOURCE_LOCALE)


class Wording(models.Model):
    """When the words of a source last changed, and which words a translation was made from.

    These belong to the record, not to a revision of it: they are kept when a revision is published and are not copied.
    """

    # Of a record in the source language: when its published words last changed.
    # Of a translation: since when its source's words are others than those it was made from.
    text_changed_at = models.DateTimeField(null=True, editable=False)
    # Of a record in the source language: a digest of its published words.
    text_digest = models.CharField(max_length=64, blank=True, editable=False)
    # Of a translation: the digest of the words it was made from.
    source_text_digest = models.CharField(max_length=64, blank=True, editable=False)

    # Whether readers must be told that a translation is older than its source.
    law_or_money: Any = False
    exclude_fields_in_copy: ClassVar[list[str]] = ["text_changed_at", "text_digest", "source_text_digest"]

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> Any:
        restored = super().with_content_json(content)  # type: ignore[misc]
        for name in self.exclude_fields_in_copy:
            setattr(restored, name, getattr(self, name))
        return restored
