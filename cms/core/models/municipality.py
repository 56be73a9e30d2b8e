from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Collection, Orderable, Page, Site, Workflow

HEX_COLOUR = RegexValidator(re.compile(r"^#[0-9a-fA-F]{6}$"), _("Write a colour as # and six hexadecimal digits."))


def all_languages() -> list[str]:
    return ["de", "en", "it"]


class Municipality(ClusterableModel):
    """A city or the region: the settings of one Wagtail site, and the scope of everything its people write."""

    class Kind(models.TextChoices):
        REGION = "region", _("Region with a shared library")
        CITY = "city", _("City or town")

    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="municipality", verbose_name=_("site"))
    key = models.SlugField(_("key"), unique=True, help_text=_("Short and lasting, used in addresses of the API."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CITY)
    region = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cities",
        verbose_name=_("region"),
        limit_choices_to={"kind": Kind.REGION},
        help_text=_("Whose library this city shows."),
    )
    ags = models.CharField(
        _("official municipality key (AGS)"),
        max_length=8,
        validators=[RegexValidator(r"^\d{2}(\d{3})?(\d{3})?$", _("An AGS has two, five or eight digits."))],
    )
    name_de = models.CharField(_("name (German)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100)
    name_it = models.CharField(_("name (Italian)"), max_length=100)
    claim_de = models.CharField(_("line below the name (German)"), max_length=160, blank=True)
    claim_en = models.CharField(_("line below the name (English)"), max_length=160, blank=True)
    claim_it = models.CharField(_("line below the name (Italian)"), max_length=160, blank=True)
    languages = models.JSONField(_("languages offered"), default=all_languages)
    colour_primary = models.CharField(_("main colour"), max_length=7, validators=[HEX_COLOUR], default="#0f4c5c")
    colour_primary_dark = models.CharField(
        _("main colour in dark mode"), max_length=7, validators=[HEX_COLOUR], default="#7cc6d6"
    )
    colour_accent = models.CharField(_("second colour"), max_length=7, validators=[HEX_COLOUR], default="#f2b84b")
    logo = models.ForeignKey(
        "core.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("logo")
    )
    collection = models.OneToOneField(
        Collection,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="municipality",
        verbose_name=_("collection"),
        help_text=_("Where its pictures and documents are kept."),
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("The middle of its maps, in degrees."),
    )
    workflow = models.OneToOneField(
        Workflow, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="municipality"
    )
    contact_name = models.CharField(_("office"), max_length=160, blank=True)
    contact_street = models.CharField(_("street and number"), max_length=160, blank=True)
    contact_postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    contact_town = models.CharField(_("town"), max_length=100, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    data_responsible_de = models.TextField(_("who is responsible for personal data (German)"), blank=True)
    data_responsible_en = models.TextField(_("who is responsible for personal data (English)"), blank=True)
    data_responsible_it = models.TextField(_("who is responsible for personal data (Italian)"), blank=True)
    imprint_page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    privacy_page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    accessibility_page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    easy_language_page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sign_language_page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    feedback_page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("kind", "name_de")
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.name_de

    def clean(self) -> None:
        super().clean()
        if self.kind == self.Kind.REGION and self.region_id:
            raise ValidationError({"region": _("A region has no region above it.")})
        unknown = set(self.languages) - set(all_languages())
        if unknown or "de" not in self.languages:
            raise ValidationError({"languages": _("Offer German, and of the others English or Italian.")})

    def name(self, language: str) -> str:
        """Its name in ``language``, in German where that has none."""
        return getattr(self, f"name_{language}", "") or self.name_de

    def words(self, field: str, language: str) -> str:
        """``field`` (claim, data_responsible) in ``language``, in German where that has none."""
        return getattr(self, f"{field}_{language}", "") or getattr(self, f"{field}_de")

    @property
    def readable_keys(self) -> list[int]:
        """Primary keys of the municipalities whose content it shows: itself and its region."""
        return [self.pk] + ([self.region_id] if self.region_id else [])


class MunicipalityAttribution(Orderable):
    """A data source that must be named wherever the municipality's pages show its data."""

    municipality = ParentalKey(Municipality, on_delete=models.CASCADE, related_name="attributions")
    text = models.CharField(_("attribution"), max_length=255)
    licence = models.CharField(_("licence"), max_length=60)
    url = models.URLField(_("address"), blank=True)


class ContentVersion(models.Model):
    """Counts what was published; part of every cache key. ``municipality`` is empty for what concerns all."""

    municipality = models.OneToOneField(
        Municipality, null=True, on_delete=models.CASCADE, related_name="content_version"
    )
    number = models.PositiveBigIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)


def municipality_of_path(path: str) -> Municipality | None:
    """The municipality in whose tree, of any language, the page at ``path`` lies."""
    root_path = path[: Page.steplen * 2]
    key = Page.objects.filter(path=root_path).values_list("translation_key", flat=True).first()
    return Municipality.objects.filter(site__root_page__translation_key=key).first() if key else None
