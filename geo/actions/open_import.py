"""A file or address on its way into a dataset: kept while it is asked about, opened with the answers so far."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from cms.core.values.problems import FileError, Problem
from geo.files.delivery import Answers, Delivery
from geo.files.recipe import Geometry, Recipe
from geo.files.recipes import proposed, recipe, recipes
from geo.models import Dataset, GeodataImport


def answers_of(job: GeodataImport, **other: Any) -> Answers:
    """What was answered so far; ``other`` answers instead of it, to see what would come of them."""
    said = {name: job.answers[name] for name in ("layer", "crs", "encoding", "columns") if job.answers.get(name)}
    return replace(Answers(**said), **other)


def open_import(job: GeodataImport, **other: Any) -> Delivery:
    """The delivery of ``job``, with ``other`` answers than those given. Raises FileError where it can't be used."""
    return _open(job, recipe(job.recipe), answers_of(job, **other))


def choose_recipe(job: GeodataImport) -> None:
    """The recipe that fits the file best, where nobody has chosen one."""
    if not job.recipe:
        fitting = [each for each in recipes() if each.kind == job.dataset.kind] or recipes()
        layers = _open(job, fitting[0], Answers()).layers
        found = [each for each in proposed(layers, job.dataset.kind) if not wrong_theme(each, job)] or fitting
        job.recipe = found[0].name
        job.save(update_fields=["recipe"])


def wrong_theme(chosen: Recipe, job: GeodataImport) -> bool:
    """Whether the recipe is for areas of another kind than the dataset's, or for rows that join no buildings there."""
    if chosen.kind == Dataset.Kind.BUILDINGS and Geometry.NONE in chosen.shapes:
        return job.dataset.joins_id is None
    return bool(chosen.theme) and bool(job.dataset.theme) and chosen.theme != job.dataset.theme


def keep_file(job: GeodataImport, sent: UploadedFile) -> None:
    """Store what was sent outside of the public media, under a name of our own."""
    folder = folder_of(job)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "sent"
    with path.open("wb") as kept:
        for chunk in sent.chunks():
            kept.write(chunk)
    job.file_path = str(path)
    job.file_name = str(sent.name or "")[:255]


def forget_file(job: GeodataImport) -> None:
    """Remove what was sent, when nobody needs it any more."""
    shutil.rmtree(folder_of(job), ignore_errors=True)
    job.file_path = ""


def folder_of(job: GeodataImport) -> Path:
    return Path(settings.VAR_DIR) / "imports" / str(job.key)


def stored_problems(problems: list[Problem]) -> list[dict[str, Any]]:
    """Mistakes as the import keeps them."""
    return [
        {
            "file": each.file, "line": each.line, "place": each.place, "field": each.field,
            "message": str(each.message),
        }
        for each in problems
    ]  # fmt: skip


def read_problems(report: Mapping[str, Any]) -> list[Problem]:
    """The mistakes an import keeps."""
    return [Problem(**each) for each in report.get("problems", [])]


def _open(job: GeodataImport, chosen: Recipe, answers: Answers) -> Delivery:
    if job.url:
        from geo.files.remote import open_remote

        return open_remote(job.url, chosen, answers)
    path = Path(job.file_path)
    if not job.file_path or not path.is_file():
        raise FileError([Problem(job.file_name, 0, "", _("The file is not here any more. Please send it again."))])
    # Reading files needs libraries that take long to load.
    from geo.files.open_delivery import open_delivery

    return open_delivery(path, job.file_name, chosen, answers)
