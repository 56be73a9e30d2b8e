from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.utils import timezone

from knowledge.advice.models import Closure, OpeningHours
from tests.asking import answer, ask
from tests.factories import AdviceCentreFactory, Saxony, saxony

pytestmark = pytest.mark.django_db

LEIPZIG, DRESDEN = "SRID=4326;POINT(12.3747 51.3406)", "SRID=4326;POINT(13.7373 51.0504)"


@pytest.fixture
def place() -> Saxony:
    return saxony()


def test_the_nearest_centre_comes_first_and_one_without_a_place_last(place: Saxony):
    AdviceCentreFactory(name="A ohne Ort", location="")
    AdviceCentreFactory(name="B Leipzig", location=LEIPZIG)
    AdviceCentreFactory(name="C Dresden", location=DRESDEN)
    query = "{ adviceCentres(near: {lon: 13.7, lat: 51.0}) { edges { node { name distanceKm } } } }"
    found = [edge["node"] for edge in ask(query, place.leipzig)["adviceCentres"]["edges"]]
    assert [centre["name"] for centre in found] == ["C Dresden", "B Leipzig", "A ohne Ort"]
    assert found[0]["distanceKm"] == pytest.approx(6.2, abs=0.3)
    assert found[2]["distanceKm"] is None


def test_a_place_off_the_earth_is_refused_with_a_code(place: Saxony):
    result = answer("{ adviceCentres(near: {lon: 200, lat: 51}) { totalCount } }", place.leipzig)
    assert result.errors[0].extensions == {"code": "BAD_PLACE"}


def test_a_city_shows_the_library_s_centres_and_its_own_but_no_other_city_s(place: Saxony):
    AdviceCentreFactory(name="Bibliothek")
    AdviceCentreFactory(name="Eigene", municipality=place.leipzig)
    AdviceCentreFactory(name="Fremde", municipality=place.dresden)
    found = ask("{ adviceCentres { edges { node { name municipality { key } } } } }", place.leipzig)["adviceCentres"]
    assert [edge["node"] for edge in found["edges"]] == [
        {"name": "Bibliothek", "municipality": None},
        {"name": "Eigene", "municipality": {"key": "leipzig"}},
    ]


def test_hours_are_in_the_order_of_the_week_and_a_closure_today_is_told(place: Saxony):
    centre = AdviceCentreFactory(slug="mitte")
    for day in ("friday", "monday"):
        OpeningHours.objects.create(centre=centre, day=day, opens=time(9), closes=time(17, 30))
    today = timezone.localdate()
    for offset, reason in ((-9, "vorbei"), (0, "Umbau")):
        first = today + timedelta(days=offset)
        Closure.objects.create(centre=centre, first_day=first, last_day=first, reason=reason, locale=centre.locale)
    query = '{ adviceCentre(slug: "mitte") { openingHours { day opens closes } closures { reason } isClosedToday } }'
    assert ask(query, place.leipzig)["adviceCentre"] == {
        "openingHours": [
            {"day": "MONDAY", "opens": "09:00", "closes": "17:30"},
            {"day": "FRIDAY", "opens": "09:00", "closes": "17:30"},
        ],
        "closures": [{"reason": "Umbau"}],
        "isClosedToday": True,
    }
