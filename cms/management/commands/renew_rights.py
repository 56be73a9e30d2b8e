"""``manage.py renew_rights``: give every municipality's people the rights that this version knows."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.core.actions import set_up_municipality
from cms.core.models import Municipality


class Command(BaseCommand):
    """For after an update that brings new kinds of content. Can be run at any time; takes nothing away."""

    help = "Bring the groups, permissions and workflows of all municipalities up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        for municipality in Municipality.objects.order_by("key"):
            groups = set_up_municipality(municipality)
            self.stdout.write(f"{municipality}: {len(groups)} groups")
