"""Names of columns and words in cells, compared without regard to case, umlauts' spelling and punctuation."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# What people write into a cell about which they know nothing.
_NOTHING = frozenset(
    [
        "unbekannt",
        "unknown",
        "unbek",
        "nichtbekannt",
        "keineangabe",
        "keineangaben",
        "ka",
        "na",
        "nan",
        "null",
        "none",
        "nodata",
        "nil",
        "leer",
        "fehlt",
        "missing",
        "nichtvorhanden",
        "nichterfasst",
        "undefiniert",
    ]
)
ALIKE = 0.86
"""From which similarity a name is taken for a slip of another one."""


# Control characters, signs that turn the direction of writing, and halves of characters.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """``text`` with letters and digits only, in lower case; umlauts as two letters: ``Wärme-Netz`` is waermenetz."""
    low = unicodedata.normalize("NFC", text).lower().translate(_FOLDED)
    plain = "".join(each for each in unicodedata.normalize("NFKD", low) if not unicodedata.combining(each))
    return re.sub(r"[^a-z0-9]", "", plain)


def says_nothing(text: str) -> bool:
    """Whether a cell is empty or says that nobody knows, such as ``k. A.``, ``unbekannt``, ``-``, ``?``."""
    word = folded(text)
    return word in _NOTHING if word else True


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1; 1 where they differ in case, umlauts and punctuation only."""
    first, second = folded(one), folded(other)
    if first == second:
        return 1.0
    # Short names are alike by chance.
    if min(len(first), len(second)) < 4:
        return 0.0
    return SequenceMatcher(None, first, second).ratio()


def shown(text: str, most: int = 80) -> str:
    """The beginning of what a file says, as messages quote it: only signs that can be seen and stored."""
    return _UNSEEN.sub("\ufffd", text[:most])
