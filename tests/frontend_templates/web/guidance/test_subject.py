"""A flow that is begun at a building or an area of the map."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.frontend_templates.web.guidance.positions import asking, ended
from tests.frontend_templates.web.guidance.test_flow import asked_of, hidden

HOUSE = {"id": "B1", "isHidden": False, "goneSince": None, "successor": None, "addresses": [{"text": "Amselweg 3"}]}
QUARTER = {"id": "A1", "name": "Musterviertel"}


def form_of(html):
    return next(each for each in html.one("main").all("form") if "ask__form" in each.attrs.get("class", ""))


@pytest.fixture
def known(stands, api):
    stands(asking())

    def say(building=HOUSE, area=None):
        api.answers["GuidanceSubject"] = {"building": building, "area": area}

    say()
    return say


def test_the_start_names_the_building_and_carries_it_on(known, opened):
    html = opened("?building=B1")
    assert "Amselweg 3" in html.one("main").text
    assert "Quelle" in html.one("main").text
    assert hidden(html.one("main").one("form"))["building"] == "B1"
    assert all("building=B1" in each.attrs["href"] for each in html.all("a", hreflang="en"))


def test_every_question_is_asked_with_the_data_of_the_building(known, opened, api):
    html = opened("?start=1&building=B1")
    assert asked_of(api)["building"] == "B1"
    assert asked_of(api)["area"] is None
    assert "Amselweg 3" in html.one("main").text
    assert hidden(form_of(html))["building"] == "B1"


def test_a_flow_may_begin_at_an_area(known, opened, api):
    known(None, QUARTER)
    html = opened("?start=1&area=A1")
    assert asked_of(api)["area"] == "A1"
    assert "Musterviertel" in html.one("main").text


def test_the_result_can_be_shared_with_its_building(known, stands, opened):
    stands(ended())
    html = opened("?start=1&building=B1&building.dwellings=3")
    shared = parse_qs(urlsplit(html.one("input", id="address").attrs["value"]).query)
    assert shared["building"] == ["B1"]


@pytest.mark.parametrize("answer", [{"building": None, "area": None}, "BAD_ID", "VARIABLE_INVALID"])
def test_an_unknown_building_is_told_and_the_questions_are_asked_without_it(known, opened, api, answer):
    api.answers["GuidanceSubject"] = answer
    html = opened("?start=1&building=weg")
    assert "nicht gefunden" in html.one("main").text
    assert asked_of(api)["building"] is None
    assert "building" not in hidden(form_of(html))


def test_who_objected_is_not_named(known, opened, api):
    known({**HOUSE, "isHidden": True, "addresses": []})
    html = opened("?start=1&building=B1")
    assert "dieses Gebäude" in html.one("main").text


def test_the_building_that_took_the_place_of_another_is_asked_about(known, opened, api):
    known({**HOUSE, "goneSince": "2026-01-01", "addresses": [], "successor": {**HOUSE, "id": "B2", "successor": None}})
    opened("?start=1&building=B1")
    assert asked_of(api)["building"] == "B2"
