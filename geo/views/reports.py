"""An import's report as a table that people read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from geo.queries.attribute_words import LABELS
from geo.values.reports import Report

_WORDS = {
    "read": _("Rows read"),
    "added": _("New"),
    "changed": _("Changed"),
    "unchanged": _("Unchanged"),
    "gone": _("Not in the file any more"),
    "repaired": _("Outlines repaired"),
    "addresses": _("Addresses"),
    "addresses_without_building": _("Addresses without a building"),
    "facts": _("Facts"),
    "estimates": _("Estimates"),
    "statistics": _("Published numbers"),
    "unmatched": _("Rows that fit no building or area"),
    "groups": _("Groups of buildings"),
    "suppressed_groups": _("Groups that are too small and are not told"),
}
ALWAYS = ("read", "added", "changed", "unchanged", "gone")


@dataclass(frozen=True, slots=True)
class Line:
    """A count and what was counted."""

    label: Any
    number: int
    key: str

    @property
    def told(self) -> str:
        """The number as people read it."""
        return grouped(self.number)


def grouped(number: float) -> str:
    """A whole number with its thousands apart."""
    return number_format(number, decimal_pos=0, force_grouping=True)


def report_rows(report: Report) -> Iterator[Line]:
    """What was counted, without what there is none of."""
    for key, label in _WORDS.items():
        number = getattr(report, key)
        if number or key in ALWAYS:
            yield Line(label, number, key)


def unknown_rows(report: Report) -> list[Line]:
    """Of how many buildings each attribute stays unknown, the most first."""
    found = [Line(LABELS.get(key, key), number, key) for key, number in report.unknown.items() if number]
    return sorted(found, key=lambda line: -line.number)
