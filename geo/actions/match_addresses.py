from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from django.db.models import QuerySet
from django_tasks import task

from cms.core.actions.content_version import raise_content_version
from geo.models import Address, Dataset, DatasetVersion, Shape
from geo.queries.footprints import Footprints, buildings_nearby, versions_around

from .batches import Batches

_ACTIVE = (DatasetVersion.State.ACTIVE,)


def count_addresses(version: DatasetVersion, batches: Batches) -> None:
    """Let staged buildings know how many addresses the active lists of addresses give them."""
    lists = versions_around(version.municipality, Dataset.Kind.ADDRESSES, _ACTIVE)
    if not lists:
        return
    footprints = Footprints([version])
    counts: Counter[int] = Counter()
    for addresses in batches_of(Address.objects.filter(version__in=lists)):
        found = footprints.nearest([each.lon for each in addresses], [each.lat for each in addresses])
        counts.update(key for key in found if key is not None)
    _store_counts(version, counts, batches)


def match_addresses(version: DatasetVersion) -> int:
    """Tie the addresses of ``version`` to the buildings that are active now; how many changed."""
    footprints, batches, changed = buildings_nearby(version.municipality), Batches(), 0
    for addresses in batches_of(Address.objects.filter(version=version)):
        found = footprints.nearest([each.lon for each in addresses], [each.lat for each in addresses])
        moved = []
        for each, building in zip(addresses, found, strict=True):
            if each.building_id != building:
                each.building_id = building
                moved.append(each)
        changed += len(moved)
        for chunk in batches.of(moved):
            batches.write(partial(Address.objects.bulk_update, chunk, ["building"]), len(chunk))
    return changed


@task()
def match_addresses_again(version: int) -> None:
    """After buildings or addresses were activated: addresses of what is active belong to what is active."""
    activated = DatasetVersion.objects.select_related("dataset__municipality").get(pk=version)
    for each in versions_around(activated.municipality, Dataset.Kind.ADDRESSES, _ACTIVE):
        if match_addresses(each):
            raise_content_version(each.municipality_id)


def batches_of(rows: QuerySet[Address], size: int = 2000) -> Iterable[list[Address]]:
    """``rows`` by primary key, so that nothing is held open while others write."""
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield found
        last = found[-1].pk


def _store_counts(version: DatasetVersion, counts: Counter[int], batches: Batches) -> None:
    last = 0
    rows = Shape.objects.filter(version=version).order_by("pk").only("pk", "feature_id", "address_count")
    while shapes := list(rows.filter(pk__gt=last)[:2000]):
        last = shapes[-1].pk
        more = [shape for shape in shapes if counts[shape.feature_id] > shape.address_count]
        for shape in more:
            shape.address_count = counts[shape.feature_id]
        for chunk in batches.of(more):
            batches.write(partial(Shape.objects.bulk_update, chunk, ["address_count"]), len(chunk))
