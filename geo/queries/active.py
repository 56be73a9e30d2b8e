"""Which versions of which datasets are told to a municipality's readers."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from cms.core.models import Municipality
from cms.core.queries.readings import Reader
from geo.models import Dataset, DatasetVersion


def active_versions(municipality: Municipality, kinds: Collection[str] = ()) -> QuerySet[DatasetVersion]:
    """The active versions of the municipality's and its region's datasets; nothing confidential is among them."""
    found = DatasetVersion.objects.filter(
        state=DatasetVersion.State.ACTIVE, dataset__municipality__in=municipality.readable_keys
    ).exclude(dataset__basis=Dataset.Basis.CONFIDENTIAL)
    return found.filter(dataset__kind__in=kinds) if kinds else found


def versions_told(reader: Reader, *kinds: str) -> list[DatasetVersion]:
    """``active_versions`` with their datasets, read once for each state of the content."""
    kept: list[DatasetVersion] = reader.edition.keep(
        "active geodata",
        lambda: list(
            active_versions(reader.municipality).select_related("dataset").order_by("dataset__kind", "dataset__name")
        ),
    )
    return [version for version in kept if version.dataset.kind in kinds] if kinds else kept
