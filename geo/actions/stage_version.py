from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

import structlog
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import User
from cms.core.values.problems import FileError, Problem
from geo.files.delivery import Delivery
from geo.models import Dataset, DatasetVersion
from geo.values.defaults import Defaults
from geo.values.items import Item
from geo.values.reports import Report

from .batches import Batches
from .derive import derive
from .follow_decision import catch_up, disclosure
from .remove_version import remove_rows
from .stage_addresses import StageAddresses
from .stage_joined import StageJoined
from .stage_shapes import StageShapes
from .stage_statistics import StageStatistics

log = structlog.get_logger(__name__)
Tell = Callable[[str, int, int], None]
SILENT = timedelta(minutes=10)
"""A staging version that was not heard of for so long is a leftover."""
_BEAT = timedelta(seconds=10)


class Stager(Protocol):
    """Writes the items of one kind of dataset."""

    levels: set[int]
    count: int

    def look(self, items: Sequence[Item]) -> Mapping[str, int]: ...
    def write(self, items: Sequence[Item], found: Mapping[str, int]) -> None: ...
    def finish(self) -> None: ...


def nobody(_stage: str, _done: int, _total: int) -> None:
    """Tells nobody."""


def stage_version(
    dataset: Dataset, delivery: Delivery, recipe: Any, user: User | None = None, tell: Tell = nobody, **about: Any
) -> DatasetVersion:
    """Stage what is delivered as a new version that is ready to be activated; what is active stays as it is.

    ``tell(stage, done, total)`` hears how far it is. ``about``: reference_date, file_digest, mapping of the version.
    Raises FileError where anything is wrong; then the version is kept as failed, with its report and without rows.
    """
    refuse_misfits(dataset, delivery, recipe)
    version = _begin(dataset, delivery, recipe, user, about)
    staging = Staging(version, delivery, recipe, tell)
    try:
        staging.run()
    except FileError as error:
        _fail(staging, str(error))
        raise
    except Exception:
        log.exception("an import failed", dataset=dataset.name, version=version.number)
        message = _("The import failed by a fault of the programme. Nothing was changed; the log tells more.")
        _fail(staging, message)
        raise FileError([Problem(delivery.file, 1, "", message)]) from None
    except BaseException:
        _fail(staging, _("The import was stopped."))
        raise
    return version


def refuse_misfits(dataset: Dataset, delivery: Delivery, recipe: Any) -> None:
    """Raises FileError where a person must first say something of the file, or it is none for this dataset."""
    problems = [Problem(delivery.file, 1, str(each.asks), each.because) for each in delivery.questions]
    if recipe.kind != dataset.kind:
        message = _(
            "The recipe is for %(recipe)s, but the dataset holds %(dataset)s. Choose another recipe or dataset."
        )
        kind = Dataset.Kind(recipe.kind).label
        said = message % {"recipe": kind, "dataset": dataset.get_kind_display()}
        problems.append(Problem(delivery.file, 1, "", said))
    if dataset.kind == Dataset.Kind.LINES and dataset.basis == Dataset.Basis.CONFIDENTIAL:
        message = _("Confidential lines are not kept here. Bring them together by block.")
        problems.append(Problem(delivery.file, 1, "", message))
    if problems:
        raise FileError(problems)


def note_undecided(dataset: Dataset, report: Report) -> None:
    """Say in the report where nothing of single buildings will be shown because nobody has decided so."""
    if dataset.kind == Dataset.Kind.BUILDINGS and disclosure(dataset) == (Dataset.Basis.OPEN, False):
        message = _(
            "No decision to publish was on record: nothing of single buildings is shown until the dataset has one."
        )
        report.note(report.layer, 0, "", "undecided", message)


def stager_of(version: DatasetVersion, defaults: Defaults, report: Report) -> Stager:
    """What writes the items of this kind of dataset."""
    dataset = version.dataset
    if dataset.joins_id:
        return StageJoined(version, defaults, report)
    if dataset.kind == Dataset.Kind.ADDRESSES:
        return StageAddresses(version, defaults, report)
    if dataset.kind == Dataset.Kind.STATISTICS:
        return StageStatistics(version, defaults, report)
    return StageShapes(version, defaults, report)


@dataclass(slots=True)
class Staging:
    """One run: the version, its report, and the pace at which it is written."""

    version: DatasetVersion
    delivery: Delivery
    recipe: Any
    tell: Tell
    report: Report = field(default_factory=Report)
    batches: Batches = field(default_factory=Batches)

    def run(self) -> None:
        self.report.file, self.report.layer = self.delivery.file, self.delivery.layer.name
        self.report.crs = self.delivery.layer.crs
        note_undecided(self.version.dataset, self.report)
        stager = stager_of(self.version, Defaults.of(self.version.dataset, self.recipe), self.report)
        self._write(stager)
        stager.finish()
        self.version.levels, self.version.feature_count = sorted(stager.levels), stager.count
        self.version.report = self.report.stored
        self.version.save(update_fields=["levels", "feature_count", "report"])
        derive(self.version, self.report, self.batches, self.heard)
        self.version.state, self.version.report = DatasetVersion.State.READY, self.report.stored
        self.version.save(update_fields=["state", "report"])
        catch_up(self.version)

    def _write(self, stager: Stager) -> None:
        done = 0
        for items in self.batches.of(self.delivery.items(self.report)):
            found = stager.look(items)
            self.batches.write(partial(stager.write, items, found), len(items))
            done += len(items)
            self.heard("read", done, max(self.delivery.total, done))
        self.report.read = max(self.report.read, done)
        if done == 0:
            message = _("It holds nothing that can be used.")
            raise FileError([Problem(self.delivery.file, 1, "", message)])

    def heard(self, stage: str, done: int, total: int) -> None:
        """Tell how far it is, and that it lives."""
        self.tell(stage, done, total)
        now = timezone.now()
        if self.version.beat_at is None or now - self.version.beat_at > _BEAT:
            self.version.beat_at = now
            self.version.save(update_fields=["beat_at"])


def _begin(
    dataset: Dataset, delivery: Delivery, recipe: Any, user: User | None, about: Mapping[str, Any]
) -> DatasetVersion:
    with transaction.atomic():
        Dataset.objects.select_for_update().get(pk=dataset.pk)
        running = dataset.versions.filter(state=DatasetVersion.State.STAGING, beat_at__gt=timezone.now() - SILENT)
        if running.exists():
            message = _("Another import into this dataset is running. Wait until it is done.")
            raise FileError([Problem(delivery.file, 1, "", message)])
        number = (dataset.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        given = {"mapping": dict(delivery.columns), **about}
        return DatasetVersion.objects.create(
            dataset=dataset, number=number, file_name=delivery.file[:255], recipe=recipe.name, imported_by=user,
            beat_at=timezone.now(), **given,
        )  # fmt: skip


def _fail(staging: Staging, message: str) -> None:
    version = staging.version
    staging.report.note(staging.report.layer, 0, "", "failed", message[:1000])
    version.state, version.report = DatasetVersion.State.FAILED, staging.report.stored
    version.save(update_fields=["state", "report"])
    remove_rows(version)
    # No more to be collected.
    version.beat_at = None
    version.save(update_fields=["beat_at"])
