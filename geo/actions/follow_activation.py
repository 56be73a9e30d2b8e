from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from geo.models import Dataset, DatasetVersion

from .build_tiles import want_tiles
from .link_statistics import link_statistics
from .match_addresses import match_addresses_again

_MOVING = (Dataset.Kind.BUILDINGS, Dataset.Kind.ADDRESSES)


def follow_activation(version: int) -> None:
    """Begin in the background what follows when other data are active: tallies, tiles, addresses, numbers of areas."""
    activated = DatasetVersion.objects.select_related("dataset").get(pk=version)
    if activated.dataset.kind in _MOVING and not activated.dataset.joins_id:
        match_addresses_again.enqueue(version)
    if activated.dataset.kind == Dataset.Kind.AREAS:
        link_statistics.enqueue(version)
    _enqueue("count_tallies", "count_tallies_again", version)
    want_tiles(activated)


def _enqueue(module: str, name: str, version: int) -> None:
    if find_spec(f"geo.actions.{module}"):
        getattr(import_module(f"geo.actions.{module}"), name).enqueue(version)
