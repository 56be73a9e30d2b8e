from __future__ import annotations

import secrets
import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import Municipality
from geo.values.areas import Theme
from geo.values.disclosure import Basis as DisclosureBasis


def new_token() -> str:
    """What nobody can guess; part of the addresses of tiles and exports."""
    return secrets.token_urlsafe(18).replace("-", "x").replace("_", "y")


class Dataset(models.Model):
    """Data of one source about one kind of thing, delivered again and again as versions."""

    class Kind(models.TextChoices):
        AREAS = "areas", _("areas")
        BUILDINGS = "buildings", _("buildings")
        ADDRESSES = "addresses", _("addresses")
        LINES = "lines", _("lines")
        POINTS = "points", _("points")
        STATISTICS = "statistics", _("statistics by area")

    class AreaTheme(models.TextChoices):
        HEAT_PLAN = Theme.HEAT_PLAN, _("areas of the heat plan")
        DISTRICT = Theme.DISTRICT, _("districts")
        BLOCK = Theme.BLOCK, _("building blocks")
        NETWORK = Theme.NETWORK, _("heat networks")
        OTHER = Theme.OTHER, _("other areas")

    class Basis(models.TextChoices):
        OPEN = DisclosureBasis.OPEN, _("open data")
        ACT = DisclosureBasis.ACT, _("collected under the heat planning act")
        OWNER = DisclosureBasis.OWNER, _("published by the owners")
        CONFIDENTIAL = DisclosureBasis.CONFIDENTIAL, _("confidential: never published")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="datasets", verbose_name=_("municipality")
    )
    name = models.SlugField(_("short name"), max_length=60, help_text=_("Lasting; addresses of downloads have it."))
    title_de = models.CharField(_("title (German)"), max_length=160)
    title_en = models.CharField(_("title (English)"), max_length=160, blank=True)
    title_it = models.CharField(_("title (Italian)"), max_length=160, blank=True)
    kind = models.CharField(_("what it holds"), max_length=12, choices=Kind)
    theme = models.CharField(_("kind of areas"), max_length=12, choices=AreaTheme, blank=True)
    # Facts about the buildings of another dataset, such as a survey joined to the footprints of the register.
    joins = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="joined",
        limit_choices_to={"kind": Kind.BUILDINGS},
        verbose_name=_("tells of the buildings of"),
        help_text=_("Empty: it brings its own buildings."),
    )
    plan = models.ForeignKey(
        "geo.HeatPlan", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("heat plan")
    )
    basis = models.CharField(_("why it may be used"), max_length=12, choices=Basis, default=Basis.OPEN)
    decision = models.TextField(
        _("decision to publish"),
        blank=True,
        help_text=_("Who decided when that these open data may be shown of single buildings. Empty: they are not."),
    )
    rank = models.PositiveSmallIntegerField(
        _("place among the sources"),
        default=100,
        help_text=_("Where two sources are known equally well, the smaller number goes first."),
    )
    licence = models.CharField(_("licence"), max_length=80)
    licence_url = models.URLField(_("address of the licence"), blank=True)
    attribution = models.CharField(_("attribution"), max_length=255, help_text=_("Stands wherever the data are shown."))
    source_title = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    active = models.OneToOneField(
        "DatasetVersion", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("municipality", "kind", "name")
        verbose_name = _("dataset")
        verbose_name_plural = _("datasets")
        # Moderators have it.
        permissions = [("publish_dataset", "Can activate and recall versions")]
        constraints = [models.UniqueConstraint(fields=("municipality", "name"), name="one_dataset_of_a_name")]

    def __str__(self) -> str:
        return self.title_de

    def clean(self) -> None:
        super().clean()
        if (self.kind == self.Kind.AREAS) != bool(self.theme):
            raise ValidationError({"theme": _("Say what kind of areas they are; other data have none.")})
        if self.joins_id and self.kind != self.Kind.BUILDINGS:
            raise ValidationError({"joins": _("Only data about buildings can tell of another dataset's buildings.")})
        if self.basis == self.Basis.CONFIDENTIAL and self.kind == self.Kind.LINES:
            raise ValidationError({"kind": _("Confidential lines are not kept here. Bring them together by block.")})

    def title(self, language: str) -> str:
        """Its title in ``language``, in German where that has none."""
        return getattr(self, f"title_{language}", "") or self.title_de


class DatasetVersion(models.Model):
    """One delivery of a dataset. Its rows are staged first; only one version of a dataset is active."""

    class State(models.TextChoices):
        STAGING = "staging", _("is being imported")
        FAILED = "failed", _("failed")
        READY = "ready", _("ready to be activated")
        ACTIVE = "active", _("active")
        REPLACED = "replaced", _("replaced")
        RECALLED = "recalled", _("recalled")
        DISCARDED = "discarded", _("discarded")

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    token = models.CharField(max_length=40, default=new_token, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.STAGING)
    reference_date = models.DateField(_("as of"), null=True, blank=True)
    file_name = models.CharField(_("file"), max_length=255, blank=True)
    file_digest = models.CharField(max_length=64, blank=True, editable=False)
    recipe = models.CharField(_("recipe"), max_length=60, blank=True)
    mapping = models.JSONField(_("mapping of columns"), default=dict, blank=True)
    # What the import counted and met, see ``geo.values.reports``.
    report = models.JSONField(default=dict, editable=False)
    feature_count = models.PositiveIntegerField(_("features"), default=0)
    # The levels of the grid that its shapes are filed on.
    levels = models.JSONField(default=list, editable=False)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("imported by")
    )
    imported_at = models.DateTimeField(_("imported"), auto_now_add=True)
    # When whoever stages it was last heard of; a staging version that fell silent is a leftover.
    beat_at = models.DateTimeField(null=True, editable=False)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("activated by")
    )
    activated_at = models.DateTimeField(_("activated"), null=True)
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("recalled by")
    )
    recalled_at = models.DateTimeField(_("recalled"), null=True)
    recall_reason = models.TextField(_("reason of the recall"), blank=True)

    class Meta:
        ordering = ("dataset", "-number")
        verbose_name = _("version of a dataset")
        verbose_name_plural = _("versions of datasets")
        constraints = [models.UniqueConstraint(fields=("dataset", "number"), name="one_version_of_a_number")]

    def __str__(self) -> str:
        return f"{self.dataset} {self.number}"

    @property
    def municipality(self) -> Any:
        return self.dataset.municipality

    @property
    def municipality_id(self) -> int:
        """Whose it is, for the permission policies."""
        return self.dataset.municipality_id
