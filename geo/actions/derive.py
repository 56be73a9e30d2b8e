from __future__ import annotations

from collections.abc import Callable

from geo.models import Dataset, DatasetVersion
from geo.values.reports import Report

from .batches import Batches
from .build_tiles import build_tiles, has_tiles
from .estimate import estimate_missing
from .find_members import find_members
from .make_groups import make_groups
from .match_addresses import count_addresses

Tell = Callable[[str, int, int], None]


def derive(version: DatasetVersion, report: Report, batches: Batches, tell: Tell) -> None:
    """What follows from staged rows: areas, addresses, estimates, groups, tiles; all before anybody sees them."""
    buildings = version.dataset.kind == Dataset.Kind.BUILDINGS
    if buildings and not version.dataset.joins_id:
        count_addresses(version, batches)
    find_members(version, batches, tell)
    if buildings:
        estimate_missing(version, lambda _stage, done, total: tell("estimate", done, total), report)
        make_groups(version, lambda _stage, done, total: tell("groups", done, total), report)
    if has_tiles(version):
        tell("tiles", 0, 1)
        build_tiles(version)
        tell("tiles", 1, 1)
