"""Datasets, their versions and where to download them."""

from __future__ import annotations

from datetime import date
from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed, words
from cms.core.graphql.figures import Source, source_of
from cms.core.graphql.interfaces import Node
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.municipalities import Municipality, MunicipalityReading
from cms.core.graphql.registry import query
from geo.models import DatasetVersion as DatasetVersionRecord
from geo.queries import datasets as queries
from geo.queries import plans
from geo.queries.datasets import DatasetReading

from .geometry import id_of, uuid_in
from .kinds import AreaTheme, DatasetBasis, DatasetKind
from .plans import HeatPlan


class DatasetVersion(graphene.ObjectType):
    """A delivery of a dataset that is or was published."""

    number = graphene.Int(required=True, description="Counts the deliveries; numbers may be missing.")
    is_active = graphene.Boolean(required=True, description="Whether it is the one that is shown.")
    reference_date = graphene.Date(description="The day whose state it tells.")
    activated_on = graphene.Date(required=True, description="When it was published.")
    feature_count = graphene.Int(required=True, description="How many things it has.")

    @staticmethod
    def resolve_is_active(version: DatasetVersionRecord, info: Any) -> bool:
        return version.state == DatasetVersionRecord.State.ACTIVE

    @staticmethod
    def resolve_activated_on(version: DatasetVersionRecord, info: Any) -> date | None:
        return version.activated_at.date() if version.activated_at else None


class DatasetFile(graphene.ObjectType):
    """A file of a dataset."""

    format = words("The ending of its name, such as geojson.")
    media_type = words("Its media type.")
    url = words("Where it is.")


class Dataset(graphene.ObjectType):
    """Data of one source about one kind of thing, delivered again and again as versions."""

    class Meta:
        interfaces = (Node,)

    name = words("Short and lasting; addresses of downloads have it.")
    title = words("Its title in the language asked for, else in German.")
    kind = graphene.Field(DatasetKind, required=True, description="What it holds.")
    theme = graphene.Field(AreaTheme, description="What its areas are; null where it has none.")
    basis = graphene.Field(DatasetBasis, required=True, description="On what ground it is used.")
    licence = words("Its licence.")
    licence_url = words("Where the licence is found; may be empty.")
    attribution = words("What has to stand wherever its data are shown.")
    source = graphene.Field(Source, required=True, description="Where it comes from.")
    municipality = graphene.Field(lambda: Municipality, required=True, description="Whose it is.")
    plan = graphene.Field(HeatPlan, description="The heat plan its areas belong to.")
    versions = listed(DatasetVersion, "The versions that are or were published, the newest first.")
    downloads = listed(DatasetFile, "Where to download what is public of it.")

    resolve_id = id_of("Dataset")

    @staticmethod
    def resolve_theme(reading: DatasetReading, info: Any) -> str | None:
        return reading.dataset.theme or None

    @staticmethod
    def resolve_source(reading: DatasetReading, info: Any) -> Any:
        return source_of(reading.dataset.source_title, reading.dataset.source_url)

    @staticmethod
    def resolve_municipality(reading: DatasetReading, info: Any) -> MunicipalityReading:
        owner = reading.reader.edition.atlas.by_pk[reading.dataset.municipality_id]
        return MunicipalityReading(owner, reading.reader)

    @staticmethod
    def resolve_plan(reading: DatasetReading, info: Any) -> Any:
        return plans.plan(reading.reader, reading.dataset.plan_id)


def of_dataset(name: str) -> Any:
    """A resolver of what the dataset has."""
    return staticmethod(lambda reading, info: getattr(reading.dataset, name))


for _name in ("name", "kind", "basis", "licence", "licence_url", "attribution"):
    setattr(Dataset, f"resolve_{_name}", of_dataset(_name))


@query
class DatasetQuery:
    dataset = graphene.Field(
        Dataset,
        id=graphene.ID(required=True, description="Its id."),
        description="One dataset; null where there is none, or none that is published.",
        **scoped(),
    )
    datasets = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Dataset))),
        kind=DatasetKind(description="Only datasets that hold this."),
        description="All datasets that are published, by kind and name.",
        **scoped(),
    )

    @staticmethod
    def resolve_dataset(_root: Any, info: Any, id: str, **arguments: Any) -> DatasetReading | None:
        key = uuid_in(id, "Dataset")
        return next((each for each in queries.datasets(root(info, arguments)) if each.key == key), None)

    @staticmethod
    def resolve_datasets(_root: Any, info: Any, kind: Any = None, **arguments: Any) -> list[DatasetReading]:
        return queries.datasets(root(info, arguments), kind.value if kind else "")


access.public("DatasetVersion", "number isActive referenceDate activatedOn featureCount")
access.public("DatasetFile", "format mediaType url")
access.public(
    "Dataset",
    "name title kind theme basis licence licenceUrl attribution source municipality plan versions downloads",
)
access.public("Query", "dataset datasets")
access.declare_size("Query.datasets", 20)
access.declare_size("Dataset.downloads", 3)
