from __future__ import annotations

import re

import pytest
from django.urls import reverse

from geo.models import Fact
from geo.queries.visible import public_facts
from tests import factories
from tests.factories import geodata

from .people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def saxony():
    return factories.saxony()


@pytest.fixture
def houses(saxony):
    return geodata.version(geodata.dataset(saxony.leipzig, title_de="Kataster"))


@pytest.fixture
def house(houses):
    return geodata.building(houses, "H-1", street="Probeweg", storeys=2, height=10.5, type="multi_family")


@pytest.fixture
def editor(saxony):
    return client_of(person(saxony.leipzig, "editor"))


def said(**other):
    return {
        "low": "4", "state": "registered", "year": "2025", "source_title": "Ortsbegehung", "source_url": "",
        "licence": "CC0", "basis": "open", **other,
    }  # fmt: skip


def write(client, house, attribute="storeys", **other):
    return client.post(reverse("geodata:write_fact", args=[house.pk]) + f"?attribute={attribute}", said(**other))


def page(client, house):
    return client.get(reverse("geodata:building", args=[house.pk])).content.decode()


def told(house, houses, attribute="storeys"):
    fact = public_facts([house.pk], [houses.pk]).get(house.pk, {}).get(attribute)
    return fact.low if fact else None


@pytest.mark.parametrize("typed", ["Probeweg H-1", "probew", "H-1"])
def test_a_building_is_found_by_its_address_or_the_source_s_name(editor, house, typed):
    found = editor.get(reverse("geodata:buildings"), {"q": typed}).content.decode()
    assert reverse("geodata:building", args=[house.pk]) in found


def test_another_city_s_buildings_are_neither_found_nor_opened_nor_written(saxony, house):
    other = client_of(person(saxony.dresden, "editor"))

    assert reverse("geodata:building", args=[house.pk]) not in other.get(
        reverse("geodata:buildings"), {"q": "Probeweg"}
    ).content.decode()  # fmt: skip
    assert other.get(reverse("geodata:building", args=[house.pk])).status_code in (302, 403)
    assert write(other, house).status_code in (302, 403)
    assert not Fact.objects.filter(version=None, written_by__isnull=False).exists()


def test_what_is_written_goes_first_and_what_the_source_says_stays(editor, house, houses):
    assert write(editor, house).status_code == 302

    assert told(house, houses) == 4
    shown = page(editor, house)
    assert "Ortsbegehung" in shown
    assert "Kataster (1)" in shown


def test_earlier_values_stay_in_the_history(editor, house, houses):
    write(editor, house)
    write(editor, house, low="5")

    assert told(house, houses) == 5
    assert "Frühere Werte" in page(editor, house)
    assert Fact.objects.filter(attribute="storeys", written_by__isnull=False).count() == 2


def test_what_is_withdrawn_is_told_no_more_and_kept(editor, house, houses):
    write(editor, house)
    fact = Fact.objects.get(attribute="storeys", written_by__isnull=False)
    address = reverse("geodata:withdraw_fact", args=[fact.pk])

    asked = editor.get(address)
    assert (asked.status_code, told(house, houses)) == (302, 4)
    editor.post(address)
    editor.post(address)

    assert told(house, houses) == 2
    assert "Frühere Werte" in page(editor, house)


def test_what_a_delivery_says_is_not_withdrawn_by_hand(editor, house, houses):
    given = Fact.objects.get(attribute="storeys", version=houses)

    assert editor.post(reverse("geodata:withdraw_fact", args=[given.pk])).status_code in (302, 403)
    given.refresh_from_db()
    assert (given.withdrawn_at, told(house, houses)) == (None, 2)


OPEN = "offene Daten: öffentlich; [^<]*: privat"
ACT = "Wärmeplanungsgesetz erhoben: "
OWNERS = "von den Eigentümern veröffentlicht: "


@pytest.mark.parametrize(
    ("attribute", "kind", "lines"),
    [
        ("storeys", "multi_family", [OPEN, ACT + "öffentlich"]),
        ("year", "single_family", [OPEN, ACT + "nur"]),
        ("year", "multi_family", [OPEN, ACT + "öffentlich"]),
        ("heating_carrier", "multi_family", ["offene Daten: nur", OWNERS + "öffentlich"]),
        ("gas_consumption", "multi_family", [OWNERS + "nur"]),
    ],
)
def test_before_it_is_saved_the_form_says_who_will_see_it(editor, houses, attribute, kind, lines):
    house = geodata.building(houses, "H-2", 30, type=kind)
    form = editor.get(reverse("geodata:write_fact", args=[house.pk]), {"attribute": attribute}).content.decode()
    for line in lines:
        assert re.search(line, form), line


def test_a_wrong_value_is_refused_in_words_and_nothing_is_written(editor, house):
    for other in ({"low": "viele"}, {"low": "5", "high": "3"}, {"low": "-1"}, {"source_title": ""}, {"basis": "mine"}):
        assert write(editor, house, **other).status_code == 422, other
    assert write(editor, house, "roof", value="gold").status_code == 422
    assert not Fact.objects.filter(written_by__isnull=False).exists()


def test_numbers_are_written_as_people_read_them(editor, house):
    assert "10,5 m" in page(editor, house)
