from __future__ import annotations

from typing import Any

import pytest

from cms.core.values.problems import FileError
from geo.actions.activate_version import activate_version
from geo.actions.check_delivery import check_delivery
from geo.actions.count_figures import count_figures
from geo.actions.stage_version import stage_version
from geo.files.delivery import Asks, Question
from geo.models import Address, Cell, DatasetVersion, Fact, Feature, GroupFigure, Membership, Shape, Statistic
from geo.queries.boxes import shapes_at
from geo.values import Point
from geo.values.items import GivenAddress, GivenFact, GivenStatistic, Item
from tests.factories.municipalities import saxony
from tests.geo.delivered import (
    LAT,
    LON,
    STEP,
    MadeDelivery,
    MadeRecipe,
    area,
    building,
    dataset_of,
    footprint,
    shape_of,
)

pytestmark = pytest.mark.django_db
STOREYS = GivenFact("storeys", low=3, high=3)


@pytest.fixture
def city():
    return saxony().leipzig


@pytest.fixture(autouse=True)
def without_tiles(monkeypatch):
    monkeypatch.setattr("geo.actions.derive.has_tiles", lambda version: False)
    monkeypatch.setattr("geo.actions.follow_activation.want_tiles", lambda version: None)


def staged(dataset: Any, items: list[Item], **recipe: Any) -> DatasetVersion:
    return stage_version(dataset, MadeDelivery(items), MadeRecipe(kind=dataset.kind, **recipe))


def active(dataset: Any, items: list[Item], **recipe: Any) -> DatasetVersion:
    version = activate_version(staged(dataset, items, **recipe), None)
    dataset.refresh_from_db()
    return version


@pytest.mark.database
def test_buildings_are_staged_with_addresses_facts_and_their_place_in_the_grid(city):
    told: list[tuple[str, int, int]] = []
    dataset = dataset_of(city, "houses")
    delivery = MadeDelivery([building(number, facts=[STOREYS]) for number in range(300)])
    version = stage_version(dataset, delivery, MadeRecipe(), tell=lambda *how: told.append(how))
    assert (version.state, version.feature_count) == ("ready", 300)
    assert version.report["added"] == version.report["addresses"] == version.report["facts"] == 300
    fact = Fact.objects.get(version=version, attribute="storeys", building__source_id="b7")
    assert (fact.low, fact.state, fact.year, fact.access) == (3, "registered", 2024, "public")
    [shape] = shapes_at(Point(LON + 7 * STEP + 0.0001, LAT + 0.0001), [version])
    assert shape.feature.source_id == "b7"
    assert ("read", 300, 300) in told
    dataset.refresh_from_db()
    assert dataset.active is None


@pytest.mark.database
def test_a_second_delivery_keeps_features_and_tells_what_is_new_changed_gone_and_as_it_was(city):
    dataset = dataset_of(city, "houses")
    active(dataset, [building(number, facts=[STOREYS]) for number in range(10)])
    keys = dict(Feature.objects.values_list("source_id", "key"))
    items = [building(number, facts=[STOREYS]) for number in range(2, 10)]
    items[0] = building(2, facts=[GivenFact("storeys", low=4, high=4)])
    items[1] = building(3, facts=[STOREYS], dx=0.00005)
    items[2] = building(4, facts=[STOREYS], addresses=(GivenAddress("Neue Gasse", "1"),))
    report = staged(dataset, [*items, building(50)]).report
    assert [report[name] for name in ("added", "changed", "unchanged", "gone")] == [1, 3, 5, 2]
    assert dict(Feature.objects.exclude(source_id="b50").values_list("source_id", "key")) == keys


def test_a_dry_run_counts_the_same_and_writes_nothing(city):
    dataset = dataset_of(city, "houses")
    active(dataset, [building(number, facts=[STOREYS]) for number in range(5)])
    before = Feature.objects.count(), Shape.objects.count(), DatasetVersion.objects.count(), Fact.objects.count()
    delivery = MadeDelivery([building(0, facts=[STOREYS]), building(1), building(9)])
    report = check_delivery(dataset, delivery, MadeRecipe())
    assert (report.added, report.changed, report.unchanged, report.gone) == (1, 1, 1, 3)
    assert report.unknown["storeys"] == 2
    assert (
        Feature.objects.count(), Shape.objects.count(), DatasetVersion.objects.count(), Fact.objects.count()
    ) == before  # fmt: skip


@pytest.mark.database
def test_a_delivery_that_breaks_off_leaves_the_report_and_no_rows(city):
    dataset = dataset_of(city, "houses")
    active(dataset, [building(0)])
    before = [model.objects.count() for model in (Feature, Shape, Cell, Fact, Address)]

    def breaks(number: int) -> None:
        if number == 900:
            raise OSError("a library's own words")

    delivery = MadeDelivery([building(number, facts=[STOREYS]) for number in range(1000)], before=breaks)
    with pytest.raises(FileError) as error:
        stage_version(dataset, delivery, MadeRecipe())
    assert "library" not in str(error.value)
    assert [model.objects.count() for model in (Feature, Shape, Cell, Fact, Address)] == before
    failed = DatasetVersion.objects.get(state="failed")
    assert failed.report["notes"][-1]["code"] == "failed"
    dataset.refresh_from_db()
    assert dataset.active.number == 1


def test_two_features_of_one_id_are_refused_with_the_second_ones_number(city):
    items = [building(0), building(1), Item(3, "b0", shape=shape_of(footprint(2)))]
    with pytest.raises(FileError) as error:
        staged(dataset_of(city, "houses"), items)
    assert (error.value.problems[0].file, error.value.problems[0].line) == ("made.gpkg", 3)


def test_a_feature_without_a_shape_is_refused(city):
    with pytest.raises(FileError, match="line 1"):
        staged(dataset_of(city, "houses"), [Item(1, "b0")])


def test_an_empty_delivery_is_refused(city):
    with pytest.raises(FileError):
        staged(dataset_of(city, "houses"), [])


def test_a_file_with_open_questions_or_a_recipe_for_something_else_is_refused_before_anything_is_written(city):
    dataset = dataset_of(city, "houses")
    asks = MadeDelivery([building(0)], questions=[Question(Asks.CRS, ["EPSG:25833"], "It does not say its CRS.")])
    with pytest.raises(FileError, match="does not say"):
        stage_version(dataset, asks, MadeRecipe())
    with pytest.raises(FileError):
        stage_version(dataset, MadeDelivery([building(0)]), MadeRecipe(kind="areas"))
    assert not DatasetVersion.objects.exists()


def test_only_one_import_into_a_dataset_runs_at_a_time(city):
    dataset = dataset_of(city, "houses")
    second: list[str] = []

    def meanwhile(number: int) -> None:
        if number == 1 and not second:
            second.append("tried")
            with pytest.raises(FileError):
                staged(dataset, [building(5)])

    stage_version(dataset, MadeDelivery([building(0)], before=meanwhile), MadeRecipe())
    assert second
    assert DatasetVersion.objects.count() == 1


@pytest.mark.parametrize("areas_first", [True, False])
def test_it_is_stored_which_buildings_lie_in_which_areas_whichever_comes_first(city, areas_first):
    houses, districts = dataset_of(city, "houses"), dataset_of(city, "districts", "areas")
    deliveries = [(houses, [building(n) for n in range(10)]), (districts, [area(0, 0, 3), area(1, 4, 9)])]
    for dataset, items in reversed(deliveries) if areas_first else deliveries:
        active(dataset, items)
    found = Membership.objects.values_list("building__feature__source_id", "area__feature__source_id")
    assert sorted(found) == [(f"b{n}", "a0" if n < 4 else "a1") for n in range(10)]


def test_of_open_data_nothing_is_public_before_a_decision_is_on_record(city):
    staged(dataset_of(city, "houses", decision=""), [building(0, facts=[STOREYS])])
    assert set(Fact.objects.values_list("access", flat=True)) == {"private"}


@pytest.mark.parametrize("said", ["here", "elsewhere"])
def test_what_was_gained_under_the_act_is_grouped_for_single_family_houses_whoever_says_that_they_are(city, said):
    houses = dataset_of(city, "houses")
    kinds = [GivenFact("type", value="multi_family"), GivenFact("type", value="single_family")]
    active(houses, [building(n, facts=[kinds[n]] if said == "elsewhere" else []) for n in range(2)])
    survey = dataset_of(city, "survey", basis="act", joins=houses)
    year = GivenFact("year", low=1911, high=1911)
    staged(survey, [Item(n + 1, f"b{n}", facts=(year, *([kinds[n]] if said == "here" else ()))) for n in range(2)])
    access = dict(Fact.objects.filter(attribute="year").values_list("building__source_id", "access"))
    assert access == {"b0": "public", "b1": "grouped"}


def test_a_source_that_says_single_family_house_later_withdraws_what_was_public_of_it_until_then(city):
    houses = dataset_of(city, "houses")
    active(houses, [building(0)])
    survey = dataset_of(city, "survey", basis="act", joins=houses)
    facts = (GivenFact("year", low=1911, high=1911), GivenFact("type", value="multi_family"))
    active(survey, [Item(1, "b0", facts=facts)])
    assert Fact.objects.get(attribute="year").access == "public"
    register = dataset_of(city, "register", joins=houses)
    active(register, [Item(1, "b0", facts=(GivenFact("type", value="single_family"),))])
    assert Fact.objects.get(attribute="year").access == "grouped"


@pytest.mark.database
def test_joined_facts_find_their_building_by_id_then_address_then_place(city):
    houses = dataset_of(city, "houses")
    active(houses, [building(n) for n in range(5)])
    carrier = (GivenFact("heating_carrier", value="gas"),)
    street = GivenAddress("Musterstr. 0", "2", "04109")
    survey = dataset_of(city, "survey", basis="act", joins=houses)
    version = staged(survey, [
        Item(1, "b0", facts=carrier),
        Item(2, "x1", facts=carrier, addresses=(street,)),
        Item(3, "x2", facts=carrier, shape=shape_of(footprint(2).centroid)),
        Item(4, "x3", facts=carrier, addresses=(GivenAddress("Nirgendwo", "1"),)),
    ])  # fmt: skip
    assert sorted(
        Fact.objects.filter(version=version, method="given").values_list("building__source_id", flat=True)
    ) == ["b0", "b1", "b2"]  # fmt: skip
    assert (version.report["unmatched"], version.report["notes"][0]["number"]) == (1, 4)
    assert not Shape.objects.filter(version=version).exists()


def test_facts_about_buildings_of_which_none_are_active_are_refused(city):
    survey = dataset_of(city, "survey", joins=dataset_of(city, "houses"))
    with pytest.raises(FileError, match="houses"):
        staged(survey, [Item(1, "b0", facts=(STOREYS,))])


def test_addresses_belong_to_the_building_they_lie_in_or_beside(city):
    houses = dataset_of(city, "houses")
    active(houses, [building(n, addresses=()) for n in range(3)])
    addresses = dataset_of(city, "addresses", "addresses")
    middle = footprint(0).centroid
    places = [middle, footprint(1).buffer(0.0001).exterior.interpolate(0), footprint(50).centroid]
    items = [
        Item(n + 1, f"x{n}", shape=shape_of(place), addresses=(GivenAddress("Hauptstraße", str(n)),))
        for n, place in enumerate(places)
    ]
    version = staged(addresses, items)
    found = dict(Address.objects.filter(version=version).values_list("number", "building__source_id"))
    assert found == {"0": "b0", "1": "b1", "2": None}
    assert version.report["addresses_without_building"] == 1


def test_numbers_are_tied_to_the_area_of_their_name_also_when_it_comes_later(city, django_capture_on_commit_callbacks):
    numbers = dataset_of(city, "numbers", "statistics")
    given = tuple(GivenStatistic("bezirk 0", "Einwohner", year, 100.0 + year) for year in (2020, 2021))
    version = active(numbers, [Item(1, "1", statistics=given)])
    assert version.report["unmatched"] == 1
    with django_capture_on_commit_callbacks(execute=True):
        active(dataset_of(city, "districts", "areas"), [area(0, 0, 3)])
    assert set(Statistic.objects.values_list("area__source_id", flat=True)) == {"a0"}


def test_numbers_that_come_with_an_area_are_its_own(city):
    item = area(0, 0, 3, statistics=(GivenStatistic("", "Wärmebedarf", 2022, 5.0, "MWh/a"),))
    staged(dataset_of(city, "blocks", "areas"), [item])
    assert Statistic.objects.get().area.source_id == "a0"


def test_an_estimated_type_never_widens_who_may_see_what_was_gained_under_the_act(city):
    houses = dataset_of(city, "houses")
    version = active(houses, [building(0)])
    Fact.objects.create(
        building=Feature.objects.get(), version=version, attribute="type", value="multi_family", state="estimated",
        method="type_from_size", access="public",
    )  # fmt: skip
    survey = dataset_of(city, "survey", basis="act", joins=houses)
    found = staged(survey, [building(0, facts=[GivenFact("year", low=1960, high=1960)], shape=None)])
    assert Fact.objects.get(version=found, attribute="year").access == "grouped"


def test_undecided_open_data_of_buildings_say_so_in_their_report(city):
    undecided = dataset_of(city, "houses", decision="")
    delivery = MadeDelivery([building(0)])
    assert check_delivery(undecided, delivery, MadeRecipe()).notes[0].code == "undecided"
    assert staged(undecided, [building(0)]).report["notes"][0]["code"] == "undecided"
    others = [dataset_of(city, "decided"), dataset_of(city, "collected", basis="act", decision="")]
    assert not any(staged(each, [building(0)]).report["notes"] for each in others)


def bought(**years: float) -> tuple[GivenFact, ...]:
    return tuple(
        GivenFact("gas_consumption", low=amount, high=amount, year=int(year[1:]), state="measured")
        for year, amount in years.items()
    )


@pytest.mark.database
def test_what_several_meters_of_a_building_measured_is_summed_by_year(city):
    houses = dataset_of(city, "houses")
    base = active(houses, [building(number) for number in range(6)])
    survey = dataset_of(city, "gas", basis="act", joins=houses)
    items = [Item(row, f"b{row // 100}", facts=bought(y2022=1000, y2023=500)) for row in (1, 2, 3, 101)]
    version = active(survey, [*items, Item(400, "b0", facts=(GivenFact("gas_consumption", low=7, high=9, year=2023),))])
    facts = Fact.objects.filter(version=version, attribute="gas_consumption", building__source_id="b0")
    assert list(facts.order_by("year").values_list("year", "low", "high", "state", "access")) == [
        (2022, 3000, 3000, "measured", "grouped"), (2023, 1507, 1509, "registered", "grouped"),
    ]  # fmt: skip
    assert (version.report["added"], version.report["facts"], version.report["notes"]) == (2, 4, [])
    count_figures(base)
    # Two buildings with five meters are not five addresses.
    assert set(GroupFigure.objects.filter(group__version=base).values_list("suppressed", flat=True)) == {"too_few"}
    again = staged(survey, [*items, Item(400, "b1", facts=bought(y2022=1))])
    assert (again.report["added"], again.report["changed"], again.report["unchanged"]) == (0, 2, 0)
    same = staged(survey, [*items, Item(400, "b0", facts=(GivenFact("gas_consumption", low=7, high=9, year=2023),))])
    assert (same.report["changed"], same.report["unchanged"]) == (0, 2)


def test_of_rows_that_contradict_each_other_the_first_stays_and_both_are_named(city):
    houses = dataset_of(city, "houses")
    active(houses, [building(0)])
    survey = dataset_of(city, "survey", basis="act", joins=houses)
    said = [(3, GivenFact("storeys", low=3, high=3)), (5, GivenFact("storeys", low=4, high=4)),
            (8, GivenFact("storeys", low=3, high=3)), (9, GivenFact("owner", value="Erika Muster")),
            (11, GivenFact("owner", value="Max Muster"))]  # fmt: skip
    version = staged(survey, [Item(row, "b0", facts=(fact,)) for row, fact in said])
    assert Fact.objects.get(version=version, attribute="storeys").low == 3
    first, second = version.report["notes"]
    assert (first["number"], second["number"], version.report["noted"]) == (5, 11, 2)
    assert all(word in first["message"] for word in ("3", "4"))
    assert "9" in second["message"]
    assert "Muster" not in second["message"]
