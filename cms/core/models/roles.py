from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from .municipality import Municipality


class MunicipalityRole(models.Model):
    """What a group is in a municipality. Groups can be renamed: this row says which group holds which role."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("editors")
        MODERATOR = "moderator", _("moderators")
        ADVICE = "advice", _("advice centre")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="municipality_role")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("municipality", "role"), name="one_group_per_role")]
        verbose_name = _("role in a municipality")
        verbose_name_plural = _("roles in municipalities")

    def __str__(self) -> str:
        return f"{self.municipality}: {self.get_role_display()}"
