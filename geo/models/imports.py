from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import Municipality

from .datasets import Dataset, DatasetVersion


class GeodataImport(models.Model):
    """A file or address on its way into a dataset: what was sent, asked, answered, found and done."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        ASKING = "asking", _("waits for answers")
        CHECKED = "checked", _("checked")
        QUEUED = "queued", _("waits for its turn")
        RUNNING = "running", _("is running")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="imports", verbose_name=_("dataset"))
    version = models.OneToOneField(DatasetVersion, null=True, on_delete=models.SET_NULL, related_name="made_by")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    # Under VAR_DIR, outside of the public media; removed when the import is done or refused.
    file_path = models.CharField(max_length=500, blank=True, editable=False)
    file_name = models.CharField(_("file"), max_length=255, blank=True)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    recipe = models.CharField(_("recipe"), max_length=60, blank=True)
    # The answers so far: layer, crs, encoding, columns.
    answers = models.JSONField(default=dict, editable=False)
    report = models.JSONField(default=dict, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    stage = models.CharField(max_length=40, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    beat_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("import of geodata")
        verbose_name_plural = _("imports of geodata")

    def __str__(self) -> str:
        return self.file_name or self.url
