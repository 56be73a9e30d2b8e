"""Numbers as people write them into cells: with commas, units, ranges and signs of doubt."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .names import says_nothing, shown

_NUMBER = r"[-+]?\d+(?:[.,'’ \u00a0\u2009\u202f]\d+)*(?:[eE][-+]?\d+)?"
_UNIT = r"\s*([^\W\d_][^;]*|['%])?"
_PLAIN = re.compile(rf"^(?:ca\.?|circa|rd\.?|etwa|approx\.?|~|≈)?\s*({_NUMBER}){_UNIT}$", re.IGNORECASE)
_RANGE = re.compile(rf"^({_NUMBER})\s*(?:\.\.|–|—|-|bis|to)\s*({_NUMBER}){_UNIT}$", re.IGNORECASE)
_DECADE = re.compile(r"^~?(\d{3})0(?:'?s|er)(?:\s+jahre)?$", re.IGNORECASE)
_CENTURY = re.compile(r"^(?:C(\d{1,2})|(\d{1,2})\.\s*(?:Jh\.?|Jahrhundert))$", re.IGNORECASE)
_DATE = re.compile(r"^~?(\d{4})-\d{2}(?:-\d{2})?(?:[T ].*)?$|^~?\d{1,2}\.\d{1,2}\.(\d{4})$")
_FACTORS = {
    ("kWh/a", "MWh/a"): 1e-3, ("MWh/a", "kWh/a"): 1e3, ("GWh/a", "kWh/a"): 1e6, ("GWh/a", "MWh/a"): 1e3,
    ("ha", "m2"): 1e4, ("km2", "m2"): 1e6, ("m2", "ha"): 1e-4, ("km2", "ha"): 100.0,
    ("cm", "m"): 0.01, ("ft", "m"): 0.3048, ("km", "m"): 1e3,
    ("kWh/(ha*a)", "MWh/(ha*a)"): 1e-3, ("GWh/(ha*a)", "MWh/(ha*a)"): 1e3,
}  # fmt: skip
_SPELT = {
    "m²": "m2", "qm": "m2", "meter": "m", "metre": "m", "m.": "m", "kwh": "kWh/a", "mwh": "MWh/a", "gwh": "GWh/a",
    "kwh/a": "kWh/a", "mwh/a": "MWh/a", "gwh/a": "GWh/a", "kwh/jahr": "kWh/a", "mwh/jahr": "MWh/a", "km²": "km2",
    "feet": "ft", "'": "ft", "m2": "m2", "m": "m", "ft": "ft", "ha": "ha", "cm": "cm", "km2": "km2",
}  # fmt: skip


class NoNumber(ValueError):
    """A cell that says something, but no number; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Span:
    """A number from ``low`` to ``high``, the same where exact; ``unit`` as written behind it, else empty."""

    low: float
    high: float
    unit: str = ""


def read_span(value: Any) -> Span | None:
    """The number in a cell; None where it is empty or unknown. Raises NoNumber where it is something else."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        # Some formats have no empty cells for numbers, and write "not a number" instead.
        if math.isnan(value):
            return None
        return _finite(float(value), float(value))
    text = str(value).strip()
    if says_nothing(text):
        return None
    if span := _RANGE.match(text):
        low, high = _decimal(span[1]), _decimal(span[2])
        if low is not None and high is not None and low <= high:
            return _finite(low, high, span[3] or "")
    elif (plain := _PLAIN.match(text)) and (number := _decimal(plain[1])) is not None:
        return _finite(number, number, plain[2] or "")
    raise NoNumber(_("“%(text)s” is no number") % {"text": shown(text, 40)})


def read_year(value: Any) -> Span | None:
    """The year or years in a cell: 1910, 1950s, 1840..1845, C19, a date. Raises NoNumber for anything else."""
    text = str(value).strip() if value is not None else ""
    if date := _DATE.match(text):
        year = float(date[1] or date[2])
        return Span(year, year)
    if decade := _DECADE.match(text):
        return Span(float(decade[1]) * 10, float(decade[1]) * 10 + 9)
    if century := _CENTURY.match(text):
        last = float(century[1] or century[2]) * 100
        return Span(last - 99, last)
    return read_span(value)


def converted(span: Span, unit: str, wanted: str) -> Span:
    """``span`` in the unit ``wanted``; what it names itself goes before the column's ``unit``.

    Raises NoNumber where one can't be made of the other.
    """
    given = _SPELT.get(span.unit.strip().lower(), span.unit.strip()) or unit or wanted
    if given == wanted or not wanted or wanted in ("count", "year"):
        return span
    factor = _FACTORS.get((given, wanted))
    if factor is None:
        message = _("The unit “%(given)s” can't be turned into %(wanted)s")
        raise NoNumber(message % {"given": shown(given, 20), "wanted": wanted})
    return Span(span.low * factor, span.high * factor, wanted)


def _finite(low: float, high: float, unit: str = "") -> Span:
    if not (math.isfinite(low) and math.isfinite(high)):
        raise NoNumber(_("The number is infinite, or none at all"))
    return Span(low, high, unit.strip())


def _decimal(text: str) -> float | None:
    """Read 1.234,5 and 1,234.5 and 1 234.5 alike: what comes last is the decimal sign, unless it comes twice."""
    plain = re.sub(r"['’\s]", "", text)
    comma, dot = plain.rfind(","), plain.rfind(".")
    thousands, sign = (".", ",") if comma > dot else (",", ".")
    if plain.count(sign) > 1:
        thousands, sign = sign, thousands
    whole, _sign, rest = plain.partition(sign)
    groups = whole.split(thousands)
    if any(len(group) != 3 for group in groups[1:]) or thousands in rest:
        return None
    try:
        return float("".join(groups) + (f".{rest}" if rest else ""))
    except ValueError:
        return None
