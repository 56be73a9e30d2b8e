from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.actions.content_version import raise_content_version
from cms.core.models import User
from geo.log_actions import ACTIVATED, ROLLED_BACK
from geo.models import Dataset, DatasetVersion, Feature, Shape
from geo.queries.footprints import Footprints

from .batches import Batches
from .find_members import find_missing_members
from .follow_activation import follow_activation
from .narrow_facts import narrow_facts
from .refusals import Refusal

State = DatasetVersion.State


@dataclass(frozen=True, slots=True)
class Change:
    """What a version's activation does to the features of its dataset, worked out beforehand."""

    gone: dict[int, int | None]
    back: list[int]


def activate_version(version: DatasetVersion, user: User | None) -> DatasetVersion:
    """Tell readers of a version that is ready, from now on and at once; the one before is kept, replaced.

    Raises Refusal where it is not ready, or where ``user`` imported it and a second person must activate it.
    """
    refuse_activation(version, user)
    _switch(version, user, ACTIVATED, State.READY)
    return version


def refuse_activation(version: DatasetVersion, user: User | None) -> None:
    """Raises Refusal where ``user`` may not activate ``version``."""
    if version.state != State.READY:
        raise Refusal(_("Only a version that is ready can be activated."))
    # Data without an importer are the system's own, such as the demo's.
    imported_by = version.imported_by_id
    if settings.GEODATA_SECOND_PERSON and imported_by is not None and (user is None or user.pk == imported_by):
        raise Refusal(_("Who imported a version can't activate it. Ask a colleague to look at it and do so."))


def roll_back(dataset: Dataset, user: User | None) -> DatasetVersion:
    """Make the newest replaced version active again; returns it. Raises Refusal where there is none."""
    earlier = dataset.versions.filter(state=State.REPLACED).order_by("-activated_at", "-number").first()
    if earlier is None:
        raise Refusal(_("There is no earlier version to go back to."))
    _switch(earlier, user, ROLLED_BACK, State.REPLACED)
    return earlier


def _switch(version: DatasetVersion, user: User | None, action: str, expected: str) -> None:
    # All that takes time goes first; the transaction only turns the switch.
    find_missing_members(version, Batches())
    narrow_facts(version)
    change = _change(version, version.dataset.active)
    with transaction.atomic():
        dataset = Dataset.objects.select_for_update(of=("self",)).select_related("active").get(pk=version.dataset_id)
        version.refresh_from_db()
        if version.state != expected:
            raise Refusal(_("Somebody else was quicker: the version is not what it was."))
        _replace(dataset, version, user)
        _mark(version, change)
        raise_content_version(dataset.municipality_id)
        data = {"number": version.number, "version": version.pk}
        log(instance=dataset, action=action, user=user, data=data)
        transaction.on_commit(lambda: follow_activation(version.pk))


def _replace(dataset: Dataset, version: DatasetVersion, user: User | None) -> None:
    dataset.versions.filter(state=State.ACTIVE).exclude(pk=version.pk).update(state=State.REPLACED)
    version.state, version.activated_by, version.activated_at = State.ACTIVE, user, timezone.now()
    version.save(update_fields=["state", "activated_by", "activated_at"])
    dataset.active = version
    dataset.save(update_fields=["active"])
    version.dataset = dataset


def _mark(version: DatasetVersion, change: Change) -> None:
    for place in range(0, len(change.back), 1000):
        some = change.back[place : place + 1000]
        Feature.objects.filter(pk__in=some).update(gone_since=None, successor=None)
    gone = list(change.gone)
    for place in range(0, len(gone), 1000):
        Feature.objects.filter(pk__in=gone[place : place + 1000]).update(gone_since=version, successor=None)
    for feature, successor in change.gone.items():
        if successor is not None:
            Feature.objects.filter(pk=feature).update(successor=successor)


def _change(version: DatasetVersion, before: DatasetVersion | None) -> Change:
    there = Shape.objects.filter(version=version).values("feature")
    back = list(
        Feature.objects.filter(dataset=version.dataset_id, pk__in=there)
        .exclude(gone_since=None)
        .values_list("pk", flat=True)
    )
    if before is None or before.pk == version.pk:
        return Change({}, back)
    missing = Shape.objects.filter(version=before).exclude(feature__in=there)
    rows = [(feature, bytes(wkb)) for feature, wkb in missing.values_list("feature_id", "geometry")]
    if not rows:
        return Change({}, back)
    successors: list[int | None] = [None] * len(rows)
    if version.dataset.kind in (Dataset.Kind.BUILDINGS, Dataset.Kind.AREAS):
        successors = Footprints([version]).covering([wkb for _feature, wkb in rows])
    return Change({feature: taken for (feature, _wkb), taken in zip(rows, successors, strict=True)}, back)
