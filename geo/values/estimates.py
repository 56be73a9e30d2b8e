"""What can be estimated of a building from what is known of it. What can't be said honestly stays unknown.

- use: by the building's function in the register or in OpenStreetMap.
- storeys: height divided by the height of a storey, 2.8 to 3.8 m, without fractions, at least one; the height of a
  city model reaches to the ridge, so the upper floor may be a roof.
- floor area: footprint times storeys times 0.7 to 0.85, for walls, stairs and shafts take the rest. 0.8 is the usual
  conversion of gross to net floor area of dwellings; the range is our assumption about how far houses differ.
- age class: the class of the typology that holds the building year.
- type: of the four kinds of the typology those that function, dwellings, size and neighbours leave open; said only
  where one is left. Up to 2 dwellings: single-family or terraced, up to 12: multi-family, more: apartment block (IWU).
- need: the typology's (``energy.typology``) over all kinds, ages, envelopes and constructions that are left open, for
  houses in which people live only.

An estimate is shown to those only who may see everything it is made from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from energy.arithmetic import sensible
from energy.demand import need_of_area
from energy.figures import Figure, State, Unit
from energy.typology import AGES, Building, Construction, Envelope, House, specific_need

from .attributes import AGE_CLASSES, HOUSES, SINGLE_FAMILY, Access
from .disclosure import narrowest
from .facts import Method
from .functions import houses_of, use_of

STOREY_HEIGHT = (2.8, 3.8)
NET_SHARE = (0.7, 0.85)
FEW_DWELLINGS, MANY_DWELLINGS = 2, 12
SMALL_HOUSE, LARGE_HOUSE = 250.0, 500.0
"""Floor areas in m2: below the first no block of flats is expected, above the second no house of one family."""

METHODS = (
    Method.USE_OF_FUNCTION, Method.STOREYS_FROM_HEIGHT, Method.FOOTPRINT_TIMES_STOREYS, Method.AGE_CLASS_OF_YEAR,
    Method.TYPE_FROM_SIZE, Method.TABULA,
)  # fmt: skip
"""The methods of everything that is estimated here."""

_LARGE = frozenset({"multi_family", "apartment_block"})
_CLASSES = dict(zip(AGE_CLASSES, AGES, strict=True))
_ENVELOPES = {"as_built": Envelope.AS_BUILT, "usual": Envelope.USUAL, "advanced": Envelope.ADVANCED}
_CONSTRUCTIONS = {"yes": Construction.INDUSTRIAL, "no": Construction.CONVENTIONAL}
# What estimates are made from, or stand for.
_TELLING = frozenset({
    "function", "use", "height", "storeys", "footprint_area", "floor_area", "year", "age_class", "dwellings", "type",
    "envelope", "prefab", "heat_need", "heat_need_specific",
})  # fmt: skip
_LIVED_IN = frozenset({"residential", "mixed"})


@dataclass(frozen=True, slots=True)
class Known:
    """A value of an attribute: given, or estimated by ``method``. ``own``: it is, or is made from, what is new."""

    value: str = ""
    low: float | None = None
    high: float | None = None
    access: Access = Access.PUBLIC
    own: bool = True
    method: str = ""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How many houses touch it: at least, and at most where it is not sure which of them are houses."""

    least: int
    most: int


Facts = Mapping[str, Known]


def estimates(known: Facts, neighbours: Neighbours | None = None) -> dict[str, Known]:
    """What is estimated of a building, by attribute; nothing of what is known already."""
    everything, found = dict(known), {}
    for attribute, estimate in _STEPS:
        if attribute not in everything:
            made = estimate(everything, neighbours)
            if made is not None:
                everything[attribute] = found[attribute] = made
    return found


def estimates_by_access(
    facts: Collection[tuple[str, Known]], neighbours: Neighbours | None = None
) -> list[tuple[str, Known]]:
    """Estimates for everybody, made from what everybody may see, and better ones for those who may see more.

    ``facts``: all statements, for each attribute the best first. A public estimate does not hint at a private fact.
    """
    found: list[tuple[str, Known]] = []
    for widest in (Access.PUBLIC, Access.GROUPED, Access.PRIVATE):
        if any(fact.access == widest and attribute in _TELLING for attribute, fact in facts):
            seen = _first(facts, widest)
            made = estimates(seen, neighbours).items()
            found += [(attribute, each) for attribute, each in made if each.access == widest]
    return found


def _first(facts: Iterable[tuple[str, Known]], widest: Access) -> dict[str, Known]:
    first: dict[str, Known] = {}
    for attribute, fact in facts:
        if narrowest((fact.access, widest)) == widest:
            first.setdefault(attribute, fact)
    return first


def age_class_of(year: int) -> str:
    """The class of the typology that holds ``year``."""
    return next(name for name, age in _CLASSES.items() if age.meets(year, year))


def _from(inputs: Collection[Known], method: str, value: str = "", bounds: Figure | None = None) -> Known:
    low, high = (bounds.low, bounds.high) if bounds else (None, None)
    access = narrowest(each.access for each in inputs)
    return Known(value, low, high, access, any(each.own for each in inputs), method)


def _use(known: Facts, _neighbours: Neighbours | None) -> Known | None:
    function = known.get("function")
    use = use_of(function.value) if function else ""
    return _from([known["function"]], Method.USE_OF_FUNCTION, use) if use else None


def _storeys(known: Facts, _neighbours: Neighbours | None) -> Known | None:
    height = known.get("height")
    if height is None or not height.low or not height.high or height.low <= 0:
        return None
    low, high = max(1, int(height.low / STOREY_HEIGHT[1])), max(1, int(height.high / STOREY_HEIGHT[0]))
    return replace(_from([height], Method.STOREYS_FROM_HEIGHT), low=float(low), high=float(high))


def _floor_area(known: Facts, _neighbours: Neighbours | None) -> Known | None:
    footprint, storeys = known.get("footprint_area"), known.get("storeys")
    if not footprint or not storeys or not footprint.low or not footprint.high or not storeys.low or not storeys.high:
        return None
    low, high = footprint.low * storeys.low * NET_SHARE[0], footprint.high * storeys.high * NET_SHARE[1]
    area = sensible(Figure(low, high, Unit.SQUARE_METRE, State.ESTIMATED))
    return _from([footprint, storeys], Method.FOOTPRINT_TIMES_STOREYS, bounds=area)


def _age_class(known: Facts, _neighbours: Neighbours | None) -> Known | None:
    year = known.get("year")
    if year is None or year.low is None or year.high is None:
        return None
    first, last = age_class_of(int(year.low)), age_class_of(int(year.high))
    return _from([year], Method.AGE_CLASS_OF_YEAR, first) if first == last else None


def _type(known: Facts, neighbours: Neighbours | None) -> Known | None:
    use = known.get("use")
    if use is None or use.value not in _LIVED_IN:
        return None
    houses, inputs = _possible(known, neighbours)
    return _from([use, *inputs], Method.TYPE_FROM_SIZE, next(iter(houses))) if len(houses) == 1 else None


def _possible(known: Facts, neighbours: Neighbours | None) -> tuple[frozenset[str], list[Known]]:
    """The kinds of houses that nothing excludes, and what excluded the others."""
    houses: frozenset[str] = frozenset(HOUSES)
    inputs: list[Known] = []
    for name, limit in _LIMITS.items():
        fact = known.get(name)
        left = houses & limit(fact) if fact else houses
        if fact and left and left != houses:
            houses, inputs = left, [*inputs, fact]
    if neighbours is not None:
        # How houses stand together is as public as their footprints.
        houses = _by_neighbours(houses, neighbours) or houses
    return houses, inputs


def _by_function(fact: Known) -> frozenset[str]:
    return houses_of(fact.value)


def _by_dwellings(fact: Known) -> frozenset[str]:
    if not fact.low or not fact.high:
        return frozenset(HOUSES)
    found: set[str] = set()
    if fact.low <= FEW_DWELLINGS:
        found |= SINGLE_FAMILY
    if fact.low <= MANY_DWELLINGS and fact.high > FEW_DWELLINGS:
        found.add("multi_family")
    if fact.high > MANY_DWELLINGS:
        found.add("apartment_block")
    return frozenset(found)


def _by_size(fact: Known) -> frozenset[str]:
    if fact.high is not None and fact.high <= SMALL_HOUSE:
        return SINGLE_FAMILY
    return _LARGE if fact.low is not None and fact.low >= LARGE_HOUSE else frozenset(HOUSES)


def _by_neighbours(houses: frozenset[str], neighbours: Neighbours) -> frozenset[str]:
    if neighbours.most == 0:
        return houses - {"terraced"}
    return houses - {"single_family"} if neighbours.least > 1 else houses


_LIMITS: dict[str, Callable[[Known], frozenset[str]]] = {
    "function": _by_function,
    "dwellings": _by_dwellings,
    "floor_area": _by_size,
}


def _specific(known: Facts, neighbours: Neighbours | None) -> Known | None:
    found = _need(known, neighbours)
    return _from(found[1], Method.TABULA, bounds=found[0]) if found else None


def _heat_need(known: Facts, neighbours: Neighbours | None) -> Known | None:
    area, found = known.get("floor_area"), _need(known, neighbours)
    if not found or not area or not area.low or not area.high:
        return None
    need = sensible(need_of_area(found[0], (area.low, area.high)))
    return _from([area, *found[1]], Method.TABULA, bounds=need)


def _need(known: Facts, neighbours: Neighbours | None) -> tuple[Figure, list[Known]] | None:
    """Need for a square metre, with what it is made from; None where nobody lives there or it can't be said."""
    use, kind, age = known.get("use"), known.get("type"), _age(known)
    if age is None or (use.value != "residential" if use else kind is None):
        return None
    houses, inputs = (frozenset({kind.value}), [kind]) if kind else _possible(known, neighbours)
    envelope, prefab = known.get("envelope"), known.get("prefab")
    need = _typical(
        houses, *age[0],
        _ENVELOPES.get(envelope.value) if envelope else None,
        _CONSTRUCTIONS.get(prefab.value) if prefab else None,
    )  # fmt: skip
    if need.state is State.UNKNOWN:
        return None
    return need, [age[1], *inputs, *(each for each in (use, envelope, prefab) if each)]


def _age(known: Facts) -> tuple[tuple[int, int], Known] | None:
    year, age_class = known.get("year"), known.get("age_class")
    if year and year.low is not None and year.high is not None:
        return (int(year.low), int(year.high)), year
    if age_class is None or age_class.value not in _CLASSES:
        return None
    age = _CLASSES[age_class.value]
    return (age.first or age.last or 0, age.last or age.first or 0), age_class


@lru_cache(maxsize=4096)
def _typical(
    houses: frozenset[str], earliest: int, latest: int, envelope: Envelope | None, construction: Construction | None
) -> Figure:
    return specific_need(
        Building(
            frozenset(House(each) for each in houses),
            earliest,
            latest,
            frozenset({envelope} if envelope else Envelope),
            frozenset({construction} if construction else Construction),
        )
    )


_STEPS: tuple[tuple[str, Callable[[Facts, Neighbours | None], Known | None]], ...] = (
    ("use", _use),
    ("storeys", _storeys),
    ("floor_area", _floor_area),
    ("age_class", _age_class),
    ("type", _type),
    ("heat_need_specific", _specific),
    ("heat_need", _heat_need),
)
