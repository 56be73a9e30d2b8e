"""``manage.py write_schema``: write ``schema.graphql``, or check that it is what the code says."""

from __future__ import annotations

from argparse import ArgumentParser
from difflib import unified_diff
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.core.graphql.api import current_api


class Command(BaseCommand):
    """The committed schema is what people build on, so it changes only when somebody means it."""

    help = "Write schema.graphql from the code, or check that it is up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing, fail where it differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        file = Path(settings.BASE_DIR, "schema.graphql")
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        after = current_api().sdl.strip() + "\n"
        if before == after:
            return
        if check:
            lines = unified_diff(
                before.splitlines(), after.splitlines(), "schema.graphql", "the code", lineterm="", n=1
            )
            raise CommandError("\n".join([*lines, "", "If this is meant, run `make schema` and commit the file."]))
        file.write_text(after, encoding="utf-8")
        self.stdout.write("schema.graphql was written.")
