"""Imports the invented quarters as every delivery is imported: written to files, read, staged, activated."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from cms.core.models import User
from geo.actions.activate_version import activate_version
from geo.actions.stage_version import stage_version
from geo.files.open_delivery import open_delivery
from geo.files.recipes import recipe
from geo.models import Dataset, DatasetVersion

from .made import Made
from .maps import Drawing
from .quarter.quarter import Quarter
from .quarter_files import FILES
from .snippets import Entry

UNFINISHED = (DatasetVersion.State.STAGING, DatasetVersion.State.FAILED)


@dataclass(slots=True)
class City:
    """Whose quarter it is, who imports and who activates; the quarter is invented when it is first needed."""

    drawing: Drawing
    editor: User | None
    moderator: User | None
    invented: list[Quarter] = field(default_factory=list)

    @property
    def quarter(self) -> Quarter:
        if not self.invented:
            self.invented.append(self.drawing.invent())
        return self.invented[0]


def import_quarters(made: Made, tell: Callable[[str], Callable[[str], None]]) -> int:
    """Import what has no version yet and return how many datasets that were; one transaction never holds all of it.

    What people recalled, replaced or deleted is left alone. Raises FileError where an import fails.
    """
    waiting = [entry for entry in made.demo.entries["dataset"] if _dataset(made, entry) is not None]
    tick = tell("Buildings and areas of the maps") if waiting else None
    cities: dict[str, City] = {}
    for entry in waiting:
        dataset, site = _dataset(made, entry), entry.values["site"]
        if site not in cities:
            cities[site] = City(made.demo.drawings[site], _person("redaktion", site), _person("moderation", site))
        if dataset is not None and tick is not None:
            _import(dataset, entry, cities[site])
            tick(entry.key)
    return len(waiting)


def _dataset(made: Made, entry: Entry) -> Dataset | None:
    """The dataset that still waits for its first import."""
    dataset = Dataset.objects.filter(pk=made.pk("dataset", entry.key)).first()
    if dataset is None or dataset.versions.exclude(state__in=UNFINISHED).exists():
        return None
    return dataset


def _person(role: str, site: str) -> User | None:
    return User.objects.filter(username=f"{role}-{site}").first()


def _import(dataset: Dataset, entry: Entry, city: City) -> None:
    suffix, write = FILES[entry.values["holds"]]
    name = f"{entry.values['name']}{suffix}"
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR) as folder:
        path = Path(folder, name)
        write(path, city.drawing, city.quarter)
        chosen = recipe(entry.values["recipe"])
        with closing(open_delivery(path, name, chosen)) as delivery:
            version = stage_version(dataset, delivery, chosen, city.editor, reference_date=city.drawing.as_of)
    activate_version(version, city.moderator)
