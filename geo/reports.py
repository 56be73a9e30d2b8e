"""What needs attention: notes that are due, data nobody has decided about, versions that wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.permissions import scope_of
from cms.core.reports import Row
from geo.models import BuildingNote, Dataset, DatasetVersion


def notes_due(user: Any) -> Iterator[Row]:
    """Corrections and objections that nobody has answered."""
    notes = BuildingNote.objects.filter(scope_of(user).owned(), state=BuildingNote.State.NEW)
    for note in notes.select_related("municipality").order_by("due_on"):
        detail = _("To be answered by %(day)s") % {"day": f"{note.due_on:%d.%m.%Y}"}
        url = reverse("geodata:note", args=[note.pk])
        yield Row(str(note), detail, url, str(note.municipality), note.received_at.date())


def undecided_data(user: Any) -> Iterator[Row]:
    """Open data about buildings of which nobody has decided that they may be shown."""
    datasets = Dataset.objects.filter(
        scope_of(user).owned(), kind=Dataset.Kind.BUILDINGS, basis=Dataset.Basis.OPEN, decision=""
    )
    for dataset in datasets.select_related("municipality"):
        detail = _("Nobody has recorded a decision to show these data of single buildings: they stay private.")
        yield Row(str(dataset), detail, reverse("dataset:inspect", args=[dataset.pk]), str(dataset.municipality))


def waiting_versions(user: Any) -> Iterator[Row]:
    """Versions that are imported and not public."""
    versions = DatasetVersion.objects.filter(
        scope_of(user).owned("dataset__municipality"), state=DatasetVersion.State.READY
    )
    for version in versions.select_related("dataset__municipality").order_by("imported_at"):
        detail = _("Version %(number)s is imported. A second person looks at it and activates it.")
        url = reverse("geodata:version", args=[version.pk])
        owner = str(version.dataset.municipality)
        title, day = str(version.dataset), version.imported_at.date()
        yield Row(title, detail % {"number": version.number}, url, owner, day)
