"""Which versions of which datasets are told to a municipality's readers."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from cms.core.models import Municipality
from geo.models import Dataset, DatasetVersion


def active_versions(municipality: Municipality, kinds: Collection[str] = ()) -> QuerySet[DatasetVersion]:
    """The active versions of the municipality's and its region's datasets; nothing confidential is among them."""
    found = DatasetVersion.objects.filter(
        state=DatasetVersion.State.ACTIVE, dataset__municipality__in=municipality.readable_keys
    ).exclude(dataset__basis=Dataset.Basis.CONFIDENTIAL)
    return found.filter(dataset__kind__in=kinds) if kinds else found
