from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from geo.files.workspace import remove_forgotten
from geo.models import DatasetVersion, GeodataImport
from geo.values.reports import Report

from .remove_version import has_rows, remove_rows
from .stage_version import SILENT

log = structlog.get_logger(__name__)
KEPT = timedelta(days=7)
"""How long a file waits for an import that nobody goes on with."""
_WAITING = (GeodataImport.State.UPLOADED, GeodataImport.State.ASKING, GeodataImport.State.CHECKED)
_OVER = (GeodataImport.State.DONE, GeodataImport.State.REFUSED)
_State = DatasetVersion.State


def remove_stopped_versions() -> int:
    """Remove the rows of versions whose import fell silent, or whose removal did; how many.

    Nothing that is told to anybody is touched; the versions stay as failed ones, with their reports.
    """
    left = DatasetVersion.objects.filter(state__in=(_State.STAGING, _State.FAILED), imported_at__lt=_silent())
    left = left.filter(Q(beat_at__lt=_silent()) | Q(beat_at=None, state=_State.STAGING))
    removed = 0
    for version in left.select_related("dataset"):
        if version.state == _State.FAILED or _fail(version):
            remove_rows(version)
            DatasetVersion.objects.filter(pk=version.pk).update(beat_at=None)
            log.info("removed the rows of a stopped import", dataset=version.dataset.name, version=version.number)
            removed += 1
    return removed


def finish_discarding() -> int:
    """Remove what is left of discarded versions whose removal was stopped; how many."""
    left = [each for each in DatasetVersion.objects.filter(state=_State.DISCARDED) if has_rows(each)]
    for version in left:
        remove_rows(version)
    return len(left)


def remove_forgotten_files() -> int:
    """Remove what was sent, fetched or unpacked for imports that are over or that nobody goes on with; how many."""
    removed = remove_forgotten()
    folder = Path(settings.VAR_DIR, "imports")
    if not folder.is_dir():
        return removed
    forgotten = Q(state__in=_OVER) | Q(state__in=_WAITING, created_at__lt=timezone.now() - KEPT)
    wanted = {str(key) for key in GeodataImport.objects.exclude(forgotten).values_list("key", flat=True)}
    left = [path for path in folder.iterdir() if path.name not in wanted]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return removed + len(left)


def _silent() -> object:
    return timezone.now() - SILENT


def _fail(version: DatasetVersion) -> bool:
    report = Report.read_from(version.report)
    report.note(report.layer, 0, "", "stopped", _("The import was stopped before it was done; its rows were removed."))
    staging = DatasetVersion.objects.filter(pk=version.pk, state=_State.STAGING)
    # Unless it was heard of in this moment.
    return bool(staging.exclude(beat_at__gt=_silent()).update(state=_State.FAILED, report=report.stored))
