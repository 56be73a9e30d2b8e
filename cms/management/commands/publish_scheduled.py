"""``manage.py publish_scheduled``: Wagtail's command of that name, which looks at what it publishes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.core.actions.publish_due import publish_due


class Command(BaseCommand):
    """Run by the scheduler every minute."""

    help = "Publish and take back what is scheduled. What is unfinished stays unpublished, and its people are told."

    def handle(self, *args: Any, **options: Any) -> None:
        publish_due(timezone.now())
