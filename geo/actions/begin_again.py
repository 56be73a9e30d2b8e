from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.values.problems import Problem
from geo.models import GeodataImport

from .check_import import check_import
from .open_import import forget_file, stored_problems
from .run_import import run_import
from .stage_version import SILENT

State = GeodataImport.State
MOST_TRIES = 2


def begin_again() -> int:
    """Begin imports anew that fell silent, as those of a killed worker; how many.

    What falls silent twice is refused.
    """
    silent = GeodataImport.objects.filter(state=State.RUNNING, beat_at__lt=timezone.now() - SILENT)
    for job in silent:
        tries = int(job.report.get("tries", 1))
        if tries >= MOST_TRIES:
            _refuse(job)
        else:
            _queue(job, tries + 1)
    return len(silent)


def _queue(job: GeodataImport, tries: int) -> None:
    begin = check_import if job.stage == "check" else run_import
    with transaction.atomic():
        mine = GeodataImport.objects.filter(pk=job.pk, state=State.RUNNING, beat_at=job.beat_at)
        if mine.update(state=State.QUEUED, report={"tries": tries}):
            transaction.on_commit(lambda: begin.enqueue(job.pk))


def _refuse(job: GeodataImport) -> None:
    message = _("It was begun twice and stopped twice without a word; the file may be too large for this server.")
    job.state, job.report = State.REFUSED, {"problems": stored_problems([Problem(job.file_name, 1, "", message)])}
    forget_file(job)
    job.save(update_fields=["state", "report", "file_path"])
