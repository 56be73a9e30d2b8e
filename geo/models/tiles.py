from __future__ import annotations

from django.db import models
from django.utils import timezone

from .datasets import DatasetVersion, new_token


class TileArchive(models.Model):
    """A PMTiles file made from a version. Its token is the address; it is told only to who may see the data."""

    class State(models.TextChoices):
        # Wanted; begun when nothing more changed for a while.
        WAITING = "waiting"
        BUILDING = "building"
        READY = "ready"
        # Nobody is sent to it any more; the file is deleted after a day, when no page names it.
        REPLACED = "replaced"
        # Recalled: the file is gone at once and its address answers 410.
        WITHDRAWN = "withdrawn"

    version = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="archives")
    token = models.CharField(max_length=40, default=new_token, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    since = models.DateTimeField(default=timezone.now)
    built_at = models.DateTimeField(null=True)
    bytes = models.PositiveBigIntegerField(default=0)
    min_zoom = models.PositiveSmallIntegerField(default=0)
    max_zoom = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.token
