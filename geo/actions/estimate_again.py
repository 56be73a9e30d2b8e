"""Make anew what was estimated from data that are told no more, or not as they were."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from cms.core.actions.content_version import raise_content_version
from geo.models import Dataset, DatasetVersion, Fact, Feature
from geo.values.estimates import METHODS

from .build_tiles import want_tiles
from .count_tallies import count_tallies_again
from .estimate import estimate_building, estimate_missing

_State = DatasetVersion.State


@task()
def estimate_again(version: int) -> None:
    """After ``version`` became active, or is told no more: estimate anew what rests on it, then count and draw."""
    changed = DatasetVersion.objects.select_related("dataset__municipality", "dataset__joins__active").get(pk=version)
    try:
        resting = _resting_on(changed)
        for each in resting:
            estimate_missing(each)
        buildings = edited_buildings(changed.dataset)
        for building in buildings:
            estimate_building(building)
        if resting or buildings:
            raise_content_version(changed.dataset.municipality_id)
            want_tiles(changed)
    finally:
        count_tallies_again.enqueue(version)


def forget_estimates(version: DatasetVersion) -> None:
    """Tell nothing more that was estimated from ``version``, which is recalled: by surveys of its buildings that are
    told or may be one day, and from what editors wrote.
    """
    dataset = version.dataset
    resting = Fact.objects.filter(version__dataset__joins=dataset, method__in=METHODS)
    # Nothing refers to facts, so that there is no need to read them before.
    resting._raw_delete(resting.db)
    Fact.objects.filter(
        version=None, withdrawn_at=None, method__in=METHODS, building__dataset=dataset.joins_id or dataset.pk
    ).update(withdrawn_at=timezone.now())  # fmt: skip


def edited_buildings(dataset: Dataset) -> QuerySet[Feature]:
    """The buildings of which editors wrote something; estimates from that rest on deliveries, too."""
    written = Fact.objects.filter(version=None, withdrawn_at=None, building__dataset=dataset.joins_id or dataset.pk)
    return Feature.objects.filter(pk__in=written.values("building")).select_related("dataset")


def _resting_on(changed: DatasetVersion) -> list[DatasetVersion]:
    """Versions whose estimates were made with other footprints than those that are told now."""
    if changed.dataset.joins is None:
        joined = DatasetVersion.objects.filter(
            dataset__joins=changed.dataset_id, state__in=(_State.ACTIVE, _State.READY)
        )
        return list(joined.select_related("dataset__municipality", "dataset__joins__active"))
    base = changed.dataset.joins.active
    older = base is not None and base.activated_at is not None and base.activated_at > changed.imported_at
    return [changed] if older and changed.state == _State.ACTIVE else []
