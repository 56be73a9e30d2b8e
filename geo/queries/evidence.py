"""What estimates are made from: all statements about a building, the best first, whoever may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from energy.figures import State
from geo.models import DatasetVersion
from geo.values.attributes import Access
from geo.values.estimates import METHODS, Known
from geo.values.facts import Method

from .visible import told

_FIELDS = (
    "building_id", "attribute", "value", "low", "high", "state", "access", "year", "version_id",
    "version__number", "version__dataset__rank",
)  # fmt: skip
_FROM_BEST = {str(state): place for place, state in enumerate(State)}
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
    rows.sort(key=_precedence)
    return [
        (attribute, Known(value, low, high, _ACCESS[access], version == new))
        for _building, attribute, value, low, high, _state, access, _year, version, _number, _rank in rows
    ]


def _precedence(row: tuple[Any, ...]) -> tuple[int, int, int, int]:
    """As ``geo.values.facts.precedence`` has it."""
    _building, _attribute, _value, _low, _high, state, _access, year, version, number, rank = row
    return _FROM_BEST[state], 0 if version is None else rank, -(year or 0), -(number or 0)
