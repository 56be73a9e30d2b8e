from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import Municipality

from .features import Feature


class BuildingNote(models.Model):
    """What somebody says of a building's figures: that they are wrong, or that they must not be shown."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("this is wrong")
        OBJECTION = "objection", _("objection")

    class State(models.TextChoices):
        NEW = "new", _("new")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="building_notes", verbose_name=_("municipality")
    )
    building = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="notes", verbose_name=_("building"))
    kind = models.CharField(_("what it is"), max_length=12, choices=Kind)
    attribute = models.CharField(_("attribute"), max_length=40, blank=True)
    text = models.TextField(_("message"), max_length=4000, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2, default="de")
    submission_key = models.CharField(max_length=64, unique=True, editable=False)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    # Who sent it, as a hash that is deleted on the next day: so many an hour are taken of one sender.
    sender = models.CharField(max_length=64, blank=True, editable=False)
    # When the office was told by mail, and reminded last.
    notified_at = models.DateTimeField(null=True, editable=False)
    reminded_on = models.DateField(null=True, editable=False)
    # A month after it came (GDPR, Article 12 (3)).
    due_on = models.DateField(_("to be answered by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    reply = models.TextField(_("what was answered"), blank=True)
    # Personal data go when nobody needs them any more.
    delete_on = models.DateField(_("deleted on"))

    class Meta:
        ordering = ("due_on",)
        verbose_name = _("correction or objection")
        verbose_name_plural = _("corrections and objections")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.received_at:%d.%m.%Y}"
