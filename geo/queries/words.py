"""What the keys of geodata mean, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from energy.figures import State
from geo.values.areas import Category, GasFuture, Horizon, Suitability, Supply, Theme
from geo.values.attributes import ATTRIBUTES, Kind
from geo.values.facts import Method
from geo.values.groups import GroupMethod

from .attribute_words import CHOICES, LABELS, TELLS, YES_NO

Words = Mapping[str, Promise]

METHODS: Words = {
    Method.GIVEN: _("as the source gives it"),
    Method.EDITED: _("entered by an editor"),
    Method.FOOTPRINT_TIMES_STOREYS: _("footprint times storeys, less walls and stairs"),
    Method.STOREYS_FROM_HEIGHT: _("storeys from the height"),
    Method.AGE_CLASS_OF_YEAR: _("class of the building year"),
    Method.TYPE_FROM_SIZE: _("type of house from its size"),
    Method.TABULA: _("heat need of similar buildings (TABULA)"),
    Method.USE_OF_FUNCTION: _("use from the function in the register"),
    Method.FOOTPRINT: _("area of the outline on the map"),
    GroupMethod.COUNT: _("addresses counted over neighbouring buildings"),
    GroupMethod.SUM: _("sum over neighbouring buildings"),
    GroupMethod.MEAN: _("mean over neighbouring buildings"),
    "published": _("published statistics"),
    "counted": _("counted from the data on buildings"),
    "measured_on_map": _("measured on the map"),
}
STATES: Words = {
    State.MEASURED: _("measured"),
    State.REGISTERED: _("registered"),
    State.REPORTED: _("reported"),
    State.ESTIMATED: _("estimated"),
    State.UNKNOWN: _("unknown"),
}
CATEGORIES: Words = {
    Category.DENSIFICATION: _("heat network area, to be made denser"),
    Category.EXPANSION: _("heat network area, network to be extended"),
    Category.NEW_NETWORK: _("area for a new heat network"),
    Category.HYDROGEN: _("hydrogen network area"),
    Category.DECENTRAL: _("area for heating each house by itself"),
    Category.EXAMINATION: _("examination area"),
}
MEANINGS: Words = {
    Category.DENSIFICATION: _("There is a heat network. More houses are to be connected to it."),
    Category.EXPANSION: _("There is no heat network yet. The network nearby is to be extended to here."),
    Category.NEW_NETWORK: _("There is no heat network yet. A new one is to be built."),
    Category.HYDROGEN: _("The gas network is to carry hydrogen. It is not yet sure when, and at what price."),
    Category.DECENTRAL: _("No network is planned. Each house needs a heating of its own, such as a heat pump."),
    Category.EXAMINATION: _("It is not yet decided what suits. The municipality examines it."),
}
HORIZONS: Words = {
    Horizon.Y2030: _("by 2030"),
    Horizon.Y2035: _("by 2035"),
    Horizon.Y2040: _("by 2040"),
    Horizon.TARGET: _("in the target year"),
}
SUPPLIES: Words = {
    Supply.HEAT_NETWORK: _("heat network"),
    Supply.HYDROGEN: _("hydrogen network"),
    Supply.DECENTRAL: _("heating each house by itself"),
}
SUITABILITIES: Words = {
    Suitability.VERY_LIKELY: _("very likely suitable"),
    Suitability.LIKELY: _("likely suitable"),
    Suitability.UNLIKELY: _("likely unsuitable"),
    Suitability.VERY_UNLIKELY: _("very likely unsuitable"),
}
GAS: Words = {
    GasFuture.CHANGED: _("The gas network is to be converted."),
    GasFuture.CLOSED: _("The gas network is to be closed."),
}
THEMES: Words = {
    Theme.HEAT_PLAN: _("areas of the heat plan"),
    Theme.DISTRICT: _("districts"),
    Theme.BLOCK: _("building blocks"),
    Theme.NETWORK: _("heat networks"),
    Theme.OTHER: _("other areas"),
}
# Section 18 (2) WPG.
NOTICE = _(
    "The heat plan is a plan, not a decision about your house: nobody can claim from it that an area is supplied in a"
    " certain way, and it obliges nobody to use a certain kind of heating."
)
HIDDEN = _("Somebody concerned objected. Nothing is told of this building.")
GROUPED = _("This is told over several buildings only.")
NOT_TOLD = _("This is not known, or it is not told of a single building.")
# By the keys of ``geo.queries.buildings.Untold``.
UNTOLD: Words = {"not_told": NOT_TOLD, "grouped": GROUPED, "hidden": HIDDEN}


@dataclass(frozen=True, slots=True)
class Named:
    """A key of the data and what it means; ``meaning`` says more, and may be empty."""

    key: str
    label: str
    meaning: str = ""


def said(words: Promise, language: str) -> str:
    """``words`` in ``language``."""
    with override(language):
        return str(words)


def named(words: Words, key: str, language: str, meanings: Words | None = None) -> Named:
    """``key`` with its words; a key nobody has words for stands for itself."""
    with override(language):
        return Named(key, str(words.get(key, key)), str((meanings or {}).get(key, "")))


def category(key: str, language: str) -> Named | None:
    """The category of an area, a line or a point; None where it has none."""
    return named(CATEGORIES, key, language, MEANINGS) if key else None


def attribute(key: str, language: str) -> Named:
    """An attribute of buildings and what knowing it is good for."""
    return named(LABELS, key, language, TELLS)


def value(attribute_key: str, given: str, language: str) -> Named:
    """A value of an attribute that is no number."""
    yes_no = attribute_key in ATTRIBUTES and ATTRIBUTES[attribute_key].kind is Kind.YES_NO
    return named(YES_NO if yes_no else CHOICES.get(attribute_key, {}), given, language)


def method(key: str, language: str) -> str:
    """How a figure was found; empty where nobody said."""
    return named(METHODS, key, language).label if key else ""
