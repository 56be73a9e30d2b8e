from __future__ import annotations

from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelsearch import index

from cms.core.models import Municipality


class SearchEntry(index.Indexed, models.Model):
    """What a published page or snippet can be found by, in one language.

    ``title`` and ``words`` hold analysed terms, ``heading`` and ``text`` the words as readers see them. An entry never
    says that something is public: that is asked when it is read.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    language = models.CharField(max_length=2)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.CASCADE, related_name="+")
    heading = models.CharField(max_length=255)
    text = models.TextField()
    title = models.TextField()
    words = models.TextField()

    # A prefix of a term is enough to be found, so both are searched as one types.
    search_fields: ClassVar[list[index.BaseField]] = [
        index.AutocompleteField("title"),
        index.AutocompleteField("words"),
        index.FilterField("language"),
        index.FilterField("municipality"),
    ]

    class Meta:
        constraints = [models.UniqueConstraint(fields=("key", "language"), name="one_entry_a_language")]

    def __str__(self) -> str:
        return f"{self.heading} ({self.language})"
