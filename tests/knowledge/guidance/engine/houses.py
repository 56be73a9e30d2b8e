"""Houses drawn by hypothesis, as much of them as anybody may know."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from knowledge.guidance.engine.condition_reading import read_answer

CHOICES = {
    "building.type": ["single_family", "terraced", "multi_family", "apartment_block"],
    "building.envelope": ["as_built", "usual", "advanced"],
    "heating.carrier": ["gas", "oil", "heat_pump", "wood"],
    "owner.role": ["owner_occupier", "owners_association", "landlord", "tenant"],
    "owner.income": ["up_to_40000", "above_40000"],
}
NUMBERS = {"building.year": (1840, 2020), "building.floor_area": (20, 3_000), "building.dwellings": (1, 40)}

full = st.fixed_dictionaries(
    {
        **{key: st.sampled_from(options) for key, options in CHOICES.items()},
        **{key: st.integers(*limits) for key, limits in NUMBERS.items()},
        "building.prefab": st.booleans(),
        "offer.efficiency_bonus": st.booleans(),
        "building.consumption": st.none() | st.integers(500, 500_000),
    }
)


def agrees(house: dict[str, Any]) -> bool:
    """Whether type and dwellings do not contradict each other."""
    return (house["building.type"] in ("single_family", "terraced")) == (house["building.dwellings"] <= 2)


whole = full.filter(agrees)


def _known_in_part(draw):
    """Plain facts of a house, and all of what is true of it."""
    house = draw(whole)
    kept = draw(st.sets(st.sampled_from(sorted(house))))
    before = {key: value if key in kept else None for key, value in house.items()}
    for key, (low, high) in NUMBERS.items():
        if draw(st.booleans()):
            less, more = draw(st.integers(0, 20)), draw(st.integers(0, 20))
            span = {"low": max(low, house[key] - less), "high": min(high, house[key] + more)}
            before[key] = {"estimated": span}
    return before, house


@st.composite
def known_better(draw):
    """Facts of a house before and after one more of them is learned, or told more exactly."""
    before, house = _known_in_part(draw)
    learned = draw(st.sampled_from(sorted(house)))
    return read(before), read(before | {learned: house[learned]}), learned


known_plainly = st.composite(lambda draw: _known_in_part(draw)[0])()
_days = st.none() | st.dates(date(2026, 1, 1), date(2041, 1, 1)).map(date.isoformat)
plain_dates = st.fixed_dictionaries({"reading": _days.filter(bool), "installation": _days, "application": _days})


def read(house: dict[str, Any]) -> dict[str, Any]:
    return {key: read_answer(value) for key, value in house.items()}
