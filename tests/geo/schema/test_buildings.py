"""What anybody can ask of a building."""

from __future__ import annotations

from typing import Any

import pytest

from cms.core.graphql.scalars import global_id
from geo.models import Group, GroupFigure, Shape
from tests.asking import answer, ask
from tests.factories import Saxony, geodata, saxony

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BUILDING = """query ($id: ID!, $locale: Locale = DE) {
  building(id: $id, locale: $locale) {
    id isHidden hiddenReason goneSince place { lon lat } geometry
    addresses { text building { id } }
    areas { name theme category { key label } }
    facts { attribute { key label meaning } kind state method year toCheck licence attribution
      source { title } figure { low high unit text method } choice { key label } }
    unknown { attribute { key label } reason reasonLabel }
    group { name addresses
      figures { attribute { key } choice { label } figure { low state method } knownAddresses suppressed } }
    dataset { title licence attribution }
    successor { id }
  }
}"""


@pytest.fixture
def place() -> Saxony:
    return saxony()


def told(place: Saxony, feature: Any, **variables: Any) -> Any:
    return ask(BUILDING, place.leipzig, id=global_id("Building", feature.key), **variables)["building"]


def test_a_building_tells_its_facts_and_how_they_are_known(place: Saxony):
    version = geodata.version(geodata.dataset(place.leipzig, name="haeuser"))
    house = geodata.building(version, "1", street="Ahornweg", storeys=4, type="multi_family", monument="yes")
    found = told(place, house, locale="EN")
    assert [address["text"] for address in found["addresses"]] == ["Ahornweg 1"]
    facts = {fact["attribute"]["key"]: fact for fact in found["facts"]}
    assert facts["storeys"]["figure"] == {
        "low": 4, "high": 4, "unit": "COUNT", "text": "4", "method": "as the source gives it"
    }  # fmt: skip
    assert facts["storeys"]["state"] == "REGISTERED"
    assert facts["storeys"]["source"] == {"title": "haeuser"}
    assert facts["storeys"]["licence"] == "CC0"
    assert facts["type"]["choice"]["key"] == "multi_family"
    assert facts["monument"]["choice"]["key"] == "yes"
    assert found["geometry"]["type"] == "Polygon"


def test_what_is_not_told_is_named_with_a_reason_that_hints_at_nothing(place: Saxony):
    survey = geodata.dataset(place.leipzig, basis="act")
    house = geodata.building(geodata.version(survey), "1", type="single_family", year=1931, heating_carrier="oil")
    empty = geodata.building(survey.active, "2", east_m=30)
    reasons = [
        {each["attribute"]["key"]: each["reason"] for each in told(place, one)["unknown"]} for one in (house, empty)
    ]
    assert reasons[0] == reasons[1]
    assert reasons[0]["year"] == "NOT_TOLD"
    assert reasons[0]["heating_carrier"] == "GROUPED"
    assert "owner" not in reasons[0]


def test_an_objection_leaves_nothing_but_the_outline(place: Saxony):
    version = geodata.version(geodata.dataset(place.leipzig))
    house = geodata.building(version, "1", street="Ahornweg", storeys=4)
    house.hidden = True
    house.save()
    found = told(place, house, locale="EN")
    assert (found["facts"], found["addresses"], found["group"]) == ([], [], None)
    assert {each["reason"] for each in found["unknown"]} == {"HIDDEN"}
    assert found["isHidden"]
    assert "objected" in found["hiddenReason"]
    assert found["geometry"]


_ORDER = ("heat_consumption", "heating_carrier", "floor_area", "year")


def test_the_neighbours_figures_are_told_but_not_the_suppressed_ones(place: Saxony):
    version = geodata.version(geodata.dataset(place.leipzig))
    house = geodata.building(version, "1")
    shape = Shape.objects.get(feature=house)
    group = Group.objects.create(
        version=version, key=house.key, name="Ahornweg 1–9", addresses=5, lon=12, lat=51, geometry=shape.geometry
    )
    Shape.objects.filter(pk=shape.pk).update(group=group)
    figure: Any = GroupFigure.objects.create
    figure(group=group, attribute="heating_carrier", value="gas", low=4, high=4, known=5, state="reported")
    figure(group=group, attribute="heat_consumption", low=9, high=9, known=2, state="measured", suppressed="too_few")
    figure(group=group, attribute="year", low=1931, high=1931, known=5, state="registered")
    figure(group=group, attribute="floor_area", low=900, high=900, known=5, state="registered")
    *figures, floor_area, year = sorted(
        told(place, house, locale="EN")["group"]["figures"], key=lambda each: _ORDER.index(each["attribute"]["key"])
    )
    # Nobody may read a mean as a sum.
    assert year["figure"]["method"] == "mean over neighbouring buildings"
    assert floor_area["figure"]["method"] == "sum over neighbouring buildings"
    assert figures == [
        {"attribute": {"key": "heat_consumption"}, "choice": None,
         "figure": {"low": None, "state": "UNKNOWN", "method": ""},
         "knownAddresses": None, "suppressed": "TOO_FEW"},
        {"attribute": {"key": "heating_carrier"}, "choice": {"label": "natural gas"},
         "figure": {"low": 4, "state": "REPORTED", "method": "addresses counted over neighbouring buildings"},
         "knownAddresses": 5, "suppressed": None},
    ]  # fmt: skip


def test_a_building_that_is_gone_leads_to_its_successor(place: Saxony):
    data = geodata.dataset(place.leipzig)
    old = geodata.building(geodata.version(data), "1")
    version = geodata.version(data)
    new = geodata.building(version, "2")
    old.gone_since, old.successor = version, new
    old.save()
    found = told(place, old)
    assert found["geometry"] is None
    assert found["goneSince"]
    assert found["successor"]["id"] == global_id("Building", new.key)


def test_only_what_the_municipality_shows_is_found(place: Saxony):
    dresden = geodata.building(geodata.version(geodata.dataset(place.dresden)), "1")
    staged = geodata.building(geodata.version(geodata.dataset(place.leipzig), "ready"), "1")
    secret = geodata.building(geodata.version(geodata.dataset(place.leipzig, basis="confidential")), "1")
    assert [told(place, house) for house in (dresden, staged, secret)] == [None, None, None]
    of_dresden = 'query ($id: ID!) { building(id: $id, municipality: "dresden") { id } }'
    assert ask(of_dresden, place.leipzig, id=global_id("Building", dresden.key))["building"]
    [error] = answer(BUILDING, place.leipzig, id="unsinn").errors
    assert error.extensions["code"] == "BAD_ID"


def test_a_changed_fact_is_told_at_the_next_question(place: Saxony):
    version = geodata.version(geodata.dataset(place.leipzig))
    house = geodata.building(version, "1", storeys=4)
    told(place, house)
    geodata.tell_of(house, None, storeys=5)
    assert told(place, house)["facts"][0]["figure"]["low"] == 5
