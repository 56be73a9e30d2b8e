"""``manage.py export_guidance``: write a flow with all it needs into a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.core.models import source_locale
from knowledge.guidance.actions.export_flow import export_flow
from knowledge.guidance.engine.entries import DefinitionError
from knowledge.guidance.models import GuidancePage


class Command(BaseCommand):
    """Exports the flow as its editors see it."""

    help = "Write a guidance flow, with its facts, measures and numbers in all languages, as YAML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("municipality", help="the key of the city or region whose flow it is")
        parser.add_argument("flow", help="the last part of its address")
        parser.add_argument("--output", type=Path, help="a file; without it the YAML is printed")

    def handle(self, *args: Any, municipality: str, flow: str, output: Path | None, **options: Any) -> None:
        page = GuidancePage.objects.filter(
            municipality__key=municipality, slug=flow, locale=source_locale(), alias_of=None
        ).first()
        if page is None:
            raise CommandError(f"{municipality} has no flow {flow!r}.")
        try:
            text = export_flow(page)
        except DefinitionError as error:
            raise CommandError(f"The flow can't be read yet: {error}") from None
        if output is None:
            self.stdout.write(text)
        else:
            output.write_text(text, encoding="utf-8")
