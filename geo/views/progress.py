"""How far an import is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from geo.models import GeodataImport


class Step(IntEnum):
    """The steps of an import, in their order."""

    FILE = 1
    QUESTIONS = 2
    COLUMNS = 3
    CHECK = 4
    DONE = 5


STEPS = {
    Step.FILE: _("File"), Step.QUESTIONS: _("Questions"), Step.COLUMNS: _("Columns"),
    Step.CHECK: _("Check and import"), Step.DONE: _("Done"),
}  # fmt: skip
STAGES = {
    "": _("The file is being opened"),
    "check": _("All rows are being read and checked"),
    "read": _("The rows are being read and written"),
    "shapes": _("The rows are being read and written"),
    "addresses": _("Addresses are joined to buildings"),
    "match": _("Addresses are joined to buildings"),
    "members": _("Buildings are joined to areas"),
    "estimates": _("What is missing is estimated"),
    "estimate": _("What is missing is estimated"),
    "groups": _("Buildings are grouped, so that nobody can be read from a figure"),
    "tallies": _("The results are counted"),
    "tiles": _("The map is drawn"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A step as the list above the page shows it."""

    number: int
    label: Any
    is_now: bool
    is_past: bool


def steps_of(now: Step) -> list[Place]:
    """The list of steps, with the one that a person is at."""
    return [Place(int(step), label, step is now, step < now) for step, label in STEPS.items()]


def stage_words(job: GeodataImport) -> str:
    """What is being done just now."""
    if job.state == GeodataImport.State.QUEUED:
        return str(_("Waits for its turn"))
    return str(STAGES.get(job.stage, job.stage))
