"""``manage.py load_demo``: put the demo's content into the database."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from cms.core.values.problems import FileError
from cms.management.demo.load import load_demo


class Command(BaseCommand):
    """Loads what is new in the demo's folder; what is there stays as people left it."""

    help = "Load the demo's content. What an earlier load made is left as people changed it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=Path(settings.BASE_DIR, "demo"), help="the demo's files")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="of the sites")
        parser.add_argument("--no-geodata", action="store_true", help="leave the datasets of the maps empty for now")

    def handle(self, *args: Any, folder: Path, port: int, no_geodata: bool, verbosity: int, **options: Any) -> None:
        console = Console(file=cast("IO[str]", self.stdout), quiet=verbosity == 0, highlight=False)
        today = timezone.localdate()
        try:
            if sys.stdout.isatty() and verbosity:
                with Progress(
                    SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"),
                    TimeElapsedColumn(), TextColumn("{task.fields[name]}"), console=console,
                ) as progress:  # fmt: skip
                    made = load_demo(folder, port, today, live_stages(progress), geodata=not no_geodata)
            else:
                made = load_demo(folder, port, today, plain_stages(console), geodata=not no_geodata)
        except FileError as error:
            raise CommandError(f"The demo can't be loaded, nothing was changed:\n{error}") from None
        console.print(f"Demo: {made} things made." if made else "Demo: nothing new, everything stays as it is.")


def live_stages(progress: Progress) -> Callable[[str], Callable[[str], None]]:
    """Each stage as a line that counts."""

    def tell(title: str) -> Callable[[str], None]:
        for task in progress.tasks:
            progress.update(task.id, total=task.completed, name="")
        task_id = progress.add_task(title, total=None, name="")
        return lambda name: progress.update(task_id, advance=1, name=name)

    return tell


def plain_stages(console: Console) -> Callable[[str], Callable[[str], None]]:
    """Each stage as a line, for logs."""

    def tell(title: str) -> Callable[[str], None]:
        console.print(title)
        return lambda _name: None

    return tell
