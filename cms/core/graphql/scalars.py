"""Enums and small values of the public schema."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as DecodingError
from collections.abc import Callable
from enum import Enum as PythonEnum
from enum import StrEnum
from typing import Any

import graphene
from django.utils.crypto import salted_hmac

from cms.core.models import DatedRow
from cms.core.queries.media import ImagePreset as Preset
from cms.core.values.translations import TranslationState as Translated
from energy.figures import State as FigureState
from energy.figures import Unit as FigureUnit

from .errors import Refusal


def described(name: str, description: str, values: dict[str, str]) -> Callable[[Any], str]:
    """The description of an enum, and of each of its values by name."""
    return lambda value: description if value is None else values[value.name]


def enum(python_enum: type[PythonEnum], name: str, description: str, values: dict[str, str]) -> Any:
    """``python_enum`` for the schema; every value needs a description."""
    assert set(values) == set(python_enum.__members__), name
    return graphene.Enum.from_enum(python_enum, name=name, description=described(name, description, values))


class LocaleCode(StrEnum):
    """The languages of the content."""

    DE = "de"
    EN = "en"
    IT = "it"


Locale = enum(
    LocaleCode,
    "Locale",
    "A language of the content.",
    {"DE": "German, the language content is written in.", "EN": "English.", "IT": "Italian."},
)
State = enum(
    FigureState,
    "State",
    "How a figure is known, from best to worst.",
    {
        "MEASURED": "Read from a meter or an instrument.",
        "REGISTERED": "Kept in an official register.",
        "REPORTED": "Told by somebody concerned.",
        "ESTIMATED": "Calculated or guessed.",
        "UNKNOWN": "Nobody knows; the figure has no value.",
    },
)
Unit = enum(
    FigureUnit,
    "Unit",
    "The unit of a figure.",
    {
        "KWH_PER_YEAR": "Kilowatt hours a year.",
        "KWH_PER_SQUARE_METRE_YEAR": "Kilowatt hours a square metre and year.",
        "TWH_PER_YEAR": "Terawatt hours a year.",
        "MWH_PER_HECTARE_YEAR": "Megawatt hours a hectare and year.",
        "MWH_PER_METRE_YEAR": "Megawatt hours a metre of network and year.",
        "EURO": "Euro.",
        "EURO_PER_YEAR": "Euro a year.",
        "EURO_PER_DWELLING": "Euro a dwelling.",
        "CENT_PER_KWH": "Euro cent a kilowatt hour.",
        "GRAM_PER_KWH": "Grams of carbon dioxide equivalent a kilowatt hour.",
        "KILOGRAM_PER_YEAR": "Kilograms of carbon dioxide equivalent a year.",
        "PERCENT": "Per cent.",
        "YEARS": "Years.",
        "YEAR": "A year of the calendar.",
        "COUNT": "A number of things.",
        "METRE": "Metres.",
        "SQUARE_METRE": "Square metres.",
        "HECTARE": "Hectares.",
        "MWH_PER_YEAR": "Megawatt hours a year.",
    },
)
TranslationState = enum(
    Translated,
    "TranslationState",
    "How a translation stands to its German source.",
    {
        "CURRENT": "It says what the German says.",
        "OUTDATED": "The German text about law or money has changed since.",
        "MISSING": "There is none: the German is shown.",
    },
)
ImagePreset = enum(
    Preset,
    "ImagePreset",
    "The renditions of pictures there are. Drawings (SVG) are given as they are.",
    {
        "THUMB": "160 by 160 pixels.",
        "CARD": "640 by 360 pixels.",
        "WIDE": "At most 1200 by 900 pixels, uncut.",
        "HERO": "1600 by 640 pixels.",
        "SOCIAL": "1200 by 630 pixels, JPEG, for previews elsewhere.",
    },
)
RowStatus = enum(
    DatedRow.Status,
    "RowStatus",
    "Whether somebody confirmed a dated row.",
    {"CONFIRMED": "Somebody looked at the source.", "TO_CHECK": "Please check before you rely on it."},
)


def global_id(type_name: str, key: object) -> str:
    """An opaque id that stays the same for as long as the thing exists, in every language and at every city."""
    return urlsafe_b64encode(f"{type_name}:{key}".encode()).decode().rstrip("=")


def key_in(given: str, type_name: str) -> str | None:
    """The key in a global id of ``type_name``; None where ``given`` is something else."""
    try:
        kind, _colon, key = urlsafe_b64decode(given + "=" * (-len(given) % 4)).decode().partition(":")
    except (DecodingError, ValueError):
        return None
    return key if kind == type_name else None


def key_of(given: str, type_name: str) -> str:
    """The key in a global id of ``type_name``. Refuses any other text."""
    key = key_in(given, type_name)
    if key is None:
        raise Refusal("BAD_ID", f"This is no id of {type_name}.")
    return key


def hidden_key(kind: str, pk: int) -> str:
    """A lasting key for what has none of its own; the primary key can't be read from it."""
    return salted_hmac(f"public key of {kind}", str(pk)).hexdigest()[:24]
