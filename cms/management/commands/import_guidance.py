"""``manage.py import_guidance``: make drafts of a flow and all it needs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.core.models import source_locale
from cms.core.values.problems import FileError
from knowledge.guidance.actions.import_flow import import_flow
from knowledge.guidance.actions.plan_import import Plan, plan_import
from knowledge.guidance.files.flow_file import read_flow_file
from knowledge.guidance.models import GuidanceIndexPage


class Command(BaseCommand):
    """Imports a flow below the compass of a city or region."""

    help = "Make drafts of a guidance flow and of the facts, measures and numbers that are not there yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what export_guidance or the admin has written")
        parser.add_argument("municipality", help="the key of the city or region that gets it")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be done")

    def handle(self, *args: Any, file: Path, municipality: str, dry_run: bool, **options: Any) -> None:
        index = GuidanceIndexPage.objects.filter(
            municipality__key=municipality, locale=source_locale(), alias_of=None
        ).first()
        if index is None:
            raise CommandError(f"{municipality} has no compass below which flows are put: make that page first.")
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            plan = plan_import(read_flow_file(file.read_bytes(), file.name), index)
            self.tell(plan)
            if not dry_run:
                page = import_flow(plan)
                self.stdout.write("Nothing to do." if plan.does_nothing else f"Drafts are made: {page.url_path}")
        except FileError as error:
            raise CommandError(f"The file can't be imported, nothing was changed:\n{error}") from None

    def tell(self, plan: Plan) -> None:
        """What becomes of each entry."""
        for item in (plan.flow, *plan.items):
            fields = f" in {', '.join(item.fields)}" if item.fields else ""
            self.stdout.write(f"{item.outcome:8}{item.entry.kind} {item.entry.name}{fields}")
        for kind, name in plan.left_out:
            self.stdout.write(f"left out: {kind} {name} is not there")
