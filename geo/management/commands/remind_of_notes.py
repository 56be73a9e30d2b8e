"""``manage.py remind_of_notes``: remind the offices of notes that are soon due, or overdue."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from geo.actions.mail_notes import remind_of_notes


class Command(BaseCommand):
    """The scheduler runs it once a day."""

    help = "Remind offices of corrections and objections that must be answered soon."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_of_notes(timezone.localdate())} mails sent")
