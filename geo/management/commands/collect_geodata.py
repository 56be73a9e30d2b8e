"""``manage.py collect_geodata``: remove what stopped imports left, and begin them again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from geo.actions.begin_again import begin_again
from geo.actions.collect_leftovers import finish_discarding, remove_forgotten_files, remove_stopped_versions


class Command(BaseCommand):
    """Called by the scheduler every minute; when there is nothing to do it costs four queries."""

    help = "Remove the rows and files of imports of geodata that were stopped, and begin those imports again."

    def handle(self, *args: Any, **options: Any) -> None:
        versions = remove_stopped_versions() + finish_discarding()
        files, begun = remove_forgotten_files(), begin_again()
        self.stdout.write(f"Versions removed: {versions}. Files removed: {files}. Imports begun again: {begun}.")
