"""``manage.py show_municipality``: what a municipality has and what it still lacks."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.core.models import BasePage, Municipality


class Command(BaseCommand):
    """For whoever sets up a municipality."""

    help = "List a municipality's addresses, groups and unpublished pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key")

    def handle(self, *args: Any, key: str, **options: Any) -> None:
        municipality = Municipality.objects.filter(key=key).select_related("site", "region").first()
        if municipality is None:
            keys = ", ".join(Municipality.objects.values_list("key", flat=True))
            raise CommandError(f"There is no municipality {key!r}. There are: {keys}")
        root = municipality.site.root_url
        self.stdout.write(f"{municipality} ({municipality.get_kind_display()})")
        for language in municipality.languages:
            self.stdout.write(f"  {root}/{language}/")
        for role in municipality.roles.select_related("group"):
            self.stdout.write(f"  group: {role.group.name}, {role.group.user_set.count()} people")
        for page in BasePage.objects.filter(municipality=municipality, live=False, alias_of=None):
            self.stdout.write(f"  draft: {page.title} ({page.locale.language_code})")
