from __future__ import annotations

import pytest

from energy.figures import State
from geo.actions.estimate import estimate_building, estimate_missing
from geo.models import DatasetVersion, Fact
from geo.queries.visible import public_facts
from geo.values.reports import Report
from tests.factories import saxony
from tests.factories.geodata import building, dataset, tell_of, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def leipzig():
    return saxony().leipzig


def told(house, *versions):
    return public_facts([house.pk], [each.pk for each in versions]).get(house.pk, {})


@pytest.mark.database
def test_missing_facts_are_estimated_and_marked_so(leipzig):
    staged = version(dataset(leipzig), state=DatasetVersion.State.STAGING)
    house = building(staged, "1", function="31001_1010", height=15, year=1905, dwellings=8)

    made = estimate_missing(staged)

    facts = told(house, staged)
    assert made == 8
    assert facts["type"].value == "multi_family"
    assert facts["age_class"].value == "1860_1918"
    assert {facts[name].state for name in ("use", "type", "storeys", "floor_area", "heat_need")} == {State.ESTIMATED}
    assert facts["heat_need"].method == "tabula"
    assert facts["height"].state is State.REGISTERED
    assert (facts["footprint_area"].low, facts["footprint_area"].state) == (100, State.REGISTERED)


def test_what_stays_unknown_is_counted(leipzig):
    staged = version(dataset(leipzig), state=DatasetVersion.State.STAGING)
    building(staged, "1", height=9)
    building(staged, "2", year=1950)
    report = Report()

    estimate_missing(staged, report=report)

    assert report.estimates == 5
    wanted = {"height": 1, "storeys": 1, "age_class": 1, "type": 2, "footprint_area": 0}
    assert {name: report.unknown.get(name, 0) for name in wanted} == wanted
    assert "owner" not in report.unknown


def test_estimating_again_makes_the_same_once(leipzig):
    staged = version(dataset(leipzig))
    building(staged, "1", height=9)

    estimate_missing(staged)
    before = Fact.objects.count()
    estimate_missing(staged)

    assert Fact.objects.count() == before
    assert DatasetVersion.objects.get(pk=staged.pk).report["estimates"] == 3


def test_houses_wall_to_wall_are_terraced_and_garages_are_no_neighbours(leipzig):
    staged = version(dataset(leipzig))
    row = [building(staged, f"r{n}", n * 10, function="31001_1010", height=6) for n in range(3)]
    alone = building(staged, "a", 200, function="31001_1010", height=6)
    building(staged, "g", 210, function="garage")

    estimate_missing(staged)

    types = [told(house, staged).get("type") for house in (*row, alone)]
    assert [fact.value if fact else None for fact in types] == [None, "terraced", None, "single_family"]


def test_a_survey_under_the_act_gives_better_estimates_that_are_grouped_for_houses_of_one_family(leipzig):
    register = version(dataset(leipzig))
    house = building(register, "1", use="residential", type="single_family", height=6)
    estimate_missing(register)
    survey = version(dataset(leipzig, joins=register.dataset, basis="act"), state=DatasetVersion.State.STAGING)
    tell_of(house, survey, house="single_family", year=1931)

    estimate_missing(survey)

    assert set(told(house, register, survey)) == {"use", "type", "height", "footprint_area", "storeys", "floor_area"}
    made = Fact.objects.filter(version=survey).exclude(attribute="year")
    assert {(fact.attribute, fact.access) for fact in made} == {
        ("age_class", "grouped"), ("heat_need", "grouped"), ("heat_need_specific", "grouped"),
    }  # fmt: skip


def test_estimates_never_rest_on_what_another_delivery_says_which_may_be_recalled(leipzig):
    register = version(dataset(leipzig))
    house = building(register, "1", use="residential", type="multi_family")
    other = version(dataset(leipzig, joins=register.dataset))
    tell_of(house, other, year=1905)
    survey = version(dataset(leipzig, joins=register.dataset))
    tell_of(house, survey, floor_area=900)

    estimate_missing(survey)

    assert not Fact.objects.filter(version=survey, attribute="heat_need").exists()


def test_nothing_is_told_of_undecided_open_data(leipzig):
    staged = version(dataset(leipzig, decision=""))
    house = building(staged, "1", height=9, function="house", year=1950)

    estimate_missing(staged)

    assert told(house, staged) == {}


@pytest.mark.parametrize("kind", ["areas", "addresses"])
def test_only_buildings_are_estimated(leipzig, kind):
    assert estimate_missing(version(dataset(leipzig, kind=kind))) == 0


def test_a_fact_by_an_editor_gives_better_estimates_at_once_and_withdrawn_takes_them_along(leipzig):
    register = version(dataset(leipzig))
    house = building(register, "1", use="residential", type="multi_family", height=15)
    estimate_missing(register)
    tell_of(house, None, year=1905)

    estimate_building(house)
    assert told(house, register)["heat_need_specific"].high == 173

    Fact.objects.filter(version=None, attribute="year").update(withdrawn_at="2026-01-01T00:00Z")
    estimate_building(house)
    assert "heat_need_specific" not in told(house, register)
    assert "floor_area" in told(house, register)
    assert Fact.objects.filter(version=None).exclude(withdrawn_at=None).count() == 4
