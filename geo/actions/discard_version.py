"""A way out for a version that was imported and shall not become public."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.log_actions import log

from cms.core.models import User
from geo.log_actions import DISCARDED
from geo.models import Dataset, DatasetVersion

from .refusals import Refusal
from .remove_version import remove_rows

State = DatasetVersion.State


def discard_version(version: DatasetVersion, user: User | None) -> None:
    """Give up a version that is ready; its rows are removed in the background, its report and number stay.

    Raises Refusal where readers have seen it, or where it is still being imported.
    """
    with transaction.atomic():
        # Whoever activates it waits for the same lock.
        dataset = Dataset.objects.select_for_update().get(pk=version.dataset_id)
        if not DatasetVersion.objects.filter(pk=version.pk, state=State.READY).update(state=State.DISCARDED):
            raise Refusal(_("Only a version that is ready and was never public can be discarded."))
        version.state = State.DISCARDED
        log(instance=dataset, action=DISCARDED, user=user, data={"number": version.number, "version": version.pk})
        transaction.on_commit(lambda: remove_discarded.enqueue(version.pk))


@task()
def remove_discarded(pk: int) -> None:
    """Remove the rows of a version that was discarded; can be begun again."""
    version = DatasetVersion.objects.filter(pk=pk, state=State.DISCARDED).select_related("dataset").first()
    if version is not None:
        remove_rows(version)
