from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.core.graphql.scalars import global_id
from geo.models import BuildingNote, Feature
from tests import factories
from tests.asking import ask
from tests.factories import geodata

from .people import client_of, person

pytestmark = pytest.mark.django_db
ASK = "query ($id: ID!) { building(id: $id) { isHidden facts { attribute { key } } } }"


@pytest.fixture
def saxony():
    return factories.saxony()


@pytest.fixture
def house(saxony):
    version = geodata.version(geodata.dataset(saxony.leipzig))
    return geodata.building(version, "1", street="Probeweg", height=6)


@pytest.fixture
def client(saxony):
    return client_of(person(saxony.leipzig, "moderator"))


def note(house, kind="objection", days=10, **fields):
    today = timezone.localdate()
    return BuildingNote.objects.create(
        municipality=house.dataset.municipality, building=house, kind=kind, text="Das Dach stimmt nicht.",
        submission_key=f"{kind}{days}{BuildingNote.objects.count()}", due_on=today + timedelta(days),
        delete_on=today + timedelta(400), **fields,
    )  # fmt: skip


def decide(client, one, decision, reply="Erledigt."):
    return client.post(reverse("geodata:note", args=[one.pk]), {"decision": decision, "reply": reply})


def test_an_accepted_objection_hides_the_building_in_the_public_interface(saxony, client, house):
    before = ask(ASK, saxony.leipzig, id=global_id("Building", house.key))["building"]

    assert decide(client, note(house), "accept").status_code == 302

    after = ask(ASK, saxony.leipzig, id=global_id("Building", house.key))["building"]
    assert [each["attribute"]["key"] for each in before["facts"]] == ["height"]
    assert after is None or after["facts"] == []
    assert Feature.objects.get(pk=house.pk).hidden
    assert "Widerspruch" in client.get(reverse("geodata:building", args=[house.pk])).content.decode()


def test_a_declined_one_changes_nothing_and_keeps_the_answer(saxony, client, house):
    one = note(house)

    assert decide(client, one, "decline", "").status_code == 422
    assert decide(client, one, "decline", "Die Angabe ist von der Straße zu sehen.").status_code == 302

    one.refresh_from_db()
    assert (one.state, one.decided_by.username) == ("declined", "moderator-leipzig")
    assert not Feature.objects.get(pk=house.pk).hidden
    page = client.get(reverse("geodata:note", args=[one.pk])).content.decode()
    assert "von der Straße zu sehen" in page
    assert 'value="accept"' not in page


def test_an_accepted_correction_leads_to_where_the_right_value_is_written(client, house):
    answer = decide(client, note(house, "correction", attribute="height"), "accept")

    assert answer.url == reverse("geodata:building", args=[house.pk])
    assert not Feature.objects.get(pk=house.pk).hidden


def test_it_is_decided_once(client, house):
    one = note(house)
    decide(client, one, "decline", "Nein, aus diesem Grund.")
    decide(client, one, "accept")

    one.refresh_from_db()
    assert (one.state, Feature.objects.get(pk=house.pk).hidden) == ("declined", False)


def test_what_is_overdue_is_marked_in_the_list_and_on_its_page(client, house):
    late, soon = note(house, days=-1), note(house, days=3)
    late_day = f"{late.due_on:%d.%m.%Y}"

    listed = client.get(reverse("buildingnote:index")).content.decode()

    assert listed.count("überfällig") == 1
    assert f"{late_day}, überfällig" in listed
    assert "überfällig" in client.get(reverse("geodata:note", args=[late.pk])).content.decode()
    assert "überfällig" not in client.get(reverse("geodata:note", args=[soon.pk])).content.decode()
    decide(client, late, "decline", "Zu spät, aber beantwortet.")
    assert "überfällig" not in client.get(reverse("buildingnote:index")).content.decode()


def test_the_report_names_what_must_be_answered_the_most_urgent_first(client, house):
    later, first = note(house, days=9), note(house, days=2)
    report = client.get(reverse("attention_report", args=["building-notes"])).content.decode()

    places = [report.index(reverse("geodata:note", args=[one.pk])) for one in (first, later)]
    assert places == sorted(places)


def test_people_of_another_city_read_and_decide_nothing(saxony, house):
    one, other = note(house), client_of(person(saxony.dresden, "moderator"))

    assert other.get(reverse("geodata:note", args=[one.pk])).status_code in (302, 403)
    assert decide(other, one, "accept").status_code in (302, 403)
    one.refresh_from_db()
    assert one.state == "new"
