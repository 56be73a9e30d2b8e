from __future__ import annotations

import pytest

from cms.core.models import ContentVersion
from geo.actions.count_tallies import count_tallies, count_tallies_again
from geo.actions.make_groups import make_groups
from geo.models import Feature, Tally
from tests.factories import saxony
from tests.factories.geodata import building, dataset, lies_in, shape_of, square, tell_of, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def leipzig():
    return saxony().leipzig


def tallies(attribute, area=None):
    found = Tally.objects.filter(attribute=attribute, area=area).order_by("value", "-state")
    return [(row.value, row.state, row.buildings, row.high) for row in found]


@pytest.mark.database
def test_public_values_are_counted_by_area_and_the_rest_is_unknown(leipzig):
    houses = version(dataset(leipzig))
    built = [building(houses, str(n), n * 12, type="multi_family", floor_area=500) for n in range(3)]
    building(houses, "9", 200)
    area = shape_of(version(dataset(leipzig, "areas", theme="district")), "d", square(0, 0, 300))
    for house in built[:2]:
        lies_in(house, area)

    count_tallies(houses)

    assert tallies("type") == [("", "", 1, None), ("multi_family", "registered", 3, None)]
    assert tallies("floor_area", area.feature) == [("", "registered", 2, 1000)]
    assert tallies("year", area.feature) == [("", "", 2, None)]
    assert Tally.objects.filter(attribute="type", value="multi_family").first().source == houses.dataset
    assert not Tally.objects.filter(attribute="owner").exists()


def test_counting_again_takes_the_place_of_what_was_counted_and_ends_kept_answers(leipzig):
    houses = version(dataset(leipzig))
    house = building(houses, "1", type="multi_family")
    count_tallies(houses)
    before = ContentVersion.objects.get(municipality=leipzig).number
    Feature.objects.filter(pk=house.pk).update(hidden=True)

    count_tallies(houses)

    assert tallies("type") == [("", "", 1, None)]
    assert ContentVersion.objects.get(municipality=leipzig).number > before


def test_grouped_values_are_summed_over_groups_that_are_told_only(leipzig):
    register = version(dataset(leipzig))
    near = [building(register, f"n{n}", n * 12, street="Weg") for n in range(6)]
    far = [building(register, f"f{n}", 50_000 + n * 12, street="Gasse") for n in range(6)]
    make_groups(register)
    survey = version(dataset(leipzig, joins=register.dataset, basis="act"))
    for house in [*near, *far[:3]]:
        tell_of(house, survey, house="single_family", heat_consumption=1000)

    count_tallies_again.call(survey.pk)

    assert tallies("heat_consumption") == [("", "registered", 6, 6000), ("", "", 6, None)]
