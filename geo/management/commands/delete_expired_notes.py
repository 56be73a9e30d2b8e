"""``manage.py delete_expired_notes``: delete decided corrections and objections whose day has come."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from geo.actions.decide_note import delete_expired_notes


class Command(BaseCommand):
    """The scheduler runs it once a day."""

    help = "Delete corrections and objections that were decided and whose day has come."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{delete_expired_notes(timezone.localdate())} deleted")
