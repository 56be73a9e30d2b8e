"""Facts of buildings, and which of several that contradict each other goes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from energy.figures import Figure, Source, State

from .attributes import ATTRIBUTES, Access
from .disclosure import Basis

_FROM_BEST = {str(state): place for place, state in enumerate(State)}
Precedence = tuple[int, int, int, int, str]


class Method:
    """How a fact was found; the words for readers are in ``geo.queries.words``."""

    GIVEN = "given"
    EDITED = "edited"
    FOOTPRINT = "footprint"
    USE_OF_FUNCTION = "use_of_function"
    FOOTPRINT_TIMES_STOREYS = "footprint_times_storeys"
    STOREYS_FROM_HEIGHT = "storeys_from_height"
    AGE_CLASS_OF_YEAR = "age_class_of_year"
    TYPE_FROM_SIZE = "type_from_size"
    TABULA = "tabula"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact comes from. ``rank``: the dataset's place in the city's order of sources, 0 the best."""

    title: str
    url: str = ""
    licence: str = ""
    attribution: str = ""
    basis: Basis = Basis.OPEN
    rank: int = 100
    dataset: str = ""


@dataclass(frozen=True, slots=True)
class BuildingFact:
    """One statement about a building. A choice has ``value``; a number ``low`` and ``high``, the same where exact."""

    attribute: str
    state: State
    method: str
    origin: Origin
    access: Access
    value: str = ""
    low: float | None = None
    high: float | None = None
    year: int | None = None
    # The newer of two versions of the same source goes first.
    version: int = field(default=0, compare=False)

    @property
    def figure(self) -> Figure | None:
        """As a figure; None where it is a choice or a text."""
        unit = ATTRIBUTES[self.attribute].unit
        if unit is None:
            return None
        source = Source(self.origin.title, self.origin.url)
        return Figure(self.low, self.high, unit, self.state, self.method, source, self.year)


def precedence(state: str, rank: int, year: int | None, version: int | None, dataset: str) -> Precedence:
    """The order of sources, the smallest first: how it is known, then the city's order, then the newer year, then the
    newer version; between sources that are equal in all of these the key of the dataset, so that it is never chance.
    """
    return _FROM_BEST[state], rank, -(year or 0), -(version or 0), dataset


def precedence_of(fact: BuildingFact) -> Precedence:
    """``precedence`` of a fact."""
    return precedence(fact.state, fact.origin.rank, fact.year, fact.version, fact.origin.dataset)


def best(facts: Iterable[BuildingFact]) -> dict[str, BuildingFact]:
    """For each attribute the fact that goes first. Nothing is merged: a fact keeps its one source."""
    found: dict[str, BuildingFact] = {}
    for fact in facts:
        known = found.get(fact.attribute)
        if known is None or precedence_of(fact) < precedence_of(known):
            found[fact.attribute] = fact
    return found
