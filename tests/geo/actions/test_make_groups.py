from __future__ import annotations

import pytest

from geo.actions.count_figures import count_figures
from geo.actions.make_groups import make_groups
from geo.actions.recall_version import recall_version
from geo.models import DatasetVersion, Feature, Group, GroupFigure, Shape
from geo.values.reports import Report
from tests.factories import saxony
from tests.factories.geodata import activate, building, dataset, lies_in, shape_of, square, tell_of, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def leipzig():
    return saxony().leipzig


def street(of, numbers, **facts):
    return [building(of, str(n), n * 12, street="Testweg", house="single_family", **facts) for n in numbers]


def figures(of, attribute="heat_consumption"):
    found = GroupFigure.objects.filter(group__version=of, attribute=attribute).order_by("value")
    return [(row.value, row.low, row.known, row.suppressed) for row in found]


@pytest.mark.database
def test_every_building_lies_in_one_group_of_five_addresses_at_least(leipzig):
    houses = version(dataset(leipzig, basis="act"), state=DatasetVersion.State.READY)
    street(houses, range(23), heat_consumption=1000)

    report = Report()
    make_groups(houses, report=report)

    groups = Group.objects.filter(version=houses)
    assert sum(group.addresses for group in groups) == 23
    assert min(group.addresses for group in groups) >= 5
    assert not Shape.objects.filter(version=houses, group=None).exists()
    assert {group.name for group in groups} == {"Testweg"}
    assert (report.groups, report.suppressed_groups, report.smallest_group) == (4, 0, 5)
    assert sum(low for _value, low, _known, _why in figures(houses)) == 23_000


def test_groups_are_the_blocks_where_there_are_some(leipzig):
    houses = version(dataset(leipzig, basis="act"))
    built = street(houses, range(12))
    block = shape_of(version(dataset(leipzig, "areas", theme="block")), "b1", square(0, 0, 400))
    for house in built[:7]:
        lies_in(house, block)

    make_groups(houses)

    assert sorted(Group.objects.filter(version=houses).values_list("addresses", flat=True)) == [5, 7]


def test_suppressed_figures_carry_no_numbers(leipzig):
    houses = version(dataset(leipzig, basis="act"))
    street(houses, range(4), heat_consumption=4711, heating_carrier="oil")

    make_groups(houses)

    assert figures(houses) == [("", None, None, "too_few")]
    assert figures(houses, "heating_carrier") == [("oil", 4, 4, "")]


def test_what_is_public_of_single_buildings_is_not_counted_in_groups(leipzig):
    houses = version(dataset(leipzig, basis="act"))
    street(houses, range(2), year=1931)
    for n in range(2, 8):
        building(houses, str(n), n * 12, type="multi_family", year=1900)

    make_groups(houses)

    assert figures(houses, "year") == [("", None, None, "too_few")]


def test_the_difference_of_two_versions_never_tells_of_a_single_house(leipzig):
    data = dataset(leipzig, basis="act")
    first = version(data)
    street(first, range(6), heat_consumption=1000)
    make_groups(first)
    second = version(data, state=DatasetVersion.State.READY)
    street(second, range(6), heat_consumption=1100)
    street(second, [6], heat_consumption=4711)
    make_groups(second)
    activate(second)
    third = version(data, state=DatasetVersion.State.READY)
    street(third, range(5), heat_consumption=1200)
    make_groups(third)

    assert figures(first) == [("", 6000, 6, "")]
    assert figures(second) == [("", 6600, 6, "")]
    assert figures(third) == figures(second)
    keys = {tuple(Group.objects.filter(version=each).values_list("key")) for each in (first, second, third)}
    assert len(keys) == 1


def test_an_objection_ends_the_figure_of_its_group(leipzig):
    houses = version(dataset(leipzig, basis="act"))
    built = street(houses, range(6), heat_consumption=1000)
    make_groups(houses)
    Feature.objects.filter(pk=built[0].pk).update(hidden=True)

    count_figures(houses)

    assert figures(houses) == [("", None, None, "too_few")]


def test_a_survey_that_waits_is_counted_for_the_report_only(leipzig):
    register = version(dataset(leipzig))
    built = street(register, range(7))
    make_groups(register)
    survey = version(dataset(leipzig, joins=register.dataset, basis="act"), state=DatasetVersion.State.READY)
    for house in built[:4]:
        tell_of(house, survey, house="single_family", heat_consumption=1000, heating_carrier="gas")

    report = Report()
    make_groups(survey, report=report)

    assert (report.groups, report.suppressed_groups, report.smallest_group) == (1, 1, 4)
    assert not GroupFigure.objects.exists()


def test_what_rested_on_a_recalled_survey_is_told_no_more(leipzig):
    register = version(dataset(leipzig))
    built = street(register, range(6))
    make_groups(register)
    survey = version(dataset(leipzig, joins=register.dataset, basis="act"))
    for house in built:
        tell_of(house, survey, house="single_family", heat_consumption=1000)
    count_figures(register)
    assert figures(register) == [("", 6000, 6, "")]

    recall_version(survey, None, "Zu viel verraten.")
    assert figures(register) == []
    count_figures(register)

    assert figures(register) == [("", None, None, "too_few")]
