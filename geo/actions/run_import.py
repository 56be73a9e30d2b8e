"""Stage what a GeodataImport describes, in the background; after a crash from the beginning."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from cms.core.values.problems import FileError
from geo.files.recipes import recipe
from geo.models import DatasetVersion, GeodataImport

from .check_import import Progress
from .collect_leftovers import remove_stopped_versions
from .open_import import forget_file, open_import, stored_problems
from .stage_version import stage_version

State = GeodataImport.State


def want_import(job: GeodataImport) -> None:
    """Have ``job`` imported as soon as a worker is free."""
    job.state, job.stage, job.done, job.total, job.report = State.QUEUED, "import", 0, 0, {}
    job.save(update_fields=["state", "stage", "done", "total", "report"])
    transaction.on_commit(lambda: run_import.enqueue(job.pk))


@task()
def run_import(pk: int) -> None:
    """What ``want_import`` asked for. What was wrong is then in the report, and the file is removed in any case."""
    remove_stopped_versions()
    if not GeodataImport.objects.filter(pk=pk, state=State.QUEUED).update(state=State.RUNNING, beat_at=timezone.now()):
        return
    job = GeodataImport.objects.select_related("dataset__municipality", "created_by").get(pk=pk)
    language = getattr(getattr(job.created_by, "wagtail_userprofile", None), "preferred_language", "") or "de"
    with override(language):
        _run(job)


def _run(job: GeodataImport) -> None:
    try:
        version = _stage(job)
        job.version, job.report, job.state = version, {"found": version.report}, State.DONE
    except FileError as error:
        job.report, job.state = {"problems": stored_problems(error.problems)}, State.REFUSED
    forget_file(job)
    job.save(update_fields=["version", "state", "report", "done", "total", "stage", "file_path"])


def _stage(job: GeodataImport) -> DatasetVersion:
    about = {"file_digest": digest_of(Path(job.file_path))} if job.file_path else {}
    chosen = recipe(job.recipe)
    return stage_version(job.dataset, open_import(job), chosen, job.created_by, Progress(job), **about)


def digest_of(path: Path) -> str:
    """SHA-256 of a file; empty where it is gone."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
