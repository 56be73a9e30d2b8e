"""``manage.py rebuild_search``: make the entries of the search anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from search.actions import rebuild


class Command(BaseCommand):
    """Needed after content was written past the editor, and when the analysis of words changes."""

    help = "Make all entries of the search anew."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} entries")
