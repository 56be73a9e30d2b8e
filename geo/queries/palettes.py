"""Legends proposed for data: from the categories that are there, or from classes that hold alike many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from geo.models import Dataset, DatasetVersion, Fact, Shape
from geo.values.attributes import ATTRIBUTES, Access, Kind
from geo.values.palette import CATEGORY_COLOURS, DISTINCT, ONE, distinct, ramp

from . import words
from .public_view import UNITS

CLASSES = 5
_MOST_READ = 50_000


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a legend as it is proposed."""

    label: str
    colour: str
    value: str = ""
    low: float | None = None
    high: float | None = None


def proposed_legend(dataset: Dataset, style: str, attribute: str, language: str) -> list[Entry]:
    """A legend for what is active of ``dataset``; empty where there is nothing to colour by.

    ``attribute``: what it is coloured by; empty: the category of areas. ``style``: one, categories or classes.
    """
    if style == "one":
        return [Entry(dataset.title(language), ONE)]
    version = dataset.active or dataset.versions.filter(state=DatasetVersion.State.READY).first()
    if version is None:
        return []
    if style == "classes":
        return _classes(version, attribute)
    return _categories(version, attribute, language)


def _class_words(low: float | None, high: float | None, unit: str) -> str:
    values = {"low": _number(low), "high": _number(high), "unit": unit}
    if low is None or low == 0:
        return _("below %(high)s %(unit)s") % values
    if high is None:
        return _("%(low)s %(unit)s and more") % values
    return _("%(low)s to less than %(high)s %(unit)s") % values


def _number(value: float | None) -> str:
    return "" if value is None else number_format(f"{value:g}", force_grouping=value >= 10_000)


def _categories(version: DatasetVersion, attribute: str, language: str) -> list[Entry]:
    if attribute:
        found = _values(version, attribute)
        named = [(key, words.value(attribute, key, language).label) for key in found]
    else:
        rows = Shape.objects.filter(version=version).exclude(category="").values("category")
        keys = [row["category"] for row in rows.annotate(number=Count("pk")).order_by("-number")]
        named = [(key, _category_words(key, language)) for key in sorted(keys, key=_place_of_category)]
    named = named[: len(DISTINCT)]
    known = all(key in CATEGORY_COLOURS for key, _label in named)
    colours = [CATEGORY_COLOURS[key] for key, _label in named] if known else distinct(len(named))
    return [Entry(label, colour, key) for (key, label), colour in zip(named, colours, strict=True)]


def _category_words(key: str, language: str) -> str:
    named = words.category(key, language)
    return named.label if named else key


def _place_of_category(key: str) -> int:
    order = list(CATEGORY_COLOURS)
    return order.index(key) if key in order else len(order)


def _values(version: DatasetVersion, attribute: str) -> list[str]:
    facts = Fact.objects.filter(version=version, attribute=attribute, access=Access.PUBLIC, withdrawn_at=None)
    there = set(facts.exclude(value="").values_list("value", flat=True).distinct())
    options = ATTRIBUTES[attribute].options if attribute in ATTRIBUTES else ()
    return [key for key in options if key in there] or sorted(there)


def _classes(version: DatasetVersion, attribute: str) -> list[Entry]:
    if attribute not in ATTRIBUTES or ATTRIBUTES[attribute].kind is not Kind.NUMBER:
        return []
    facts = Fact.objects.filter(version=version, attribute=attribute, access=Access.PUBLIC, withdrawn_at=None)
    read = facts.exclude(low=None).values_list("low", flat=True)[:_MOST_READ]
    bounds = _bounds(sorted(each for each in read if each is not None))
    unit = ATTRIBUTES[attribute].unit
    shown = UNITS.get(unit, "") if unit else ""
    lows: list[float | None] = [None, *bounds]
    highs: list[float | None] = [*bounds, None]
    colours = ramp(len(lows)) if bounds else ()
    pairs = zip(lows, highs, colours, strict=False)
    return [Entry(_class_words(low, high, shown).strip(), colour, low=low, high=high) for low, high, colour in pairs]


def _bounds(numbers: Sequence[float]) -> list[float]:
    """Round bounds between classes that hold alike many."""
    if len(numbers) < CLASSES:
        return []
    found = [_rounded(numbers[len(numbers) * place // CLASSES]) for place in range(1, CLASSES)]
    return sorted({each for each in found if numbers[0] < each <= numbers[-1]})


def _rounded(value: float) -> float:
    """To two digits; years as they are."""
    return float(f"{value:.2g}") if not 1000 < value < 2200 else float(round(value))
