"""Which data are published, and what became of those that were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.db.models import QuerySet

from cms.core.models import Municipality
from geo.models import Dataset, DatasetVersion, Feature

from .active import active_versions


class Missing(Enum):
    """Why a dataset or feature is not here."""

    UNKNOWN = "unknown"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A feature that its dataset no longer has. ``successor``: what took its place, where that is known."""

    key: UUID
    since: datetime | None
    successor: UUID | None


def published_versions(municipality: Municipality) -> list[DatasetVersion]:
    """The active version of each dataset, the municipality's own before its region's of the same name."""
    found: dict[str, DatasetVersion] = {}
    versions = active_versions(municipality).select_related("dataset").order_by("dataset__name", "pk")
    for version in versions:
        known = found.get(version.dataset.name)
        if known is None or version.dataset.municipality_id == municipality.pk:
            found[version.dataset.name] = version
    return list(found.values())


def published_version(municipality: Municipality, name: str) -> DatasetVersion | Missing:
    """The active version of the dataset ``name``; gone where it was published once and is not any more."""
    found = {version.dataset.name: version for version in published_versions(municipality)}
    if name in found:
        return found[name]
    told = _told_once(municipality).filter(dataset__name=name)
    return Missing.GONE if told.exists() else Missing.UNKNOWN


def tombstone(municipality: Municipality, key: UUID, dataset: Dataset | None = None) -> Tombstone | None:
    """What became of the feature ``key``, if a published version once had it."""
    told = _told_once(municipality)
    found = Feature.objects.filter(key=key, shapes__version__in=told)
    if dataset:
        found = found.filter(dataset=dataset)
    feature = found.select_related("gone_since", "successor").distinct().first()
    if feature is None:
        return None
    since = feature.gone_since.activated_at if feature.gone_since else None
    return Tombstone(feature.key, since, feature.successor.key if feature.successor else None)


def changes_of(municipality: Municipality, most: int = 100) -> list[tuple[datetime, DatasetVersion, bool]]:
    """What was published and recalled, the newest first: when, which version, and whether it was recalled then."""
    found = []
    for version in _told_once(municipality).select_related("dataset").order_by("-activated_at")[:most]:
        if version.activated_at:
            found.append((version.activated_at, version, False))
        if version.recalled_at:
            found.append((version.recalled_at, version, True))
    return sorted(found, key=lambda change: change[0], reverse=True)[:most]


def _told_once(municipality: Municipality) -> QuerySet[DatasetVersion]:
    told = DatasetVersion.objects.filter(
        dataset__municipality__in=municipality.readable_keys, activated_at__isnull=False
    )
    return told.exclude(dataset__basis=Dataset.Basis.CONFIDENTIAL)
