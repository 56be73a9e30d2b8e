"""Addresses in the columns of a file: in several columns, or in one; several house numbers in one cell."""

from __future__ import annotations

import re

from geo.values.items import GivenAddress

from .mapping import Mapper
from .names import folded
from .raw import RawFeature

_ONE = re.compile(
    r"^(?P<street>.*?[^\W\d_].*?)\s+(?P<number>\d+\s*[a-zA-Z]?(?:\s*[-/+]\s*\d+\s*[a-zA-Z]?)?)"
    r"\s*(?:,\s*(?P<postcode>\d{5})?\s*(?P<town>[^,]*))?$"
)
_MOST = 40


def addresses_of(mapper: Mapper, feature: RawFeature) -> tuple[GivenAddress, ...]:
    """The addresses a feature has; none where no street is named."""
    street, number = mapper.text("street", feature, 120), mapper.text("number", feature)
    postcode, town = mapper.text("postcode", feature, 10), mapper.text("town", feature, 80)
    if not street and (whole := mapper.text("address", feature, 200)):
        match = _ONE.match(whole)
        if match is None:
            return (GivenAddress(whole[:120], postcode=postcode, town=town),)
        street, number = match["street"].rstrip(", ")[:120], match["number"]
        postcode, town = match["postcode"] or postcode, (match["town"] or town).strip()[:80]
    if not street:
        return ()
    # Leading noughts of postcodes are lost where a file has them as numbers.
    postcode = postcode.zfill(5) if postcode.isdigit() and len(postcode) == 4 else postcode
    numbers = _numbers(number, mapper.text("suffix", feature, 8))
    return tuple(GivenAddress(street, each, postcode, town) for each in numbers)


def id_of_address(address: GivenAddress) -> str:
    """An id for what has none but an address."""
    return f"address-{folded(address.postcode + address.street)}-{folded(address.number)}"


def _numbers(text: str, suffix: str) -> list[str]:
    # "12;14" and "12, 14" are two houses; "12-14" is how one house is called.
    several = [re.sub(r"\s+", " ", part).strip()[:20] for part in re.split(r"[;,]", text)]
    found = list(dict.fromkeys(part for part in several if part))[:_MOST] or [""]
    return [found[0] + suffix] if len(found) == 1 and found[0] else found
