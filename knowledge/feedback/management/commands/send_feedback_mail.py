"""``manage.py send_feedback_mail``: tell the offices of messages that no mail has told them of yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from knowledge.feedback.actions import send_waiting_mails


class Command(BaseCommand):
    """Run every minute by the scheduler."""

    help = "Send the mails about feedback that could not be sent before."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_waiting_mails(timezone.now())} mails sent")
