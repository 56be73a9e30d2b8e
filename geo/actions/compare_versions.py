from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from geo.models import DatasetVersion, Fact, Feature, Shape

MOST_LISTED = 100
_SHAPE = ("name", "category", "horizon", "details", "geometry")
_FACT = ("attribute", "value", "low", "high", "state", "year", "access")
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions of a dataset. Lists have the first ones only, counts all.

    ``facts``: for each attribute the number of buildings of which the new version says something else.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    added_features: list[Feature] = field(default_factory=list)
    changed_features: list[Feature] = field(default_factory=list)
    gone_features: list[Feature] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)


def compare_versions(old: DatasetVersion, new: DatasetVersion) -> Comparison:
    """Feature by feature, what ``new`` says otherwise than ``old``. Raises ValueError for versions of two datasets."""
    if old.dataset_id != new.dataset_id:
        raise ValueError("only versions of the same dataset can be compared")
    told: dict[str, list[int]] = {"added": [], "changed": [], "gone": []}
    unchanged, facts = 0, Counter[str]()
    for features in _in_lists(_features(old, new)):
        before, after = _said(old, features), _said(new, features)
        for feature in features:
            kind = _difference(before.get(feature), after.get(feature))
            if kind == "same":
                unchanged += 1
            else:
                told[kind].append(feature)
            facts.update(_attributes(before.get(feature), after.get(feature)))
    lists = {f"{kind}_features": _listed(found) for kind, found in told.items()}
    return Comparison(
        len(told["added"]),
        len(told["changed"]),
        unchanged,
        len(told["gone"]),
        facts=dict(sorted(facts.items())),
        **lists,
    )


@dataclass(slots=True)
class _Said:
    shape: tuple[Any, ...] = ()
    facts: dict[str, set[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(set))


def _features(old: DatasetVersion, new: DatasetVersion) -> Iterator[int]:
    if old.dataset.joins_id:
        return iter(
            Fact.objects.filter(version__in=(old, new))
            .order_by("building")
            .values_list("building", flat=True)
            .distinct()
        )
    both = Shape.objects.filter(version__in=(old, new)).order_by("feature")
    return iter(both.values_list("feature", flat=True).distinct())


def _in_lists(features: Iterable[int]) -> Iterator[list[int]]:
    keys = list(features)
    for place in range(0, len(keys), _AT_ONCE):
        yield keys[place : place + _AT_ONCE]


def _said(version: DatasetVersion, features: list[int]) -> dict[int, _Said]:
    said: dict[int, _Said] = defaultdict(_Said)
    shapes = Shape.objects.filter(version=version, feature__in=features)
    for feature, *row, wkb in shapes.values_list("feature_id", *_SHAPE):
        said[feature].shape = (*row, bytes(wkb))
    for feature, *row in Fact.objects.filter(version=version, building__in=features).values_list("building_id", *_FACT):
        said[feature].facts[row[0]].add(tuple(row))
    return said


def _difference(before: _Said | None, after: _Said | None) -> str:
    if before is None:
        return "added"
    if after is None:
        return "gone"
    return "same" if before == after else "changed"


def _attributes(before: _Said | None, after: _Said | None) -> Iterator[str]:
    if before is None or after is None:
        return
    for attribute in before.facts.keys() | after.facts.keys():
        if before.facts.get(attribute) != after.facts.get(attribute):
            yield attribute


def _listed(features: list[int]) -> list[Feature]:
    return list(Feature.objects.filter(pk__in=features[:MOST_LISTED]).order_by("source_id"))
