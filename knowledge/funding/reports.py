from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import DatedRow, EmissionFactor, EnergyPrice, source_locale
from cms.core.permissions import scope_of
from cms.core.reports import Row

from .models import FundingRate


def rates_to_check(user: Any) -> Iterator[Row]:
    """Rates, prices and factors that have expired or that nobody has confirmed."""
    today = timezone.localdate()
    due = Q(valid_to__lt=today) | Q(status=DatedRow.Status.TO_CHECK)
    scope = scope_of(user)
    rates = FundingRate.objects.filter(due, scope.owned("programme__municipality"), programme__locale=source_locale())
    for rate in rates.select_related("programme__municipality").order_by("valid_to"):
        url = reverse("wagtailsnippets_funding_fundingprogramme:edit", args=[rate.programme_id])
        owner = str(rate.programme.municipality or _("library"))
        yield Row(f"{rate.programme}: {rate.label}", _why(rate, today), url, owner, rate.valid_to or rate.checked_on)
    for model in (EnergyPrice, EmissionFactor):
        rows = model.objects.filter(due, scope.owned(), locale=source_locale()).select_related("municipality")
        for row in rows.order_by("valid_to"):
            url = reverse(f"wagtailsnippets_core_{model._meta.model_name}:edit", args=[row.pk])
            owner = str(row.municipality or _("library"))
            yield Row(str(row), _why(row, today), url, owner, row.valid_to or row.checked_on)


def _why(row: DatedRow, today: Any) -> str:
    if row.valid_to and row.valid_to < today:
        return _("has expired")
    return _("nobody has confirmed it")
