"""What is known already of things that are delivered again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from geo.models import Address, Dataset, DatasetVersion, Fact, Feature, Shape
from geo.values.attributes import SINGLE_FAMILY
from geo.values.defaults import Defaults, FactRow
from geo.values.items import Item
from geo.values.reports import Report

_FACT = ("attribute", "value", "low", "high", "state", "method", "year")


def features_of(dataset: Dataset, items: Iterable[Item]) -> dict[str, int]:
    """Source id to the primary key of the feature, of those that exist."""
    wanted = [item.source_id for item in items]
    return dict(Feature.objects.filter(dataset=dataset.pk, source_id__in=wanted).values_list("source_id", "pk"))


def types_known(buildings: Collection[int]) -> Mapping[int, set[str]]:
    """The building types that any active source or editor says, whether public or not.

    An estimate counts where it says single-family house only: it may narrow who sees something, never widen it.
    """
    found: dict[int, set[str]] = defaultdict(set)
    if buildings:
        facts = Fact.objects.filter(
            Q(version=None) | Q(version__state=DatasetVersion.State.ACTIVE),
            ~Q(state=Fact.State.ESTIMATED) | Q(value__in=SINGLE_FAMILY),
            building__in=buildings, attribute="type", withdrawn_at=None,
        )  # fmt: skip
        for building, value in facts.values_list("building_id", "value"):
            found[building].add(value)
    return found


class Before:
    """The active version of a dataset, to be compared with what is delivered."""

    def __init__(self, dataset: Dataset, defaults: Defaults) -> None:
        self.version: DatasetVersion | None = dataset.active
        self.defaults = defaults

    def count(self, items: Sequence[Item], features: Mapping[str, int], report: Report) -> None:
        """Add to ``report`` how many of ``items`` are new, changed or as they were."""
        if self.version is None:
            report.added += len(items)
            return
        keys = list(features.values())
        shapes = self._shapes(keys)
        facts, addresses = self._facts(keys), self._addresses(keys)
        for item in items:
            key = features.get(item.source_id)
            if key is None or key not in shapes:
                report.added += 1
                continue
            same = (
                shapes[key] == _shape(item)
                and facts.get(key, set()) == set(self.defaults.rows(item))
                and addresses.get(key, set()) == _addresses(item)
            )
            report.unchanged += same
            report.changed += not same

    def count_gone(self, report: Report) -> None:
        """Add to ``report`` how many are missing, when all were counted."""
        if self.version is not None:
            report.gone = self.version.shapes.count() - report.changed - report.unchanged

    def _shapes(self, keys: Collection[int]) -> dict[int, tuple[Any, ...]]:
        rows = Shape.objects.filter(version=self.version, feature__in=keys).values_list(
            "feature_id", "geometry", "name", "category", "horizon", "details"
        )
        return {key: (bytes(wkb), *rest) for key, wkb, *rest in rows}

    def _facts(self, keys: Collection[int]) -> dict[int, set[FactRow]]:
        found: dict[int, set[FactRow]] = defaultdict(set)
        rows = Fact.objects.filter(version=self.version, building__in=keys, method=self.defaults.method)
        for key, *row in rows.values_list("building_id", *_FACT):
            found[key].add(tuple(row))
        return found

    def _addresses(self, keys: Collection[int]) -> dict[int, set[tuple[str, ...]]]:
        found: dict[int, set[tuple[str, ...]]] = defaultdict(set)
        rows = Address.objects.filter(version=self.version, building__in=keys)
        for key, *row in rows.values_list("building_id", "street", "number", "postcode", "town"):
            found[key].add(tuple(row))
        return found


def _shape(item: Item) -> tuple[Any, ...]:
    wkb = item.shape.wkb if item.shape else b""
    return wkb, item.name[:200], item.category, item.horizon, dict(item.details)


def _addresses(item: Item) -> set[tuple[str, ...]]:
    return {(each.street, each.number, each.postcode, each.town) for each in item.addresses}
