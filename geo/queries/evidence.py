"""What estimates are made from: all statements about a building, the best first, whoever may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

from geo.models import DatasetVersion
from geo.values.attributes import Access
from geo.values.estimates import METHODS, Known
from geo.values.facts import Method, Precedence, precedence

from .visible import told

_FIELDS = (
    "building_id", "attribute", "value", "low", "high", "state", "access", "year", "version_id",
    "version__number", "version__dataset__rank", "version__dataset__key",
)  # fmt: skip
_ACCESS = {str(access): access for access in Access}
Evidence = list[tuple[str, Known]]


def evidence_of(
    buildings: Collection[int], versions: Iterable[DatasetVersion], own: DatasetVersion | None
) -> Mapping[int, Evidence]:
    """For each building attribute and value, the best first; nothing that was estimated here.

    ``own``: the version whose statements are new; None: what editors wrote, which counts only then.
    """
    keys = [version.pk for version in versions]
    said = told(buildings, keys).exclude(method__in=METHODS).exclude(access=Access.CONFIDENTIAL)
    if own is not None:
        said = said.exclude(version=None).exclude(version=own, method=Method.FOOTPRINT)
    rows: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in said.values_list(*_FIELDS).iterator(chunk_size=5000):
        rows[row[0]].append(row)
    new = own.pk if own else None
    return {building: _ordered(given, new) for building, given in rows.items()}


def _ordered(rows: list[tuple[Any, ...]], new: int | None) -> Evidence:
    rows.sort(key=_order)
    return [(row[1], _known(row[2], row[3], row[4], _ACCESS[row[6]], row[8] == new)) for row in rows]


# What is said of one building is said of many others, too.
_known = lru_cache(maxsize=50_000)(Known)


def _order(row: tuple[Any, ...]) -> Precedence:
    state, year, version, number, rank, dataset = row[5], *row[7:]
    return precedence(state, 0 if version is None else rank, year, number, str(dataset or ""))
