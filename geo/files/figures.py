"""Published numbers about areas: in columns of the areas' own file, or in files of statistics."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from geo.values.items import GivenStatistic, Item
from geo.values.reports import Report

from .delivery import Layer
from .mapping import Mapper, plain_text
from .names import folded
from .numbers import NoNumber, read_span
from .raw import RawFeature
from .recipe import Recipe, Target
from .refusals import refusal

UNSTATED = 0
"""The year of numbers of which nothing says when they were true."""
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_YEARS = (1800.0, 0.0)
_ANY = (-1e15, 1e15)
# What programmes add to tables by themselves.
_MACHINE = frozenset(
    ("id", "fid", "gid", "objectid", "oid", "shapearea", "shapeleng", "shapelength", "lon", "lat", "x", "y", "laenge",
     "breite")
)  # fmt: skip


def wide_columns(recipe: Recipe, layer: Layer, columns: Mapping[str, str]) -> list[str]:
    """The columns of numbers that are published numbers of their own, where the recipe says so."""
    if not recipe.wide:
        return []
    used = set(columns.values())
    return [
        column.name for column in layer.columns
        if column.name not in used and folded(column.name) not in _MACHINE and _is_numbers(column.samples)
    ]  # fmt: skip


def figures_of(
    mapper: Mapper, feature: RawFeature, area: str, wide: Sequence[str], report: Report
) -> tuple[GivenStatistic, ...]:
    """The numbers an area's own columns tell of it; too small counts are noted and left out."""
    year = _year(mapper, feature, report)
    name = area or mapper.text("name", feature)
    found = []
    for key, target in mapper.recipe.targets.items():
        if key.startswith("figure.") and key in mapper.columns:
            span = mapper.span(key, feature, report, _ANY, target.unit)
            if span is not None and _may_be_told(mapper, target, feature, span.low, report):
                indicator = target.indicator or str(target.title)
                found.append(GivenStatistic(name, indicator, year, span.low, target.unit))
    return (*found, *_wide(mapper, feature, name, year, wide, report))


def statistics_of(mapper: Mapper, feature: RawFeature, wide: Sequence[str], report: Report) -> Item | None:
    """The numbers in a row of a file of statistics; None where it has none."""
    area = mapper.text("area", feature, 160)
    if not area:
        mapper.note(report, feature, "area", "left_out", _("It names no area, so it was left out."))
        return None
    year = _year(mapper, feature, report)
    if mapper.recipe.wide:
        found = _wide(mapper, feature, area, year, wide, report)
        return Item(feature.number, f"{area}|{year}"[:160], name=area[:160], statistics=found) if found else None
    indicator = mapper.text("indicator", feature, 160)
    span = mapper.span("value", feature, report, _ANY)
    if span is None or not indicator or not year:
        # What has no value is left out in the source, too; anything else was meant to be there.
        if span is not None:
            lacking = "year" if not year else "indicator"
            no_year, no_name = _("It has no year, so it was left out."), _("It has no indicator, so it was left out.")
            mapper.note(report, feature, lacking, "left_out", no_name if year else no_year)
        return None
    said = (GivenStatistic(area, indicator, year, span.low, mapper.text("unit", feature, 40)),)
    return Item(feature.number, f"{area}|{indicator}|{year}"[:400], name=area, statistics=said)


class Once:
    """Refuses two different numbers for the same area, indicator and year; the same one twice is taken once."""

    def __init__(self, file: str, layer: str) -> None:
        self._file, self._layer = file, layer
        self._seen: dict[int, tuple[int, float]] = {}

    def is_new(self, item: Item, report: Report) -> bool:
        """Whether this item's numbers are not there yet. Raises FileError where they contradict earlier ones."""
        new = True
        for each in item.statistics:
            key = hash((each.area, each.indicator, each.year))
            number, value = self._seen.setdefault(key, (item.number, each.value))
            if number == item.number:
                continue
            if value != each.value:
                message = _(
                    "Rows %(one)d and %(other)d give different numbers for “%(indicator)s” in “%(area)s”, %(year)d. "
                    "Mend one of them."
                ) % {
                    "one": number, "other": item.number, "indicator": each.indicator, "area": each.area,
                    "year": each.year,
                }  # fmt: skip
                raise refusal(self._file, message, layer=self._layer, feature=item.number)
            message = _("It says the same as row %(number)d; it was taken once.") % {"number": number}
            report.note(self._layer, item.number, "", "twice", message)
            new = False
        return new


def _wide(
    mapper: Mapper, feature: RawFeature, area: str, year: int, wide: Sequence[str], report: Report
) -> tuple[GivenStatistic, ...]:
    found = []
    for column in wide:
        try:
            span = read_span(feature.fields.get(column))
        except NoNumber as error:
            message = _("%(error)s; it was left out.") % {"error": error}
            report.note(mapper.layer, feature.number, column, "no_number", message)
            continue
        if span is not None:
            named = _YEAR.search(column)
            found.append(GivenStatistic(area, plain_text(column, 160), int(named[1]) if named else year, span.low))
    return tuple(found)


def _year(mapper: Mapper, feature: RawFeature, report: Report) -> int:
    span = mapper.span("year", feature, report, _YEARS) if "year" in mapper.columns else None
    return int(span.low) if span else mapper.recipe.year or UNSTATED


def _may_be_told(mapper: Mapper, target: Target, feature: RawFeature, value: float, report: Report) -> bool:
    """Whether a number is about enough homes. Nought tells of nobody, unless it is counted by something else."""
    if target.least is None:
        return True
    counted, least = target.least
    if counted == target.key:
        number: float | None = value or least
    else:
        span = mapper.span(counted, feature, report, (0, 1e9))
        number = span.low if span else None
    if number is not None and number >= least:
        return True
    message = _("It is about fewer than %(least)d, or nobody knows of how many; it was left out.") % {"least": least}
    mapper.note(report, feature, target.key, "too_few", message)
    return False


def _is_numbers(samples: Sequence[str]) -> bool:
    if not samples:
        return False
    try:
        return [read_span(each) for each in samples if read_span(each) is not None] != []
    except NoNumber:
        return False
