from __future__ import annotations

from geo.models import Dataset, DatasetVersion

from .build_tiles import want_tiles
from .count_tallies import count_tallies_again
from .estimate_again import estimate_again
from .link_statistics import link_statistics
from .match_addresses import match_addresses_again

_MOVING = (Dataset.Kind.BUILDINGS, Dataset.Kind.ADDRESSES)


def follow_activation(version: int) -> None:
    """Begin in the background what follows when other data are active: estimates, counts, tiles, addresses."""
    activated = DatasetVersion.objects.select_related("dataset").get(pk=version)
    if activated.dataset.kind in _MOVING and not activated.dataset.joins_id:
        match_addresses_again.enqueue(version)
    if activated.dataset.kind == Dataset.Kind.AREAS:
        link_statistics.enqueue(version)
    if activated.dataset.kind == Dataset.Kind.BUILDINGS:
        estimate_again.enqueue(version)
    else:
        count_tallies_again.enqueue(version)
    want_tiles(activated)
