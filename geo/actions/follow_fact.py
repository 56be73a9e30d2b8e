from __future__ import annotations

from django.db import transaction

from cms.core.actions.content_version import raise_content_version
from geo.models import Feature

from .build_tiles import want_tiles
from .count_tallies import count_tallies_again


def follow_fact(building: Feature) -> None:
    """In the transaction that changes what is told of ``building``: end kept answers, renew tiles and counts soon."""
    raise_content_version(building.dataset.municipality_id)
    version = building.dataset.active
    if version is not None:
        want_tiles(version)
        transaction.on_commit(lambda: count_tallies_again.enqueue(version.pk))
