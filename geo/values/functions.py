"""What the function of a building says of its use and kind: codes of the land register, words of OpenStreetMap."""

from __future__ import annotations

from functools import lru_cache

from .attributes import HOUSES

# First and last code of the register's building functions (ALKIS, AX_Gebaeudefunktion), and the use they stand for.
_REGISTER = (
    (1000, 1099, "residential"),
    (1100, 1299, "mixed"),
    (1300, 1399, "other"),
    (2000, 2099, "commercial"),
    (2100, 2199, "industrial"),
    (2300, 2399, "commercial"),
    (3000, 3999, "public"),
)
_ANY = frozenset(HOUSES)
_SMALL = frozenset({"single_family", "terraced"})
_LARGE = frozenset({"multi_family", "apartment_block"})
# https://wiki.openstreetmap.org/wiki/Key:building
_WORDS: dict[str, tuple[str, frozenset[str]]] = {
    "residential": ("residential", _ANY),
    "house": ("residential", _SMALL),
    "detached": ("residential", frozenset({"single_family"})),
    "bungalow": ("residential", frozenset({"single_family"})),
    "terrace": ("residential", frozenset({"terraced"})),
    "semidetached_house": ("residential", _SMALL),
    "apartments": ("residential", _LARGE),
    "dormitory": ("residential", _LARGE),
    "commercial": ("commercial", _ANY),
    "office": ("commercial", _ANY),
    "retail": ("commercial", _ANY),
    "hotel": ("commercial", _ANY),
    "industrial": ("industrial", _ANY),
    "warehouse": ("industrial", _ANY),
    "school": ("public", _ANY),
    "kindergarten": ("public", _ANY),
    "hospital": ("public", _ANY),
    "public": ("public", _ANY),
    "church": ("public", _ANY),
    "garage": ("other", _ANY),
    "garages": ("other", _ANY),
    "shed": ("other", _ANY),
    "roof": ("other", _ANY),
}


@lru_cache(maxsize=4096)
def use_of(function: str) -> str:
    """A key of ``geo.values.attributes.USES``; empty where the function does not say."""
    code = function.rpartition("_")[2]
    if code.isdecimal():
        return next((use for first, last, use in _REGISTER if first <= int(code) <= last), "")
    return _WORDS.get(function.lower(), ("", _ANY))[0]


@lru_cache(maxsize=4096)
def houses_of(function: str) -> frozenset[str]:
    """The kinds of houses it may be by its function, if people live in it."""
    return _WORDS.get(function.lower(), ("", _ANY))[1]
