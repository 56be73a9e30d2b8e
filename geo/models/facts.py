from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from energy.figures import State as FigureState
from geo.values.attributes import Access as FactAccess
from geo.values.disclosure import Basis

from .datasets import Dataset, DatasetVersion
from .features import Feature


class Fact(models.Model):
    """One statement about a building by one source. Facts are added and withdrawn, never overwritten.

    With a ``version`` it is the source's, told while that version is active; without one an editor wrote it.
    """

    class State(models.TextChoices):
        MEASURED = FigureState.MEASURED, _("measured")
        REGISTERED = FigureState.REGISTERED, _("registered")
        REPORTED = FigureState.REPORTED, _("reported")
        ESTIMATED = FigureState.ESTIMATED, _("estimated")

    class Access(models.TextChoices):
        PUBLIC = FactAccess.PUBLIC, _("public")
        GROUPED = FactAccess.GROUPED, _("only over several buildings")
        PRIVATE = FactAccess.PRIVATE, _("private")
        CONFIDENTIAL = FactAccess.CONFIDENTIAL, _("confidential")

    building = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="facts")
    version = models.ForeignKey(
        DatasetVersion, null=True, on_delete=models.CASCADE, related_name="facts", db_index=False
    )
    attribute = models.CharField(_("attribute"), max_length=40)
    value = models.CharField(_("value"), max_length=120, blank=True)
    low = models.FloatField(_("from"), null=True, blank=True)
    high = models.FloatField(_("to"), null=True, blank=True)
    state = models.CharField(_("how it is known"), max_length=10, choices=State)
    # A key of ``geo.values.facts.Method``.
    method = models.CharField(_("method"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    access = models.CharField(_("who may see it"), max_length=12, choices=Access)
    # Of what an editor wrote; a version's facts have those of its dataset.
    source_title = models.CharField(_("source"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=80, blank=True)
    basis = models.CharField(_("why it may be used"), max_length=12, choices=Dataset.Basis, default=Basis.OPEN)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("written by"),
        db_index=False,
    )
    written_at = models.DateTimeField(_("written"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ("attribute",)
        verbose_name = _("fact of a building")
        verbose_name_plural = _("facts of buildings")
        indexes = [models.Index(fields=("version", "attribute", "building"), name="facts_of_a_version")]

    def __str__(self) -> str:
        return f"{self.attribute}: {self.value or self.low}"
