from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.values.groups import Entry, outcome, read_told, store_told
from geo.values.partition import Spot, neighbourhoods


def houses(*keys, kwh=1000, **more):
    return {key: Entry(1, low=kwh + key, high=kwh + key, **more) for key in keys}


def told(attribute, entries, earlier=(), hidden=()):
    found = outcome(attribute, entries, list(earlier), hidden)
    return [(row.value, row.low, row.known, row.suppressed) for row in found.rows], found


def test_consumption_is_summed_over_five_addresses_and_not_over_four():
    assert told("heat_consumption", houses(1, 2, 3, 4, 5))[0] == [("", 5015, 5, "")]
    assert told("heat_consumption", houses(1, 2, 3, 4))[0] == [("", None, None, "too_few")]


def test_carriers_are_counted_over_three_addresses():
    gas, oil = Entry(1, "gas"), Entry(2, "oil")

    assert told("heating_carrier", {1: gas, 2: oil})[0] == [("gas", 1, 3, ""), ("oil", 2, 3, "")]
    assert told("heating_carrier", {1: gas, 2: gas})[0] == [("", None, None, "too_few")]


def test_years_are_told_as_their_mean():
    assert told("year", {n: Entry(1, low=year, high=year) for n, year in enumerate([1900, 1950, 1960])})[0] == [
        ("", 1937, 3, "")
    ]


def test_a_dominant_owner_or_amount_keeps_the_figure_back():
    owned = houses(1, 2, 3, owner="WG") | houses(4, 5)
    large = houses(1, 2, 3, 4) | {5: Entry(1, low=90_000, high=90_000)}

    assert told("heat_consumption", owned)[0] == [("", None, None, "one_owner")]
    assert told("heat_consumption", large)[0] == [("", None, None, "dominated")]


def test_a_building_that_came_waits_until_enough_have_come():
    first = told("heat_consumption", houses(1, 2, 3, 4, 5))[1].counted

    rows, now = told("heat_consumption", houses(1, 2, 3, 4, 5, 6, kwh=2000), [first])
    assert rows == [("", 10015, 5, "")]

    later = told("heat_consumption", houses(*range(1, 11)), [first, now.counted])
    assert later[0] == [("", 10055, 10, "")]


def test_what_came_must_be_fit_to_be_told_by_itself():
    first = told("heat_consumption", houses(1, 2, 3, 4, 5))[1].counted
    came = houses(6, 7, 8, 9) | {10: Entry(1, low=90_000, high=90_000)}

    rows, _now = told("heat_consumption", houses(1, 2, 3, 4, 5, kwh=50_000) | came, [first])
    assert rows[0][2] == 5


def test_a_figure_stays_as_told_when_a_building_went():
    first = told("heat_consumption", houses(*range(1, 8)))[1].counted

    assert outcome("heat_consumption", houses(*range(1, 7)), [first]).keeps


def test_after_an_objection_nothing_is_told_until_enough_has_changed():
    first = told("heat_consumption", houses(*range(1, 12)))[1].counted

    rows, found = told("heat_consumption", houses(*range(2, 12)), [first], hidden=[1])
    assert (rows, found.keeps) == ([("", None, None, "too_few")], False)
    assert told("heat_consumption", houses(*range(6, 12)), [first], hidden=[1])[0][0][2] == 6


def test_what_was_told_is_remembered_as_it_was():
    sets = {"year": [{1: (1, 1900.0), 12: (2, 1950.0)}]}

    assert read_told(store_told(sets)) == sets


@given(st.lists(st.sets(st.integers(1, 14)), min_size=2, max_size=7), st.sampled_from(["heat_consumption", "year"]))
def test_an_attacker_who_keeps_every_version_never_singles_out_too_few(versions, attribute):
    threshold = 5 if attribute == "heat_consumption" else 3
    earlier, published = [], []
    for members in versions:
        found = outcome(attribute, houses(*members), earlier)
        if found.counted is not None:
            earlier.append(found.counted)
            published.append(set(found.counted))
        assert all(row.low is None for row in found.rows if row.suppressed)
    pairs = [(one, other) for place, one in enumerate(published) for other in published[place:]]
    for one, other in (*pairs, *pairwise(published)):
        for part in (one - other, other - one):
            assert not part or len(part) >= threshold
    assert all(len(each) >= threshold for each in published)


SPOTS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(0, 3)), min_size=1, max_size=80).map(
    lambda places: [Spot(n, 12 + x / 1000, 51 + y / 1000, a) for n, (x, y, a) in enumerate(places)]
)


@given(SPOTS)
def test_neighbourhoods_hold_every_building_once_and_enough_addresses(spots):
    found = neighbourhoods(spots, 5)

    assert sorted(spot.building for some in found for spot in some) == [spot.building for spot in spots]
    if len(found) > 1:
        assert all(sum(spot.addresses for spot in some) >= 5 for some in found)
    assert neighbourhoods(list(reversed(spots)), 5) == found


@pytest.mark.parametrize("houses_in_all", [4, 40])
def test_neighbourhoods_are_small(houses_in_all):
    spots = [Spot(n, 12 + n / 1000, 51, 1) for n in range(houses_in_all)]

    assert max(len(some) for some in neighbourhoods(spots, 5)) <= 9
