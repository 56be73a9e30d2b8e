"""From the fields of a feature to what they mean, by a recipe and the columns a person chose."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from geo.values.areas import AreaDetails, GasFuture, Suitability, Supply
from geo.values.attributes import ATTRIBUTES, Attribute
from geo.values.attributes import Kind as ValueKind
from geo.values.items import GivenFact, GivenShape
from geo.values.reports import Report

from .names import folded, says_nothing
from .numbers import NoNumber, Span, converted, read_span, read_year
from .raw import RawFeature
from .recipe import Others, Recipe, Target

_NO_TEXT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")
_MOST_YEARS_AHEAD = 10
# What no building in Europe is: outside of these a number is a slip or a sign for "unknown".
LIMITS: Mapping[str, tuple[float, float]] = {
    "height": (1.5, 400), "storeys": (1, 80), "footprint_area": (1, 1e6), "dwellings": (0, 3000),
    "floor_area": (5, 2e6), "heat_need": (0, 1e9), "heat_need_specific": (1, 2000), "heat_consumption": (0, 1e9),
    "gas_consumption": (0, 1e9), "year": (900, 0), "heating_year": (1900, 0),
}  # fmt: skip


def plain_text(value: Any, most: int = 0) -> str:
    """A cell's value as clean text: whole numbers without decimals, no control characters, at most ``most`` long."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if value != value:
            return ""
        value = int(value) if value.is_integer() and abs(value) < 1e15 else value
    text = _NO_TEXT.sub(" ", str(value)).strip()
    return text[:most] if most else text


@dataclass(slots=True)
class Mapper:
    """Reads the fields of one layer's features. ``words``: a person's words for those that the recipe lacks."""

    recipe: Recipe
    columns: Mapping[str, str]
    layer: str
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def cell(self, key: str, feature: RawFeature) -> Any:
        """What stands in the column of the target ``key``; None where it has none."""
        column = self.columns.get(key, "")
        return column[1:] if column.startswith("=") else feature.fields.get(column)

    def text(self, key: str, feature: RawFeature, most: int = 0) -> str:
        """The same as text; empty where it says that nobody knows."""
        text = plain_text(self.cell(key, feature), most)
        return "" if says_nothing(text) else text

    def id_of(self, feature: RawFeature) -> str:
        """The source's id for a feature; empty where it has none."""
        text = plain_text(self.cell("id", feature))
        # Numbers that a reader counts are no ids; what else a file calls a feature lasts.
        return text or ("" if "id" in self.columns or feature.fid.isdigit() else feature.fid)

    def word(self, key: str, feature: RawFeature, report: Report) -> str:
        """Our word for what stands there; empty where it means nothing. ``unknown_word`` finds what to refuse."""
        target = self.recipe.targets.get(key)
        text = self.text(key, feature)
        if target is None or not text:
            return ""
        ours = self._ours(target, text)
        if ours is None and target.others is Others.KEEP:
            return text
        if ours is None and target.others is Others.NOTE:
            message = _("“%(word)s” is no word we know; it was left out.") % {"word": text[:60]}
            self.note(report, feature, key, "unknown_word", message)
        return ours or ""

    def unknown_word(self, key: str, feature: RawFeature) -> str:
        """The word for which the file must be refused; empty where there is none."""
        target = self.recipe.targets[key]
        text = self.text(key, feature)
        return text if text and target.others is Others.REFUSE and self._ours(target, text) is None else ""

    def facts(self, feature: RawFeature, report: Report) -> tuple[GivenFact, ...]:
        """What a building's fields say of it; what is impossible is noted and left out."""
        found = []
        for key in self.recipe.targets:
            if key in ATTRIBUTES and key in self.columns:
                fact = self._fact(ATTRIBUTES[key], feature, report)
                if fact is not None:
                    found.append(fact)
        return tuple(found)

    def details(self, feature: RawFeature, report: Report) -> dict[str, Any]:
        """What a plan says of an area besides category and horizon, as stored."""
        said: dict[str, Any] = {}
        levels = {
            supply: Suitability(level)
            for supply in Supply
            if (level := self.word(f"suitability.{supply}", feature, report))
        }
        for key in ("designated", "energy_saving", "shortened", "unplanned"):
            if answer := self.word(key, feature, report):
                said[key] = answer == "yes"
        for key in ("statute", "statute_url"):
            said[key] = self.text(key, feature, 500) or None
        gas = self.word("gas", feature, report)
        year = self.span("gas_year", feature, report, (2000, 2100))
        return AreaDetails(
            suitability=levels or None,
            gas=GasFuture(gas) if gas else None,
            gas_year=int(year.low) if year else None,
            **said,
        ).stored

    def span(
        self, key: str, feature: RawFeature, report: Report, limits: tuple[float, float], wanted: str = ""
    ) -> Span | None:
        """The number for a target in the unit ``wanted``; None where there is none that can be."""
        value = self.cell(key, feature)
        target = self.recipe.targets.get(key)
        years = key.endswith("year")
        try:
            span = (read_year if years else read_span)(value)
            if span is None:
                return None
            span = converted(span, target.unit if target else "", wanted)
        except NoNumber as error:
            self.note(report, feature, key, "no_number", _("%(error)s; it was left out.") % {"error": error})
            return None
        lowest, highest = limits[0], limits[1] or localdate().year + _MOST_YEARS_AHEAD
        if lowest <= span.low <= span.high <= highest:
            return span
        message = _("%(value)s can't be: it is not from %(lowest)s to %(highest)s; it was left out.")
        said = {"value": plain_text(value, 40), "lowest": f"{lowest:g}", "highest": f"{highest:g}"}
        self.note(report, feature, key, "impossible", message % said)
        return None

    def note(self, report: Report, feature: RawFeature, key: str, code: str, message: str) -> None:
        """Tell of one feature's field."""
        report.note(self.layer, feature.number, self.columns.get(key, key), code, message)

    def _ours(self, target: Target, text: str) -> str | None:
        ours = self.words.get(target.key, {}).get(folded(text))
        return target.word_for(text) if ours is None else ours

    def _fact(self, attribute: Attribute, feature: RawFeature, report: Report) -> GivenFact | None:
        target = self.recipe.targets[attribute.key]
        state = target.state
        if attribute.kind is not ValueKind.NUMBER:
            value = self.word(attribute.key, feature, report)[:120]
            return GivenFact(attribute.key, value, state=state) if value else None
        unit = str(attribute.unit) if attribute.unit else ""
        span = self.span(attribute.key, feature, report, LIMITS[attribute.key], unit)
        if span is None:
            return None
        low, high = span.low, span.high
        if attribute.whole:
            low, high = float(low // 1), float(-(-high // 1))
        return GivenFact(attribute.key, low=low, high=high, state=state)


def digest_of(feature: RawFeature) -> str:
    """What a feature is, whatever its place: two of the same digest say the same."""
    said = sorted((name, repr(value)) for name, value in feature.fields.items() if value not in (None, ""))
    return hashlib.blake2b(repr((feature.wkb, said)).encode(), digest_size=12).hexdigest()


def id_of_shape(shape: GivenShape) -> str:
    """An id for what has none: the same as long as it stays where it is, to a tenth of a metre."""
    place = f"{shape.west:.6f} {shape.south:.6f} {shape.east:.6f} {shape.north:.6f} {shape.area_m2:.0f}"
    return "place-" + hashlib.blake2b(place.encode(), digest_size=10).hexdigest()
