"""How streets and house numbers are spelled: one form to compare them by, and one to search them by.

Both are in lower case, with "str." and "strasse" as "strasse". Umlauts are folded to one letter, however they were
written: "Müller", "Mueller" and "Muller" all become "muller", since a typed "ue" and a typed "u" mean the same street.
The price is that a true "ue" is folded, too ("Neue" becomes "nue"); as both sides are folded alike, it is found still.
"""

from __future__ import annotations

import re
import unicodedata
import uuid

_ADDRESSES = uuid.UUID("6a1f0c0e-6c3e-5a58-9d0b-3a8b7d1f2c47")
_STREET = re.compile(r"(?:strasse|str\.?)(?=$|[\s\-,\d])")
_DIGRAPHS = re.compile(r"(?<=[aou])e")
_NO_WORD = re.compile(r"[^\w]+")
_GAPS_IN_NUMBER = re.compile(r"\s+|(?<=\d)[.,]$")


def folded(text: str) -> str:
    """``text`` in lower case, without marks, umlauts as one letter, words with one blank between them."""
    lower = unicodedata.normalize("NFC", text).casefold()
    lower = "".join(letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))
    lower = _DIGRAPHS.sub("", lower)
    lower = _STREET.sub("strasse", lower)
    return " ".join(_NO_WORD.sub(" ", lower).split())


def folded_number(number: str) -> str:
    """A house number without blanks, in lower case: "12 A" is "12a"."""
    return _GAPS_IN_NUMBER.sub("", number.strip()).casefold()


def search_text(street: str, number: str = "", postcode: str = "", town: str = "") -> str:
    """What suggestions look in, at most 220 letters; what people type is folded and compared with its beginning."""
    parts = (folded(street), folded_number(number), postcode.strip(), folded(town))
    return " ".join(part for part in parts if part)[:220]


def address_key(municipality: str, street: str, number: str = "", postcode: str = "") -> uuid.UUID:
    """The same for the same address in all deliveries. ``municipality``: its key."""
    said = "|".join((municipality, folded(street), folded_number(number), postcode.strip()))
    return uuid.uuid5(_ADDRESSES, said)
