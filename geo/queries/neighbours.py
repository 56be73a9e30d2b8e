"""Which houses stand wall to wall."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import shapely

from geo.models import DatasetVersion, Fact, Shape
from geo.values.attributes import Access
from geo.values.boxes import Box
from geo.values.estimates import Neighbours
from geo.values.functions import use_of

from .boxes import shapes_in
from .footprints import Footprints

TOUCHING_M = 0.3
"""How far two walls that stand against each other may lie apart in the data."""
LIVED_IN = frozenset({"residential", "mixed"})
_MARGIN = 0.00001
_METRES_PER_DEGREE = 111_320.0


def neighbours_of(version: DatasetVersion) -> Mapping[int, Neighbours]:
    """For each building of ``version`` how many houses touch it; by what everybody may know of them only."""
    footprints = Footprints([version])
    if len(footprints.keys) == 0:
        return {}
    return _count(footprints.keys, footprints.shapes, footprints.shapes, footprints.keys, uses(version))


def neighbours_at(shape: Shape) -> Neighbours | None:
    """How many houses touch this one."""
    margins = shape.west - _MARGIN, shape.south - _MARGIN, shape.east + _MARGIN, shape.north + _MARGIN
    near = list(shapes_in(Box(*margins), [shape.version]))
    scale = _METRES_PER_DEGREE * np.cos(np.radians(shape.lat)), _METRES_PER_DEGREE
    given = shapely.from_wkb([bytes(each.geometry) for each in (shape, *near)])
    metres = shapely.transform(given, lambda lonlat: lonlat * scale)
    keys = np.array([each.feature_id for each in near], dtype=np.int64)
    mine = np.array([shape.feature_id], dtype=np.int64)
    return _count(mine, metres[:1], metres[1:], keys, uses(shape.version, keys.tolist())).get(shape.feature_id)


def uses(version: DatasetVersion, buildings: Collection[int] | None = None) -> dict[int, str]:
    """The use of each building as ``version`` says it publicly."""
    said = Fact.objects.filter(version=version, withdrawn_at=None, access=Access.PUBLIC)
    if buildings is not None:
        said = said.filter(building__in=buildings)
    by_function = said.filter(attribute="function").values_list("building_id", "value")
    found = {building: use for building, function in by_function.iterator(chunk_size=5000) if (use := use_of(function))}
    found.update(said.filter(attribute="use").values_list("building_id", "value"))
    return found


def _count(keys: Any, shapes: Any, others: Any, other_keys: Any, known: Mapping[int, str]) -> dict[int, Neighbours]:
    lived = np.array([_lived_in(known.get(key)) for key in other_keys.tolist()])
    mine, touching = shapely.STRtree(others).query(shapes, predicate="dwithin", distance=TOUCHING_M)
    apart = keys[mine] != other_keys[touching]
    mine, touching = mine[apart], touching[apart]
    least = np.bincount(mine[lived[touching] == 1], minlength=len(keys)).tolist()
    most = np.bincount(mine[lived[touching] >= 0], minlength=len(keys)).tolist()
    return {key: Neighbours(*counts) for key, *counts in zip(keys.tolist(), least, most, strict=True)}


def _lived_in(use: str | None) -> int:
    """1: yes, 0: nobody knows, -1: no."""
    return 0 if use is None else 1 if use in LIVED_IN else -1
