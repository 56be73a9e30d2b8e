"""Datasets as the public gets them: what they are, whose, and which versions there were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cms.core.queries.readings import Reader
from geo.models import Dataset, DatasetVersion

from .active import versions_told

TOLD = (DatasetVersion.State.ACTIVE, DatasetVersion.State.REPLACED)
# What every dataset with places can be downloaded as; statistics are a table.
FORMATS = {"geojson": "application/geo+json", "gpkg": "application/geopackage+sqlite3", "csv": "text/csv"}


@dataclass(frozen=True, slots=True)
class DatasetReading:
    """A dataset with its active version, as a reader gets it."""

    reader: Reader
    version: DatasetVersion

    @property
    def dataset(self) -> Dataset:
        return self.version.dataset

    @property
    def key(self) -> UUID:
        return self.dataset.key

    @property
    def title(self) -> str:
        return self.dataset.title(self.reader.language)

    @property
    def versions(self) -> list[DatasetVersion]:
        """The active one and those it replaced, the newest first; nothing of what was recalled."""
        reader, kept = self.reader, self.reader.kept
        if "versions of datasets" not in kept:
            datasets = [version.dataset_id for version in versions_told(reader)]
            rows = DatasetVersion.objects.filter(dataset__in=datasets, state__in=TOLD).order_by("-number")
            found: dict[int, list[DatasetVersion]] = {}
            for row in rows.exclude(activated_at=None):
                found.setdefault(row.dataset_id, []).append(row)
            kept["versions of datasets"] = found
        of_mine: list[DatasetVersion] = kept["versions of datasets"].get(self.dataset.pk, [])
        return of_mine

    @property
    def downloads(self) -> list[dict[str, Any]]:
        """Where to download it, in every format there is."""
        owner = self.reader.edition.atlas.by_pk.get(self.dataset.municipality_id)
        if owner is None:
            return []
        path = f"{self.reader.base_url}/data/{owner.key}/{self.dataset.name}"
        kinds = {"csv": FORMATS["csv"]} if self.dataset.kind == Dataset.Kind.STATISTICS else FORMATS
        return [{"format": name, "media_type": media, "url": f"{path}.{name}"} for name, media in kinds.items()]


def datasets(reader: Reader, kind: str = "") -> list[DatasetReading]:
    """All datasets with an active version, by kind and name."""
    return [DatasetReading(reader, version) for version in versions_told(reader, *([kind] if kind else []))]


def dataset_of(reader: Reader, version: DatasetVersion) -> DatasetReading:
    return DatasetReading(reader, version)
