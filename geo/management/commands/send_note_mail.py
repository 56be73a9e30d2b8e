"""``manage.py send_note_mail``: tell the offices of corrections and objections that no mail has told them of."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from geo.actions.mail_notes import send_waiting_mails


class Command(BaseCommand):
    """Run every minute by the scheduler."""

    help = "Send the mails about corrections and objections that could not be sent before."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_waiting_mails(timezone.now())} mails sent")
