from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from geo.models import DatasetVersion, Statistic
from geo.queries.area_names import areas_by_name
from geo.values.defaults import Defaults
from geo.values.items import Item
from geo.values.reports import Report

from .insert_rows import insert_rows
from .stage_shapes import STATISTIC, statistic_rows


class StageStatistics:
    """Writes published numbers, each with the active area of its name."""

    def __init__(self, version: DatasetVersion, _defaults: Defaults, report: Report) -> None:
        self.version, self.report = version, report
        self.levels: set[int] = set()
        self.count = 0
        self._areas = areas_by_name(version.municipality)
        self._missed: set[str] = set()

    def look(self, items: Sequence[Item]) -> Mapping[str, int]:
        """Count them; areas that nobody knows are noted, each once."""
        for item in items:
            self.report.added += bool(item.statistics)
            for each in item.statistics:
                if each.area.casefold() not in self._areas and each.area not in self._missed:
                    self._missed.add(each.area)
                    message = _("No active area has the name or id “%s”; its numbers wait for one.") % each.area
                    self.report.note(self.report.layer, item.number, "", "unknown_area", message)
        self.report.unmatched = len(self._missed)
        return {}

    def write(self, items: Sequence[Item], _found: Mapping[str, int]) -> None:
        rows = [row for item in items for row in statistic_rows(self.version.pk, item, self._areas)]
        insert_rows(Statistic, STATISTIC, rows)
        self.report.statistics += len(rows)
        self.count += len(rows)

    def finish(self) -> None:
        """Numbers are not compared: a new delivery replaces all of them."""
