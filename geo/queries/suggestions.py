"""The addresses somebody may mean who types some of one, in any order and spelling.

The streets of a version, some thousands, are kept in the process: a version's addresses never change. A house of a
street is then found by the index over versions and search texts, whose beginning is the street.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from django.db import connection
from django.db.models import Avg, Q

from cms.core.queries.readings import Reader
from geo.models import Address, DatasetVersion
from geo.values import Point
from geo.values.spelling import folded, folded_number

from .active import versions_told
from .addresses import KINDS, AddressReading, addresses_told

MOST = 10
LONGEST = 120
# How many streets are looked into, and how many houses of them; the longest street of the region has 500.
MOST_STREETS = 12
MOST_HOUSES, FEWER_HOUSES = 1_500, 300
KEPT_VERSIONS = 32
SURELY_ALIKE = 0.8
STREET = "strasse"
_SPACED_LETTER = re.compile(r"(\d) ([a-z])(?= |$)")
_PARTS = re.compile(r"\d+|\D+")


class Street(NamedTuple):
    """A street as it is searched, and about where its middle is."""

    text: str
    lon: float
    lat: float


@dataclass(slots=True)
class Streets:
    """The streets of a version, by the words of their names."""

    streets: list[Street]
    words: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = sorted(
            (word, number) for number, street in enumerate(self.streets) for word in street.text.split()
        )

    def beginning(self, typed: str) -> set[int]:
        """The streets with a word that begins as ``typed``."""
        found = set()
        for word, number in self.words[bisect_left(self.words, (typed, -1)) :]:
            if not word.startswith(typed):
                break
            found.add(number)
        return found

    def having(self, typed: str) -> set[int]:
        """The streets with exactly this word."""
        return {number for number in self.beginning(typed) if typed in self.streets[number].text.split()}

    def alike(self, typed: str) -> set[int]:
        """The streets with a word that was probably meant by ``typed``."""
        words = {word for word, _number in self.words}
        meant = get_close_matches(typed, words, n=3, cutoff=SURELY_ALIKE)
        return {number for word in meant for number in self.having(word)}


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: words, house numbers and perhaps a postcode."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    postcode: str = ""

    @classmethod
    def read(cls, text: str) -> Typed:
        parts = _SPACED_LETTER.sub(r"\1\2", folded(text[:LONGEST])).split()
        digits = [part for part in parts if part[0].isdigit()]
        postcode = next((part for part in digits if part.isdigit() and len(part) >= 4), "")
        numbers = tuple(folded_number(part) for part in digits if part != postcode)
        return cls(tuple(part for part in parts if part not in digits), numbers, postcode)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A street that may be meant, and what of the typed has still to be found in its addresses."""

    street: Street
    number: str
    rest: tuple[str, ...]
    rank: tuple[float, ...]


_KEPT: OrderedDict[str, Streets] = OrderedDict()


def suggestions(reader: Reader, text: str, near: Point | None = None) -> list[AddressReading]:
    """At most ten addresses that ``text`` may mean; the nearest first where it fits as well."""
    typed = Typed.read(text)
    if not any(len(word) > 1 for word in typed.words):
        return []
    return search(reader, typed, near) or search(reader, typed, near, alike=True)


def search(reader: Reader, typed: Typed, near: Point | None, *, alike: bool = False) -> list[AddressReading]:
    """The addresses that have what was typed, or something ``alike``."""
    versions = versions_told(reader, *KINDS)
    candidates = chosen(
        each for version in versions for each in candidates_in(streets_of(version), typed, near, alike=alike)
    )
    return read(reader, houses(reader, candidates, near)) if candidates else []


def streets_of(version: DatasetVersion) -> Streets:
    """The streets of a version; read when they are first asked for."""
    found = _KEPT.get(version.token)
    if found is None:
        rows = Address.objects.filter(version=version).values_list("street").annotate(Avg("lon"), Avg("lat"))
        merged = {folded(street): Street(folded(street), lon, lat) for street, lon, lat in rows}
        found = _KEPT[version.token] = Streets(list(merged.values()))
        while len(_KEPT) > KEPT_VERSIONS:
            _KEPT.popitem(last=False)
    return found


def candidates_in(streets: Streets, typed: Typed, near: Point | None, *, alike: bool = False) -> Iterator[Candidate]:
    """The streets that have the most of the typed words."""
    by_word = {word: streets.beginning(word) or (streets.alike(word) if alike else set()) for word in typed.words}
    by_word |= {number: streets.having(number) for number in typed.numbers}
    counts = Counter(number for found in by_word.values() for number in found)
    most = max(counts.values(), default=0)
    for number in (number for number, count in counts.items() if count == most):
        street = streets.streets[number]
        missing = tuple(word for word in typed.words if number not in by_word[word] and word != STREET)
        # A number may be a part of the street's name, once.
        own = set(street.text.split())
        houses = [each for place, each in enumerate(typed.numbers) if each not in own or each in typed.numbers[:place]]
        rest = (*missing, *([typed.postcode] if typed.postcode else []))
        yield Candidate(street, houses[0] if houses else "", rest, rank_of(street, typed, missing, near))


def rank_of(street: Street, typed: Typed, missing: Sequence[str], near: Point | None) -> tuple[float, ...]:
    """What is typed as it is written goes first, then what begins so, then the nearest."""
    text = " ".join(word for word in typed.words if word not in missing)
    fit = 0 if street.text == text else 1 if street.text.startswith(text) else 2
    return len(missing), fit, near.km_to(Point(street.lon, street.lat)) if near else 0.0


def chosen(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best streets, each once."""
    found: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda each: (each.rank, each.street.text)):
        found.setdefault(candidate.street.text, candidate)
    return list(found.values())[:MOST_STREETS]


class House(NamedTuple):
    """A row of the addresses of a street."""

    pk: int
    search: str
    building: int | None
    lon: float
    lat: float


def houses(reader: Reader, candidates: Sequence[Candidate], near: Point | None) -> list[int]:
    """The primary keys of the best addresses of the streets: one of each street in turn, until there are enough."""
    # Where many streets may be meant, few houses of each are shown.
    most = MOST_HOUSES if len(candidates) == 1 else FEWER_HOUSES // len(candidates)
    told = addresses_told(reader).order_by("search").values_list(*House._fields)
    # Two versions may have the same address; the one that leads to a building is told.
    found: dict[str, House] = {}
    for candidate in candidates:
        for row in told.filter(beginning(f"{candidate.street.text} {candidate.number}".rstrip()))[:most]:
            house = House._make(row)
            known = found.get(house.search)
            if known is None or known.building is None:
                found[house.search] = house
    by_street = [ordered(candidate, found.values(), near) for candidate in candidates]
    turns = (row for turn in range(MOST) for row in (each[turn] for each in by_street if turn < len(each)))
    keys = list(dict.fromkeys(house.pk for house in turns))
    return keys[:MOST]


def ordered(candidate: Candidate, rows: Iterable[House], near: Point | None) -> list[House]:
    """The houses of a candidate: the number that was typed first, then the nearest, or in the order of numbers."""
    begin = candidate.street.text
    mine = [row for row in rows if row.search == begin or row.search.startswith(f"{begin} {candidate.number}")]
    fitting = [row for row in mine if all(f" {word}" in row.search[len(begin) :] for word in candidate.rest)]

    def place(row: House) -> tuple[bool, float, list[tuple[int, str]]]:
        number = row.search[len(begin) :].split(" ")[1:2]
        exact = number == [candidate.number]
        distance = near.km_to(Point(row.lon, row.lat)) if near else 0.0
        return not exact, distance, natural(number[0] if number else "")

    return sorted(fitting, key=place)[:MOST]


def natural(number: str) -> list[tuple[int, str]]:
    """House numbers as people count: 2 before 10, 10 before 10a."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in _PARTS.findall(number)]


def beginning(text: str) -> Q:
    """Rows whose search text begins so, in the way that the database has an index for."""
    if connection.vendor == "sqlite":
        return Q(search__gte=text, search__lt=text + "\uffff")
    return Q(search__startswith=text)


def read(reader: Reader, keys: Sequence[int]) -> list[AddressReading]:
    """The addresses with these primary keys, in this order."""
    rows = Address.objects.filter(pk__in=keys).select_related("building").in_bulk()
    return [AddressReading(reader, rows[key]) for key in keys]
