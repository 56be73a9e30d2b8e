"""Read from documents what only the file knows."""

from __future__ import annotations

import shutil
from tempfile import TemporaryFile

from django.db import transaction
from django_tasks import task

from cms.core.models import Document
from cms.core.values.pdf import PdfFacts, read_pdf

FIELDS = ("reading", "tagged", "language_in_file", "title_in_file")


def read_soon(document: Document) -> None:
    """Have ``document`` read by the worker as soon as it is stored."""
    key = document.pk
    transaction.on_commit(lambda: read_waiting.enqueue(key))


@task()
def read_waiting(key: int) -> None:
    """Read the document ``key`` if it was not read yet. What is lost here is done by the scheduler."""
    for document in Document.objects.filter(pk=key, reading=Document.Reading.WAITING):
        read_document(document)


def read_all_waiting() -> int:
    """Read every document that was not read yet; how many."""
    waiting = list(Document.objects.filter(reading=Document.Reading.WAITING))
    for document in waiting:
        read_document(document)
    return len(waiting)


def read_document(document: Document) -> None:
    """Note what the file of ``document`` says."""
    is_pdf = document.file_extension.lower() == "pdf"
    found = _facts(document) if is_pdf else None
    if found:
        document.reading = Document.Reading.READ
    else:
        document.reading = Document.Reading.UNREADABLE if is_pdf else Document.Reading.OTHER
    document.tagged = bool(found and found.tagged)
    document.language_in_file = found.language if found else ""
    document.title_in_file = found.title if found else ""
    document.save(update_fields=FIELDS)


def _facts(document: Document) -> PdfFacts | None:
    try:
        with document.file.storage.open(document.file.name, "rb") as stored, TemporaryFile() as copy:
            # Wherever it is stored, what reads it gets a file of its own.
            shutil.copyfileobj(stored, copy)
            return read_pdf(copy)
    except OSError:
        return None
