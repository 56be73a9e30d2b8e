from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from cms.core.models import ContentVersion
from geo.actions.activate_version import activate_version, roll_back
from geo.actions.compare_versions import compare_versions
from geo.actions.recall_version import recall_version
from geo.actions.refusals import Refusal
from geo.actions.stage_version import stage_version
from geo.models import DatasetVersion, Feature, Membership
from geo.queries.visible import public_facts
from geo.values.items import GivenFact, Item
from tests.factories.municipalities import saxony
from tests.geo.delivered import MadeDelivery, MadeRecipe, area, building, dataset_of, footprint, shape_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def city():
    return saxony().leipzig


@pytest.fixture(autouse=True)
def tiles(monkeypatch):
    withdrawn: list[int] = []
    monkeypatch.setattr("geo.actions.derive.has_tiles", lambda version: False)
    monkeypatch.setattr("geo.actions.follow_activation.want_tiles", lambda version: None)
    monkeypatch.setattr("geo.actions.recall_version.want_tiles", lambda version: None)
    monkeypatch.setattr("geo.actions.recall_version.withdraw_tiles", lambda version: withdrawn.append(version.pk))
    return withdrawn


def staged(dataset: Any, items: list[Item], user: Any = None) -> DatasetVersion:
    return stage_version(dataset, MadeDelivery(items), MadeRecipe(kind=dataset.kind), user)


def active(dataset: Any, items: list[Item]) -> DatasetVersion:
    version = activate_version(staged(dataset, items), None)
    dataset.refresh_from_db()
    return version


def number(city: Any) -> int:
    return ContentVersion.objects.get(municipality=city).number


def test_a_version_becomes_active_in_place_of_the_one_before_and_everybody_is_told(city):
    dataset = dataset_of(city, "houses")
    first = active(dataset, [building(0)])
    second, before = staged(dataset, [building(0), building(1)]), number(city)
    activate_version(second, None)
    dataset.refresh_from_db()
    first.refresh_from_db()
    assert (dataset.active, second.state, first.state) == (second, "active", "replaced")
    assert number(city) > before
    assert ModelLogEntry.objects.filter(action="geo.activate_version").count() == 2


def test_who_imported_a_version_cannot_activate_it_superusers_neither(city, settings, django_user_model):
    dataset = dataset_of(city, "houses")
    importer = django_user_model.objects.create_superuser("one@example.org")
    version = staged(dataset, [building(0)], importer)
    for user in (importer, None):
        with pytest.raises(Refusal):
            activate_version(version, user)
    colleague = django_user_model.objects.create_user("two@example.org")
    assert activate_version(version, colleague).activated_by == colleague
    settings.GEODATA_SECOND_PERSON = False
    assert activate_version(staged(dataset, [building(0)], importer), importer).activated_by == importer


@pytest.mark.parametrize("state", ["staging", "failed", "active", "replaced", "recalled"])
def test_only_what_is_ready_is_activated(city, state):
    version = staged(dataset_of(city, "houses"), [building(0)])
    version.state = state
    version.save()
    with pytest.raises(Refusal):
        activate_version(version, None)


def test_what_is_gone_leaves_a_tombstone_that_names_what_was_built_in_its_place_until_it_comes_back(city):
    dataset = dataset_of(city, "houses")
    first = active(dataset, [building(0), building(1), building(2)])
    rebuilt = Item(1, "new", shape=shape_of(footprint(0, dx=0.00005)))
    second = active(dataset, [rebuilt, building(2)])
    gone = {feature.source_id: feature for feature in Feature.objects.exclude(gone_since=None)}
    assert gone.keys() == {"b0", "b1"}
    assert gone["b0"].gone_since == second
    assert (gone["b0"].successor.source_id, gone["b1"].successor) == ("new", None)
    assert roll_back(dataset, None) == first
    assert [feature.source_id for feature in Feature.objects.exclude(gone_since=None)] == ["new"]


def test_two_houses_in_the_place_of_one_are_no_single_successor(city):
    dataset = dataset_of(city, "houses")
    active(dataset, [building(0)])
    twins = [Item(n, f"t{n}", shape=shape_of(footprint(0, dx=0.00001 * n))) for n in (1, 2)]
    active(dataset, twins)
    assert Feature.objects.get(source_id="b0").successor is None


def test_rolling_back_needs_an_earlier_version(city):
    dataset = dataset_of(city, "houses")
    active(dataset, [building(0)])
    with pytest.raises(Refusal):
        roll_back(dataset, None)


def test_areas_of_buildings_are_known_after_rolling_back_to_buildings_older_than_the_areas(city):
    houses = dataset_of(city, "houses")
    first = active(houses, [building(0)])
    active(houses, [building(0), building(1)])
    districts = active(dataset_of(city, "districts", "areas"), [area(0, 0, 5)])
    roll_back(houses, None)
    assert Membership.objects.filter(building__version=first, area__version=districts).count() == 1


def test_nothing_of_a_recalled_version_is_told_and_it_never_comes_back(city, tiles):
    dataset = dataset_of(city, "houses")
    version = active(dataset, [building(0, facts=[GivenFact("storeys", low=3, high=3)])])
    key, before = Feature.objects.get().pk, number(city)
    with pytest.raises(Refusal):
        recall_version(version, None, " ")
    recall_version(version, None, "A column held names.")
    dataset.refresh_from_db()
    version.refresh_from_db()
    assert (dataset.active, version.state, version.recall_reason) == (None, "recalled", "A column held names.")
    actives = DatasetVersion.objects.filter(state="active").values_list("pk", flat=True)
    assert not public_facts([key], actives)
    assert Feature.objects.get().gone_since == version
    assert tiles == [version.pk]
    assert number(city) > before
    assert ModelLogEntry.objects.get(action="geo.recall_version").data["reason"] == "A column held names."
    with pytest.raises(Refusal):
        roll_back(dataset, None)
    with pytest.raises(Refusal):
        recall_version(version, None, "again")


def test_recalling_what_was_joined_takes_the_tiles_of_the_buildings_away(city, tiles):
    houses = dataset_of(city, "houses")
    base = active(houses, [building(0)])
    survey = dataset_of(city, "survey", joins=houses)
    version = active(survey, [Item(1, "b0", facts=(GivenFact("storeys", low=3, high=3),))])
    recall_version(version, None, "Wrong.")
    assert tiles == [base.pk]
    assert Feature.objects.get().gone_since is None


def test_two_versions_are_compared_feature_by_feature_and_attribute_by_attribute(city):
    dataset = dataset_of(city, "houses")
    three, four = (GivenFact("storeys", low=n, high=n) for n in (3, 4))
    old = staged(dataset, [building(0, facts=[three]), building(1, facts=[three]), building(2)])
    new = staged(dataset, [building(0, facts=[four]), building(1, facts=[three]), building(3)])
    found = compare_versions(old, new)
    assert (found.added, found.changed, found.unchanged, found.gone) == (1, 1, 1, 1)
    assert [feature.source_id for feature in found.changed_features] == ["b0"]
    assert found.facts["storeys"] == 1
