"""``manage.py add_municipality``: begin with another city, or with a region."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cms.management.new_municipality import NewMunicipality, add_municipality


class Command(BaseCommand):
    """Makes everything a municipality needs to begin; what it does not know stays draft."""

    help = "Add a municipality: its site, homes and index pages in all languages, collection, groups and workflow."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="short and lasting, such as chemnitz")
        parser.add_argument("--name-de", required=True)
        parser.add_argument("--name-en", help="where it differs from the German")
        parser.add_argument("--name-it", help="where it differs from the German")
        parser.add_argument("--host", required=True, help="under which the site is reached, such as chemnitz.localhost")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or "443"))
        parser.add_argument("--ags", required=True, help="the official municipality key")
        parser.add_argument("--email", required=True, help="where readers' messages go")
        parser.add_argument("--region", help="key of the region whose library it shows; without it this is a region")

    def handle(self, *args: Any, key: str, **options: Any) -> None:
        names = {language: options[f"name_{language}"] or options["name_de"] for language in ("de", "en", "it")}
        new = NewMunicipality(
            key, names, options["host"], options["port"], options["ags"], options["email"], options["region"]
        )
        try:
            municipality = add_municipality(new)
        except ValidationError as error:
            raise CommandError("Nothing was made:\n" + "\n".join(_told(error))) from None
        site = municipality.site
        self.stdout.write(f"{municipality} is at {site.root_url}/. Groups of its people:")
        for role in municipality.roles.select_related("group"):
            self.stdout.write(f"  {role.group.name}")
        self.stdout.write("Imprint, privacy, accessibility and other pages of purpose are drafts: write them first.")


def _told(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return [str(message) for message in error.messages]
    return [f"{name}: {message}" for name, messages in error.message_dict.items() for message in messages]
