from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from geo.models import Dataset, DatasetVersion
from geo.values.reports import Report

from .batches import Batches
from .build_tiles import build_tiles, has_tiles
from .estimate import estimate_missing
from .find_members import find_members
from .match_addresses import count_addresses

Tell = Callable[[str, int, int], None]


def derive(version: DatasetVersion, report: Report, batches: Batches, tell: Tell) -> None:
    """What follows from staged rows: areas, addresses, estimates, groups, tiles; all before anybody sees them."""
    buildings = version.dataset.kind == Dataset.Kind.BUILDINGS
    if buildings and not version.dataset.joins_id:
        count_addresses(version, batches)
    find_members(version, batches, tell)
    if buildings:
        estimate_missing(version, tell, report)
        _step("make_groups", "make_groups", version, tell)
    if has_tiles(version):
        tell("tiles", 0, 1)
        build_tiles(version)
        tell("tiles", 1, 1)


def _step(module: str, name: str, *given: Any) -> Any:
    if find_spec(f"geo.actions.{module}"):
        return getattr(import_module(f"geo.actions.{module}"), name)(*given)
    return None
