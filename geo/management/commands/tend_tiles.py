"""``manage.py tend_tiles``: delete old archives of tiles and begin lost builds again; the scheduler runs it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from geo.actions.tend_tiles import tend_tiles


class Command(BaseCommand):
    """Once a day is enough."""

    help = "Delete vector tiles that were replaced a day ago and make those that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        tend_tiles()
