"""Whom content is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    OWNER = "owner", _("Property owners")
    OWNER_ASSOCIATION = "owner_association", _("Owners' associations")
    LANDLORD = "landlord", _("Landlords")
    TENANT = "tenant", _("Tenants")
    BUSINESS = "business", _("Businesses")
