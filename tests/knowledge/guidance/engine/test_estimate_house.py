import pytest

from energy.typology import Construction, Envelope, House
from knowledge.guidance.engine.estimate.house import house_of
from tests.knowledge.guidance.engine.books import OLD_HOUSE, told


def test_a_house_that_is_told_in_full_has_nothing_assumed():
    house = house_of(OLD_HOUSE)

    assert house.building.houses == {House.SINGLE}
    assert (house.building.earliest, house.building.latest) == (1935, 1935)
    assert house.building.envelopes == {Envelope.AS_BUILT}
    assert (house.floor_area, house.dwellings, house.assumed) == ((120, 120), (1, 1), ())


def test_nothing_told_means_any_house_and_no_number_made_up():
    house = house_of({})

    assert house.building.houses == frozenset(House)
    assert house.building.constructions == frozenset(Construction)
    assert (house.floor_area, house.dwellings, house.counts) == (None, None, None)
    assert house.assumed == ("building.type", "building.envelope", "building.prefab")
    assert set(house.unknown) > {"building.year", "building.dwellings"}


@pytest.mark.parametrize(
    ("age_class", "years"), [("before_1860", (1200, 1859)), ("1969_1978", (1969, 1978)), ("after_2009", (2010, 2030))]
)
def test_an_age_class_stands_in_for_a_year_that_is_not_known(age_class, years):
    building = house_of(told(building__year=None, building__age_class=age_class)).building

    assert (building.earliest, building.latest) == years


def test_the_year_goes_before_the_age_class():
    building = house_of(told(building__year=1970, building__age_class="1919_1948")).building

    assert (building.earliest, building.latest) == (1970, 1970)


def test_a_range_from_city_data_stays_a_range():
    house = house_of(
        told(
            building__year={"estimated": {"low": 1960, "high": 1970}},
            building__floor_area={"estimated": {"low": 90.5, "high": 110}},
            building__dwellings={"estimated": {"low": 3, "high": 5}},
        )
    )

    assert (house.building.earliest, house.building.latest) == (1960, 1970)
    assert (house.floor_area, list(house.counts)) == ((90.5, 110), [3, 4, 5])


def test_a_house_for_one_family_has_one_or_two_dwellings_and_that_is_said():
    house = house_of(told(building__type="terraced"))

    assert house.dwellings == (1, 2)
    assert "building.dwellings" in house.assumed


@pytest.mark.parametrize(
    ("dwellings", "types"), [(2, {House.SINGLE, House.TERRACED}), (12, {House.MULTI, House.BLOCK})]
)
def test_the_number_of_dwellings_narrows_a_type_that_is_not_told(dwellings, types):
    house = house_of(told(building__dwellings=dwellings))

    assert house.building.houses == types
    assert "building.type" in house.assumed


def test_how_it_was_put_up_is_no_matter_where_there_is_no_type_for_it():
    assert "building.prefab" not in house_of(told(building__type="single_family", building__year=1972)).assumed
    assert "building.prefab" in house_of(told(building__type="apartment_block", building__year=1972)).assumed


def test_so_wide_a_range_of_dwellings_is_as_good_as_unknown():
    assert house_of(told(building__dwellings={"estimated": {"low": 2, "high": 400}})).counts is None
