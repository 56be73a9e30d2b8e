"""``manage.py delete_expired_feedback``: delete the messages whose day has come."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from knowledge.feedback.actions import delete_expired


class Command(BaseCommand):
    """Run every day by the scheduler."""

    help = "Delete feedback that has been kept as long as its senders were told."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{delete_expired(timezone.localdate())} deleted")
