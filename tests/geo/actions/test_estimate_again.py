from __future__ import annotations

import pytest

from geo.actions.activate_version import activate_version, roll_back
from geo.actions.estimate import estimate_building, estimate_missing
from geo.actions.recall_version import recall_version
from geo.models import DatasetVersion, Tally
from geo.queries.visible import public_facts
from tests.factories import saxony
from tests.factories.geodata import building, dataset, tell_of, version

pytestmark = [pytest.mark.django_db, pytest.mark.database]
READY = DatasetVersion.State.READY


@pytest.fixture(autouse=True)
def no_tiles(monkeypatch):
    for place in ("follow_activation", "recall_version", "estimate_again"):
        monkeypatch.setattr(f"geo.actions.{place}.want_tiles", lambda version: None)


def told(house):
    active = DatasetVersion.objects.filter(state="active").values_list("pk", flat=True)
    return public_facts([house.pk], active).get(house.pk, {})


@pytest.fixture
def done(django_capture_on_commit_callbacks):
    """Does something and what follows in the background."""

    def done(action, *given):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*given)

    return done


@pytest.fixture
def register():
    first = version(dataset(saxony().leipzig))
    building(first, "1", use="residential", type="multi_family", storeys=3)
    return first


@pytest.fixture
def house(register):
    return register.dataset.features.get()


@pytest.fixture
def survey(register, house):
    survey = version(dataset(register.dataset.municipality, joins=register.dataset))
    tell_of(house, survey, year=1905, floor_area=900)
    estimate_missing(survey)
    return survey


def second(register, **facts):
    new = version(register.dataset, state=READY)
    building(new, "1", **facts)
    return new


def test_a_survey_is_estimated_anew_with_the_new_footprints(register, house, survey, done):
    before = told(house)["heat_need_specific"].high
    new = second(register, use="residential", type="apartment_block", prefab="no")

    done(activate_version, new, None)
    assert told(house)["heat_need_specific"].high != before

    done(roll_back, register.dataset, None)
    assert told(house)["heat_need_specific"].high == before
    assert Tally.objects.filter(attribute="heat_need_specific", state="estimated").exists()


def test_nothing_is_told_that_was_estimated_from_what_is_recalled(register, house, survey, done):
    assert "heat_need" in told(house)
    tell_of(house, None, height=12)
    estimate_building(house)

    # What follows in the background has not begun.
    recall_version(register, None, "Falsch")
    assert set(told(house)) == {"year", "floor_area", "height"}

    done(activate_version, second(register, use="commercial"), None)
    assert "heat_need" not in told(house)
    assert {"age_class", "use", "storeys"} <= set(told(house))


def test_editors_facts_are_estimated_anew_with_the_new_version(register, house, done):
    tell_of(house, None, year=1905)
    estimate_building(house)
    before = told(house)["heat_need_specific"].high

    done(activate_version, second(register, use="residential", type="apartment_block"), None)

    assert told(house)["heat_need_specific"].high != before


def test_a_survey_that_was_replaced_is_estimated_with_the_footprints_of_today(register, house, survey, done):
    newer = version(survey.dataset, state=READY)
    tell_of(house, newer, roof="flat")
    done(activate_version, newer, None)
    done(activate_version, second(register, use="commercial"), None)

    done(roll_back, survey.dataset, None)

    assert "year" in told(house)
    assert "heat_need" not in told(house)
