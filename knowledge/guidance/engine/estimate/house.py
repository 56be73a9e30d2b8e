"""The house that facts describe: its types, floor area and dwellings, and what was assumed where nobody told."""

from __future__ import annotations

import math
from dataclasses import dataclass

from energy.typology import Building, Construction, Envelope, has_industrial_type
from energy.typology import House as HouseType
from knowledge.guidance.engine.facts import Facts, Range, is_number

MOST_COUNTS = 30
"""How many numbers of dwellings are tried one by one; beyond that, money that turns on them is open."""

_SMALL = frozenset({HouseType.SINGLE, HouseType.TERRACED})
_LARGEST_SMALL = 2
_ANY_YEAR = (1200, 2030)
_CLASSES = {
    "before_1860": (1200, 1859), "1860_1918": (1860, 1918), "1919_1948": (1919, 1948), "1949_1957": (1949, 1957),
    "1958_1968": (1958, 1968), "1969_1978": (1969, 1978), "1979_1983": (1979, 1983), "1984_1994": (1984, 1994),
    "1995_2001": (1995, 2001), "2002_2009": (2002, 2009), "after_2009": (2010, 2030),
}  # fmt: skip
_ENVELOPES = {"as_built": Envelope.AS_BUILT, "usual": Envelope.USUAL, "advanced": Envelope.ADVANCED}

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class House:
    """What facts say of a house. ``assumed`` names facts of which every possible value counts, as nobody told one."""

    building: Building
    floor_area: Span | None
    dwellings: tuple[int, int] | None
    unknown: tuple[str, ...]
    assumed: tuple[str, ...]

    @property
    def counts(self) -> range | None:
        """The numbers of dwellings it may have; None where that is not known nearly enough."""
        if self.dwellings is None or self.dwellings[1] - self.dwellings[0] >= MOST_COUNTS:
            return None
        return range(self.dwellings[0], self.dwellings[1] + 1)


def house_of(facts: Facts) -> House:
    """Every house that agrees with ``facts``."""
    told, years = dwellings_of(facts), _years(facts)
    types = _types(facts, told)
    building = Building(types, *(years or _ANY_YEAR), _envelopes(facts), _constructions(facts))
    narrowed = {
        "building.type": choice_of(facts, "building.type") is not None,
        "building.year": years is not None,
        "building.envelope": len(building.envelopes) == 1,
        "building.prefab": len(building.constructions) == 1 or not has_industrial_type(building),
        "building.dwellings": told is not None,
    }
    dwellings = told or ((1, _LARGEST_SMALL) if types <= _SMALL else None)
    lacking = tuple(name for name, is_told in narrowed.items() if not is_told)
    unknown = {"building.year"} if years is None else set()
    unknown |= {"building.dwellings"} if dwellings is None else set()
    assumed = tuple(name for name in lacking if name not in unknown)
    return House(building, span_of(facts, "building.floor_area"), dwellings, lacking, assumed)


def span_of(facts: Facts, key: str) -> Span | None:
    """The bounds of a positive number; None where it is not known."""
    answer = facts.get(key)
    value = answer.value if answer else None
    low, high = (value.low, value.high) if isinstance(value, Range) else (value, value)
    if not is_number(low) or not is_number(high) or low <= 0:  # type: ignore[operator]
        return None
    return float(low), float(high)  # type: ignore[arg-type]


def choice_of(facts: Facts, key: str) -> str | None:
    """The option that was chosen; None where it is not known."""
    answer = facts.get(key)
    return answer.value if answer and isinstance(answer.value, str) else None


def dwellings_of(facts: Facts) -> tuple[int, int] | None:
    """The least and the largest whole number of dwellings; None where it is not known."""
    span = span_of(facts, "building.dwellings")
    if span is None or math.ceil(span[0]) > math.floor(span[1]):
        return None
    return math.ceil(span[0]), math.floor(span[1])


def _years(facts: Facts) -> tuple[int, int] | None:
    span = span_of(facts, "building.year")
    if span is not None:
        return math.floor(span[0]), math.ceil(span[1])
    return _CLASSES.get(choice_of(facts, "building.age_class") or "")


def _types(facts: Facts, dwellings: tuple[int, int] | None) -> frozenset[HouseType]:
    """The type that was told; else those that houses with so many dwellings have."""
    told = choice_of(facts, "building.type")
    if told in set(HouseType):
        return frozenset({HouseType(told)})
    if dwellings is None or dwellings[0] <= _LARGEST_SMALL < dwellings[1]:
        return frozenset(HouseType)
    return _SMALL if dwellings[1] <= _LARGEST_SMALL else frozenset(HouseType) - _SMALL


def _envelopes(facts: Facts) -> frozenset[Envelope]:
    told = _ENVELOPES.get(choice_of(facts, "building.envelope") or "")
    return frozenset(Envelope) if told is None else frozenset({told})


def _constructions(facts: Facts) -> frozenset[Construction]:
    answer = facts.get("building.prefab")
    if answer is None or not isinstance(answer.value, bool):
        return frozenset(Construction)
    return frozenset({Construction.INDUSTRIAL if answer.value else Construction.CONVENTIONAL})
