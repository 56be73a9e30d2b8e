"""``manage.py check_guidance``: look at every published flow, for days pass and numbers end by themselves."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from knowledge.guidance.actions.watch_flows import check_each, published_flows


class Command(BaseCommand):
    """Runs the personas and the checks of all published flows; who is responsible is told what is new."""

    help = "Check every published flow and tell its people what broke."

    def handle(self, *args: Any, **options: Any) -> None:
        check_each(published_flows())
