from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.actions.content_version import raise_content_version
from cms.core.models import User
from geo.log_actions import RECALLED
from geo.models import Dataset, DatasetVersion, Feature, Shape

from .batches import Batches
from .build_tiles import want_tiles, withdraw_tiles
from .count_figures import forget_figures
from .estimate_again import estimate_again, forget_estimates
from .refusals import Refusal

State = DatasetVersion.State
_ONCE_TOLD = (State.ACTIVE, State.REPLACED)


def recall_version(version: DatasetVersion, user: User | None, reason: str) -> None:
    """Tell nothing of a version any more, in no channel, from this moment on. It can't be activated again.

    Raises Refusal without a reason, or where the version was never told.
    """
    if not reason.strip():
        raise Refusal(_("Say why it is recalled; readers of the history want to know."))
    with transaction.atomic():
        dataset = Dataset.objects.select_for_update().get(pk=version.dataset_id)
        version.refresh_from_db()
        if version.state not in _ONCE_TOLD:
            raise Refusal(_("Only what was published can be recalled."))
        was_active = version.state == State.ACTIVE
        _record(dataset, version, user, reason.strip())
        forget_figures(version)
        forget_estimates(version)
        raise_content_version(dataset.municipality_id)
        log(instance=dataset, action=RECALLED, user=user, data={"number": version.number, "reason": reason.strip()})
    # At once and here, not when a worker has time. Facts about another dataset's buildings are in the tiles of those.
    shown = dataset.joins.active if dataset.joins else version
    if shown is not None:
        withdraw_tiles(shown)
    if was_active:
        _leave_tombstones(version)
        with transaction.atomic():
            transaction.on_commit(lambda: estimate_again.enqueue(version.pk))
            if dataset.joins_id:
                want_tiles(version)


def _record(dataset: Dataset, version: DatasetVersion, user: User | None, reason: str) -> None:
    version.state, version.recalled_by, version.recalled_at = State.RECALLED, user, timezone.now()
    version.recall_reason = reason
    version.save(update_fields=["state", "recalled_by", "recalled_at", "recall_reason"])
    if dataset.active_id == version.pk:
        dataset.active = None
        dataset.save(update_fields=["active"])


def _leave_tombstones(version: DatasetVersion) -> None:
    batches, last = Batches(size=1000), 0
    shapes = Shape.objects.filter(version=version, feature__gone_since=None).order_by("feature")
    while keys := list(shapes.filter(feature__gt=last).values_list("feature", flat=True)[: batches.size]):
        last = keys[-1]
        batches.write(partial(Feature.objects.filter(pk__in=keys).update, gone_since=version), len(keys))
