"""``manage.py import_geodata``: bring a file or a service's data into a dataset."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cms.core.models import Municipality, User
from cms.core.values.problems import FileError
from geo.actions.activate_version import activate_version
from geo.actions.check_delivery import check_delivery
from geo.actions.collect_leftovers import remove_stopped_versions
from geo.actions.refusals import Refusal
from geo.actions.run_import import digest_of
from geo.actions.stage_version import Tell, stage_version
from geo.files.delivery import Answers, Delivery
from geo.files.open_delivery import open_delivery
from geo.files.recipe import Recipe
from geo.files.recipes import recipe as recipe_of
from geo.models import Dataset, DatasetVersion
from geo.values.reports import Report

_COUNTS = (
    "read", "added", "changed", "unchanged", "gone", "repaired", "addresses", "addresses_without_building", "facts",
    "estimates", "statistics", "unmatched", "groups", "suppressed_groups",
)  # fmt: skip
_OF_NEW = ("licence", "attribution", "source_title", "basis", "decision")


class Command(BaseCommand):
    """Ends with an error, and nothing changed, where the file can't be used."""

    help = "Import geodata: stages a new version of a dataset, which is then activated in the admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="a file, or the address of a file or service")
        parser.add_argument("--recipe", required=True, help="how its columns are read, such as osm_buildings")
        parser.add_argument("--municipality", required=True, help="key of the municipality")
        parser.add_argument("--dataset", required=True, help="short name of the dataset")
        parser.add_argument("--create-dataset", metavar="TITLE", help="make the dataset, with this title")
        parser.add_argument("--joins", metavar="NAME", help="new dataset: tells of the buildings of this one")
        for name in _OF_NEW:
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help=f"new dataset: its {name}")
        parser.add_argument("--crs", default="", help="where the file does not say, such as EPSG:25833")
        parser.add_argument("--layer", default="", help="where the file has more than one")
        parser.add_argument("--encoding", default="", help="where it can't be told, such as cp1252")
        parser.add_argument("--column", action="append", default=[], metavar="TARGET=COLUMN", help="what it means")
        parser.add_argument("--user", default="", help="user name of who imports it; kept with the version")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--activate", action="store_true", help="show it at once (GEODATA_SECOND_PERSON=false)")

    def handle(self, *args: Any, source: str, verbosity: int, **options: Any) -> None:
        self.console = Console(file=cast("IO[str]", self.stdout), quiet=verbosity == 0, highlight=False)
        if options["activate"] and settings.GEODATA_SECOND_PERSON:
            raise CommandError(
                "A second person must activate versions, in the admin. GEODATA_SECOND_PERSON=false lets you do without."
            )
        try:
            chosen = recipe_of(options["recipe"])
            delivery = _open(source, chosen, _answers(options))
            dataset = _dataset(chosen, options)
            self._import(dataset, delivery, chosen, Path(source), options)
        except (FileError, Refusal) as error:
            raise CommandError(f"Nothing was changed:\n{error}") from None
        except ValidationError as error:
            raise CommandError("The dataset can't be made:\n" + "\n".join(error.messages)) from None

    def _import(
        self, dataset: Dataset, delivery: Delivery, chosen: Recipe, path: Path, options: dict[str, Any]
    ) -> None:
        with _progress(self.console) as tell:
            if options["dry_run"]:
                self._print(check_delivery(dataset, delivery, chosen, tell))
                return
            remove_stopped_versions()
            if dataset.pk is None:
                dataset.save()
            version = stage_version(
                dataset, delivery, chosen, _user(options["user"]), tell, file_digest=digest_of(path)
            )
        self._print(Report.read_from(version.report))
        self._activate(version, options)

    def _activate(self, version: DatasetVersion, options: dict[str, Any]) -> None:
        if options["activate"]:
            activate_version(version, version.imported_by)
            self.console.print(f"{version} is active.")
        else:
            self.console.print(f"{version} is ready. A second person activates it in the admin.")

    def _print(self, report: Report) -> None:
        for name in _COUNTS:
            if getattr(report, name):
                self.console.print(f"{name.replace('_', ' '):>28} {getattr(report, name):>9,}")
        for attribute, count in sorted(report.unknown.items()):
            self.console.print(f"{attribute + ' unknown':>28} {count:>9,}")
        for note in report.notes[:20]:
            line = f"{report.file}, {note.layer} {note.number}, {note.field}: {note.message}"
            self.console.print(line, markup=False, soft_wrap=True)
        if report.noted > 20:
            self.console.print(f"... and {report.noted - 20} more")


def _answers(options: dict[str, Any]) -> Answers:
    wrong = [each for each in options["column"] if "=" not in each]
    if wrong:
        raise CommandError(f"--column is written TARGET=COLUMN, not {wrong[0]!r}.")
    columns = dict(each.split("=", 1) for each in options["column"])
    return Answers(options["layer"], options["crs"], options["encoding"], columns)


def _open(source: str, chosen: Recipe, answers: Answers) -> Delivery:
    if source.startswith(("http://", "https://")):
        # Needed for services only.
        from geo.files.remote import open_remote

        return open_remote(source, chosen, answers)
    path = Path(source)
    if not path.is_file():
        raise CommandError(f"There is no file {source}.")
    return open_delivery(path, path.name, chosen, answers)


def _dataset(chosen: Recipe, options: dict[str, Any]) -> Dataset:
    municipality = Municipality.objects.filter(key=options["municipality"]).first()
    if municipality is None:
        known = ", ".join(Municipality.objects.order_by("key").values_list("key", flat=True))
        raise CommandError(f"There is no municipality {options['municipality']!r}; there are: {known}.")
    own = Dataset.objects.filter(municipality=municipality)
    found = own.filter(name=options["dataset"]).first()
    if found is not None:
        return found
    if not options["create_dataset"]:
        known = ", ".join(own.values_list("name", flat=True)) or "none"
        raise CommandError(
            f"There is no dataset {options['dataset']!r}; there are: {known}. --create-dataset makes one."
        )
    made = Dataset(
        municipality=municipality, name=options["dataset"], title_de=options["create_dataset"], kind=chosen.kind,
        theme=chosen.theme, joins=own.filter(name=options["joins"]).first() if options["joins"] else None,
        **{name: options[name] for name in _OF_NEW if options[name]},
    )  # fmt: skip
    made.full_clean()
    return made


def _user(name: str) -> User | None:
    if not name:
        return None
    user = User.objects.filter(**{User.USERNAME_FIELD: name}).first()
    if user is None:
        raise CommandError(f"There is no user {name!r}.")
    return user


@contextmanager
def _progress(console: Console) -> Iterator[Tell]:
    """A bar for each stage on a terminal, nothing in logs."""
    if console.quiet or not sys.stdout.isatty():
        yield lambda _stage, _done, _total: None
        return
    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bars: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in bars:
                bars[stage] = progress.add_task(stage, total=total)
            progress.update(bars[stage], completed=done, total=total)

        yield tell
