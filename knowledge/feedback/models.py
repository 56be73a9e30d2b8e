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
