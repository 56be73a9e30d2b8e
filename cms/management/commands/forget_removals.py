"""``manage.py forget_removals``: delete what is noted of addresses that were left long ago."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.core.models import AddressChange

# Whoever follows changes and has not asked for longer reads everything anew.
DAYS = 400


class Command(BaseCommand):
    """Run by the scheduler once a day."""

    help = f"Delete what is noted of addresses that were left more than {DAYS} days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        deleted, _by_model = AddressChange.objects.filter(at__lt=timezone.now() - timedelta(days=DAYS)).delete()
        self.stdout.write(f"{deleted} removals forgotten.")
