from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import Municipality


class FlowUse(models.Model):
    """How often something happened at a step on a day. It says nothing about anybody."""

    class Event(models.TextChoices):
        REACHED = "reached", _("reached")
        DONT_KNOW = "dont_know", _("“I don't know”")
        RESULT = "result", _("result")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    # The flow's key that all its languages share.
    flow = models.UUIDField()
    step = models.CharField(max_length=80, blank=True)
    # The step that followed; empty unless this counts a way.
    to = models.CharField(max_length=80, blank=True)
    event = models.CharField(max_length=10, choices=Event)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "flow", "step", "to", "event", "day"], name="guidance_use_once"
            )
        ]
        indexes = [models.Index(fields=["flow", "day"])]
