"""What changes of a dataset itself do to what readers see of it."""

from __future__ import annotations

from typing import Any

import pytest
from django_tasks.base import Task

from cms.core.models import ContentVersion
from geo.actions import follow_dataset, follow_decision
from geo.actions.activate_version import activate_version
from geo.actions.stage_version import stage_version
from geo.actions.write_fact import write_fact
from geo.models import Fact, Feature, Tally
from geo.queries.visible import public_facts
from geo.values.items import GivenFact
from tests.factories.municipalities import saxony
from tests.geo.delivered import MadeDelivery, MadeRecipe, building, dataset_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
GIVEN = [
    GivenFact("storeys", low=3, high=3), GivenFact("year", low=1930, high=1930), GivenFact("use", "residential"),
]  # fmt: skip
HOUSE = [*GIVEN, GivenFact("type", "single_family")]


@pytest.fixture
def city():
    return saxony().leipzig


@pytest.fixture(autouse=True)
def tiles(monkeypatch):
    done: dict[str, list[int]] = {"withdrawn": [], "wanted": []}
    monkeypatch.setattr("geo.actions.derive.has_tiles", lambda version: False)
    monkeypatch.setattr("geo.actions.follow_activation.want_tiles", lambda version: None)
    monkeypatch.setattr("geo.actions.follow_fact.want_tiles", lambda version: None)
    monkeypatch.setattr(follow_dataset, "withdraw_tiles", lambda version: done["withdrawn"].append(version.pk))
    monkeypatch.setattr(follow_decision, "want_tiles", lambda version: done["wanted"].append(version.pk))
    return done


def active(dataset: Any, facts: Any = GIVEN, count: int = 6) -> Any:
    items = [building(number, facts=facts) for number in range(count)]
    version = activate_version(stage_version(dataset, MadeDelivery(items), MadeRecipe()), None)
    dataset.refresh_from_db()
    return version


def told(version: Any, *more: Any) -> set[str]:
    house = Feature.objects.get(source_id="b0")
    return set(public_facts([house.pk], [version.pk, *(each.pk for each in more)]).get(house.pk, {}))


def change(dataset: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(dataset, name, value)
    dataset.save()


def number(city: Any) -> int:
    return ContentVersion.objects.get(municipality=city).number


def test_a_decision_made_later_shows_what_was_imported_before(city, tiles, django_capture_on_commit_callbacks):
    dataset = dataset_of(city, "houses", decision="")
    version = active(dataset)
    assert not told(version)
    with django_capture_on_commit_callbacks(execute=True):
        change(dataset, decision="Council, 1 May 2026")
    assert {"storeys", "year", "footprint_area", "age_class", "heat_need"} <= told(version)
    assert not Fact.objects.filter(version=version, access="private").exists()
    assert Tally.objects.filter(version=version, attribute="year", state="registered", buildings=6).exists()
    assert version.pk in tiles["wanted"]


def test_a_decision_taken_back_hides_at_once_before_any_worker_has_time(
    city, tiles, monkeypatch, django_capture_on_commit_callbacks
):
    dataset = dataset_of(city, "houses")
    version = active(dataset)
    write_fact(Feature.objects.get(source_id="b0"), "dwellings", user=None, low=9, high=9, licence="CC0")
    queued = []
    monkeypatch.setattr(Task, "enqueue", lambda task, *words: queued.append((task, words)))
    before = number(city)
    with django_capture_on_commit_callbacks(execute=True):
        change(dataset, decision=" ")
    assert told(version) == {"dwellings"}
    assert number(city) > before
    assert tiles["withdrawn"] == [version.pk]
    assert not Tally.objects.filter(version=version).exists()
    monkeypatch.undo()
    for task, words in queued:
        task.func(*words)
    assert told(version) <= {"dwellings"}
    assert not Fact.objects.filter(version=version, access="public").exists()


def test_estimates_of_a_survey_go_with_the_buildings_they_rest_on(
    city, monkeypatch, django_capture_on_commit_callbacks
):
    houses = dataset_of(city, "houses")
    version = active(houses)
    survey = dataset_of(city, "survey", basis="owner", joins=houses)
    joined = active(survey, [GivenFact("dwellings", low=12, high=12), GivenFact("year", low=1950, high=1950)])
    assert told(joined) >= {"dwellings", "heat_need"}
    with monkeypatch.context() as patch:
        patch.setattr(Task, "enqueue", lambda task, *words: None)
        with django_capture_on_commit_callbacks(execute=True):
            change(houses, decision="")
        assert "heat_need" not in told(joined)
        assert "dwellings" in told(joined)
    follow_decision.follow_decision.func(houses.pk)
    assert told(version, joined).isdisjoint({"storeys", "use", "floor_area", "heat_need"})


def test_data_that_turn_out_to_be_collected_under_the_act_are_grouped_for_single_family_houses(
    city, monkeypatch, django_capture_on_commit_callbacks
):
    dataset = dataset_of(city, "houses")
    version = active(dataset, HOUSE)
    with monkeypatch.context() as patch:
        patch.setattr(Task, "enqueue", lambda task, *words: None)
        with django_capture_on_commit_callbacks(execute=True):
            change(dataset, basis="act")
        assert not told(version) & {"year", "type"}
        assert "storeys" in told(version)
    follow_decision.follow_decision.func(dataset.pk)
    assert dict(Fact.objects.filter(version=version, attribute="year").values_list("access", "basis")) == {
        "grouped": "act"
    }
    assert not told(version) & {"year", "type", "age_class", "heat_need"}
    assert "storeys" in told(version)


def test_of_larger_houses_data_under_the_act_stay_public(city, django_capture_on_commit_callbacks):
    dataset = dataset_of(city, "houses")
    version = active(dataset, [*GIVEN, GivenFact("type", "multi_family")])
    with django_capture_on_commit_callbacks(execute=True):
        change(dataset, basis="act")
    assert {"year", "type", "storeys"} <= told(version)


def test_versions_that_wait_follow_the_decision_too(city, django_capture_on_commit_callbacks):
    dataset = dataset_of(city, "houses", decision="")
    items = [building(number, facts=GIVEN) for number in range(6)]
    version = stage_version(dataset, MadeDelivery(items), MadeRecipe())
    with django_capture_on_commit_callbacks(execute=True):
        change(dataset, decision="Council")
    assert "storeys" in told(activate_version(version, None))


def test_a_decision_recorded_while_an_import_runs_counts_for_it(city):
    dataset = dataset_of(city, "houses", decision="")
    other = type(dataset).objects.get(pk=dataset.pk)

    def decide(number: int) -> None:
        if number == 4:
            change(other, decision="Council")

    items = [building(number, facts=GIVEN) for number in range(6)]
    version = stage_version(dataset, MadeDelivery(items, before=decide), MadeRecipe())
    assert {"storeys", "heat_need"} <= told(version)


@pytest.mark.parametrize("field", ["licence", "attribution", "source_title", "title_de", "source_url"])
def test_what_stands_beside_the_data_is_renewed_wherever_it_stands(city, field):
    dataset = dataset_of(city, "houses")
    before = number(city) if ContentVersion.objects.filter(municipality=city).exists() else 0
    change(dataset, **{field: "https://example.org/new"})
    after = number(city)
    assert after > before
    dataset.save()
    assert number(city) == after


def test_another_place_among_the_sources_is_counted_and_drawn(city, tiles, django_capture_on_commit_callbacks):
    dataset = dataset_of(city, "houses")
    version = active(dataset)
    with django_capture_on_commit_callbacks(execute=True):
        change(dataset, rank=5)
    assert tiles["wanted"] == [version.pk]
