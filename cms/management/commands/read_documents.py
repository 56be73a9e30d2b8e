"""``manage.py read_documents``: read from PDF files whether they are tagged."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.core.actions.read_documents import read_all_waiting


class Command(BaseCommand):
    """Run by the scheduler; for documents from before, and for those a worker did not come to."""

    help = "Read from every document that was not read yet whether a screen reader can read it."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{read_all_waiting()} documents read.")
