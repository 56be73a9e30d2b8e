from __future__ import annotations

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from cms.core.actions import set_up_municipality
from cms.core.models import User
from knowledge.advice.models import AdviceCentre, CentreMember
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return factories.AdviceCentreFactory(name="Klimabüro", municipality=factories.saxony().leipzig)


@pytest.fixture
def client(centre):
    user = User.objects.create_user("laura")
    user.groups.add(set_up_municipality(centre.municipality)["advice"])
    CentreMember.objects.create(centre=centre, user=user)
    client = Client()
    client.force_login(user)
    return client


def times(**more):
    empty = {
        f"{name}-{part}": value
        for name in ("opening_hours", "closures")
        for part, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0), ("MIN_NUM_FORMS", 0), ("MAX_NUM_FORMS", 1000))
    }
    return {**empty, "languages": ["de", "uk"], **more}


MONDAY = {
    "opening_hours-TOTAL_FORMS": 1, "opening_hours-0-day": "monday", "opening_hours-0-opens": "09:00",
    "opening_hours-0-closes": "12:00", "opening_hours-0-ORDER": 1, "opening_hours-0-id": "",
}  # fmt: skip
HOLIDAY = {
    "closures-TOTAL_FORMS": 1, "closures-0-first_day": "2026-12-24", "closures-0-last_day": "2027-01-01",
    "closures-0-reason": "Winterpause", "closures-0-ORDER": 1, "closures-0-id": "",
}  # fmt: skip


def test_people_of_a_centre_publish_its_hours_closures_and_languages(centre, client):
    response = client.post(reverse("advice_times", args=[centre.pk]), times(**MONDAY, **HOLIDAY))

    stored = AdviceCentre.objects.get(pk=centre.pk)
    assert response.status_code == 302
    assert [(row.day, row.opens) for row in stored.opening_hours.all()] == [("monday", time(9))]
    assert stored.closures.get().reason == "Winterpause"
    assert stored.languages == ["de", "uk"]


def test_nothing_else_of_the_centre_can_be_sent_along(centre, client):
    client.post(reverse("advice_times", args=[centre.pk]), times(name="Übernommen", municipality="", slug="weg"))

    stored = AdviceCentre.objects.get(pk=centre.pk)
    assert (stored.name, stored.slug, stored.municipality) == (centre.name, centre.slug, centre.municipality)


def test_a_draft_of_the_editors_stays_a_draft_and_gets_the_new_hours(centre, client):
    centre.name = "Klimabüro (neuer Name)"
    centre.save_revision()

    client.post(reverse("advice_times", args=[centre.pk]), times(**MONDAY))

    stored = AdviceCentre.objects.get(pk=centre.pk)
    draft = stored.get_latest_revision_as_object()
    assert stored.name == "Klimabüro"
    assert draft.name == "Klimabüro (neuer Name)"
    assert stored.has_unpublished_changes
    assert [row.day for row in draft.opening_hours.all()] == ["monday"]


def test_a_centre_that_closes_before_it_opens_is_refused(centre, client):
    wrong = {**MONDAY, "opening_hours-0-closes": "08:00"}

    response = client.post(reverse("advice_times", args=[centre.pk]), times(**wrong))

    assert response.status_code == 200
    assert not AdviceCentre.objects.get(pk=centre.pk).opening_hours.exists()


def test_other_centres_are_out_of_reach(centre, client):
    other = factories.AdviceCentreFactory(name="Anderes Büro", municipality=centre.municipality)

    response = client.post(reverse("advice_times", args=[other.pk]), times(**MONDAY))

    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")
    assert not AdviceCentre.objects.get(pk=other.pk).opening_hours.exists()


def test_the_menu_leads_people_to_their_centre(centre, client):
    assert client.get(reverse("advice_own")).url == reverse("advice_times", args=[centre.pk])
    assert client.get(reverse("advice_times", args=[centre.pk])).status_code == 200
