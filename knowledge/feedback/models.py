from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import Municipality


class FeedbackMessage(models.Model):
    """What a reader wrote about a page or a barrier. Deleted when ``delete_on`` is reached."""

    class Kind(models.TextChoices):
        CONTENT = "content", _("content")
        BARRIER = "barrier", _("barrier")
        PRAISE = "praise", _("praise")
        OTHER = "other", _("other")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="feedback_messages")
    kind = models.CharField(_("about"), max_length=10, choices=Kind, default=Kind.CONTENT)
    path = models.CharField(_("page"), max_length=255, blank=True)
    language = models.CharField(_("language"), max_length=2)
    text = models.TextField(_("message"), max_length=4000)
    email = models.EmailField(_("e-mail"), blank=True)
    submission_key = models.CharField(max_length=64, unique=True, editable=False)
    suspicious = models.BooleanField(_("looks automatic"), default=False)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    notified_at = models.DateTimeField(null=True, editable=False)
    delete_on = models.DateField(_("deleted on"))

    class Meta:
        ordering = ("-received_at",)
        verbose_name = _("feedback message")
        verbose_name_plural = _("feedback messages")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.received_at:%d.%m.%Y}"


class CountingDay(models.Model):
    """A day on which senders are counted. Its salt is deleted with it: then nobody can tell whom it hid."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.day}"


class CountedMessage(models.Model):
    """That somebody sent a message, without saying who or which: a hash of the address with the day's salt."""

    day = models.ForeignKey(CountingDay, on_delete=models.CASCADE, related_name="messages")
    sender = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("sender", "at"), name="messages_of_a_sender")]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M}"
