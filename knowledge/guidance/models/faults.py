from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from .page import GuidancePage


class FlowFault(models.Model):
    """Something that has gone wrong with a published flow because what it rests on has changed. Told once."""

    page = models.ForeignKey(GuidancePage, on_delete=models.CASCADE, related_name="faults")
    code = models.CharField(max_length=40)
    place = models.CharField(max_length=255)
    values = models.JSONField(default=list)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("page", "found_at", "pk")

    @property
    def identity(self) -> Any:
        """What it is recognised by, as notes are."""
        return self.code, self.place, tuple((name, value) for name, value in self.values)


class PersonaOverride(models.Model):
    """A moderator's reason for publishing something although a persona is judged otherwise than expected."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    code = models.CharField(max_length=40)
    place = models.CharField(max_length=255)
    values = models.JSONField(default=list)
    reason = models.TextField(_("reason"), max_length=600)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("moderator")
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made_at", "pk")
        indexes = [models.Index(fields=["content_type", "object_id"])]

    @classmethod
    def reasons_for(cls, record: Any) -> dict[Any, str]:
        """The reasons given for ``record``, by what they excuse."""
        kind = ContentType.objects.get_for_model(record)
        return cls._by_identity(cls.objects.filter(content_type=kind, object_id=record.pk))

    @classmethod
    def reasons(cls) -> dict[Any, str]:
        """All reasons, by what they excuse."""
        return cls._by_identity(cls.objects.all())

    @staticmethod
    def _by_identity(rows: models.QuerySet[PersonaOverride]) -> dict[Any, str]:
        return {(row.code, row.place, tuple((name, value) for name, value in row.values)): row.reason for row in rows}
