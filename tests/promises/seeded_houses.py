"""Two cities' houses of one family with everything that must never be told of them, in values found nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from geo.actions.count_figures import count_figures
from geo.actions.count_tallies import count_tallies
from geo.actions.estimate import estimate_missing
from geo.actions.make_groups import make_groups
from geo.models import Dataset, DatasetVersion, Fact, Feature
from tests.factories import Saxony
from tests.factories.geodata import building, dataset, lies_in, shape_of, square, tell_of, version

State = DatasetVersion.State
WORDS = "geheim"


@dataclass(frozen=True, slots=True)
class Houses:
    """What is there, and what must not come out."""

    place: Saxony
    datasets: tuple[Dataset, ...]
    features: tuple[Feature, ...]
    area: Feature
    forbidden: re.Pattern[str]


def seed_houses(place: Saxony) -> Houses:
    """Every way in which a fact is kept from the public, each with houses of one family."""
    register = version(dataset(place.leipzig, name="haeuser"))
    houses = [_house(register, n) for n in range(8)]
    hidden = _house(register, 8)
    area = shape_of(
        version(dataset(place.leipzig, "areas", name="viertel", theme="district")), "v", square(-50, -50, 900)
    )
    for house in (*houses, hidden):
        lies_in(house, area)
    estimate_missing(register)
    make_groups(register)
    survey = version(dataset(place.leipzig, name="erhebung", basis="act", joins=register.dataset))
    _tell_under_the_act(survey, houses)
    tell_of(hidden, register, house="single_family", year=1733, floor_area=3_456_789, monument="yes")
    _tell_what_is_not_active(place, register, houses[5])
    other = version(dataset(place.dresden, name="fremde", basis="act"))
    strange = building(other, "geheim-dresden", 500, house="single_family", year=1722, height=6)
    for each in (survey, other):
        estimate_missing(each)
    Feature.objects.filter(pk=hidden.pk).update(hidden=True)
    count_figures(register)
    count_tallies(register)
    datasets = tuple(Dataset.objects.all())
    return Houses(place, datasets, (*houses, hidden, strange), area.feature, _forbidden(register, hidden))


def _house(of: DatasetVersion, n: int) -> Feature:
    return building(
        of, str(n), n * 15, street="Ahornweg", function="31001_1010", type="single_family", height=6 + n / 10
    )


def _tell_under_the_act(survey: DatasetVersion, houses: list[Feature]) -> None:
    for place, house in enumerate(houses[:2]):
        tell_of(house, survey, house="single_family", year=1711 + 10 * place, floor_area=1_234_567 + place,
                dwellings=7_654_321 + place)  # fmt: skip
    tell_of(houses[2], survey, heat_consumption=2_345_678, gas_consumption=8_765_432, heating_carrier="coal")
    tell_of(houses[3], survey, heating_year=1907, owner="Geheim-Eigner")


def _tell_what_is_not_active(place: Saxony, register: DatasetVersion, house: Feature) -> None:
    undecided = version(dataset(place.leipzig, name="unbeschlossen", joins=register.dataset, decision=""))
    confidential = version(dataset(place.leipzig, name="vertraulich", joins=register.dataset, basis="confidential"))
    staged = version(dataset(place.leipzig, name="wartend", joins=register.dataset), state=State.READY)
    recalled = version(dataset(place.leipzig, name="zurueck", joins=register.dataset), state=State.RECALLED)
    for n, each in enumerate((undecided, confidential, staged, recalled)):
        tell_of(house, each, house="single_family", year=1744 + n, floor_area=4_567_890 + n, function=f"geheim-{n}")
        estimate_missing(each)
    bunker = version(dataset(place.leipzig, "areas", name="geheim-anlagen", theme="other", basis="confidential"))
    shape_of(bunker, "geheim-bunker", square(20, 20, 100), name="Geheim-Bunker")
    tell_of(house, None, house="single_family", owner="Geheim-Mensch")


def _forbidden(register: DatasetVersion, hidden: Feature) -> re.Pattern[str]:
    """The values of everything but the open data of houses without objection, as they would be written.

    It is said here once more, in other words than the rule's, what is public.
    """
    kept = _values(Fact.objects.all()) - _values(Fact.objects.filter(version=register).exclude(building=hidden))
    values = "|".join(sorted(kept))
    return re.compile(rf"(?<![\w.-])(?:{values})(?:\.0+)?(?![\w-])|{WORDS}", re.IGNORECASE)


def _values(facts: Any) -> set[str]:
    found: set[str] = set()
    for value, *bounds in facts.values_list("value", "low", "high"):
        found |= {re.escape(f"{number:.15g}") for number in bounds if number is not None and number >= 1000}
        found |= {re.escape(value)} if len(value) > 3 else set()
    return found
