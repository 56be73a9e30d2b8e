"""Read all of a delivery and say what an import would do, in the background; nothing is written."""

from __future__ import annotations

import time
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from cms.core.values.problems import FileError, Problem
from geo.files.recipes import recipe
from geo.models import GeodataImport

from .check_delivery import check_delivery
from .open_import import open_import, stored_problems

log = structlog.get_logger(__name__)
State = GeodataImport.State
_SECONDS = 1.0


def want_check(job: GeodataImport) -> None:
    """Have ``job`` looked through as soon as a worker is free."""
    job.state, job.stage, job.done, job.total, job.report = State.QUEUED, "check", 0, 0, {}
    job.save(update_fields=["state", "stage", "done", "total", "report"])
    transaction.on_commit(lambda: check_import.enqueue(job.pk))


@task()
def check_import(pk: int) -> None:
    """What ``want_check`` asked for. What keeps it from being imported is then in the report."""
    queued = GeodataImport.objects.filter(pk=pk, state=State.QUEUED)
    job = queued.select_related("dataset__municipality", "created_by").first()
    if job is None:
        return
    job.state = State.RUNNING
    with override(language_of(job.created_by)):
        _check(job, Progress(job))
    job.save(update_fields=["state", "report", "done", "total"])


def language_of(user: Any) -> str:
    """The language in which ``user`` works in the admin."""
    return getattr(getattr(user, "wagtail_userprofile", None), "preferred_language", "") or "de"


def _check(job: GeodataImport, progress: Progress) -> None:
    progress("check", 0, 0)
    try:
        report = check_delivery(job.dataset, open_import(job), recipe(job.recipe), progress)
        job.report, job.state = {"found": report.stored}, State.CHECKED
    except FileError as error:
        job.report, job.state = {"problems": stored_problems(error.problems)}, State.ASKING
    except Exception:
        log.exception("the check of an import failed", dataset=job.dataset.name)
        message = _("The check failed by a fault of the programme. Nothing was changed; the log tells more.")
        job.report, job.state = {"problems": stored_problems([Problem(str(job), 1, "", message)])}, State.ASKING


class Progress:
    """Writes down how far a job is, once a second."""

    def __init__(self, job: GeodataImport) -> None:
        self.job, self.told = job, 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage == self.job.stage and now - self.told < _SECONDS and done:
            return
        self.told = now
        self.job.stage, self.job.done, self.job.total, self.job.beat_at = stage, done, total, timezone.now()
        self.job.save(update_fields=["state", "stage", "done", "total", "beat_at"])
