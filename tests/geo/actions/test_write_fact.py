from __future__ import annotations

import pytest

from cms.core.models import ContentVersion
from geo.actions.refusals import Refusal
from geo.actions.withdraw_fact import withdraw_fact
from geo.actions.write_fact import write_fact
from geo.models import Fact
from geo.queries.visible import public_facts
from tests.factories import saxony
from tests.factories.geodata import building, dataset, tell_of, version

pytestmark = pytest.mark.django_db
OPEN = {"licence": "CC0", "source_title": "Denkmalliste"}


@pytest.fixture
def leipzig():
    return saxony().leipzig


@pytest.fixture
def register(leipzig):
    return version(dataset(leipzig))


def told(house, *versions):
    return public_facts([house.pk], [each.pk for each in versions]).get(house.pk, {})


@pytest.mark.database
def test_what_an_editor_writes_goes_before_deliveries_and_nothing_is_overwritten(register, leipzig):
    house = building(register, "1", type="multi_family", year=1905)
    before = ContentVersion.objects.filter(municipality=leipzig).values_list("number", flat=True).first() or 0

    write_fact(house, "year", user=None, low=1898, high=1898, **OPEN)
    write_fact(house, "year", user=None, low=1899, high=1899, **OPEN)

    assert (told(house, register)["year"].low, told(house, register)["year"].origin.title) == (1899, "Denkmalliste")
    assert sorted(Fact.objects.filter(attribute="year").values_list("low", flat=True)) == [1898, 1899, 1905]
    assert ContentVersion.objects.get(municipality=leipzig).number > before


def test_a_withdrawn_fact_is_told_no_more_and_stays_in_the_history(register):
    house = building(register, "1", type="multi_family", year=1905)
    fact = write_fact(house, "year", user=None, low=1898, high=1898, **OPEN)

    withdraw_fact(fact, None)

    assert told(house, register)["year"].low == 1905
    assert Fact.objects.filter(pk=fact.pk).exclude(withdrawn_at=None).exists()
    with pytest.raises(Refusal):
        withdraw_fact(fact, None)
    with pytest.raises(Refusal):
        withdraw_fact(Fact.objects.get(version=register, attribute="year"), None)


@pytest.mark.parametrize(
    ("attribute", "basis", "licence", "access"),
    [("year", "act", "", "grouped"), ("year", "open", "CC0", "public"), ("year", "open", "", "private"),
     ("heating_carrier", "open", "CC0", "grouped"), ("heating_carrier", "owner", "", "public"),
     ("gas_consumption", "owner", "", "grouped"), ("storeys", "confidential", "", "confidential"),
     ("owner", "owner", "CC0", "private")],
)  # fmt: skip
def test_who_may_see_it_follows_from_the_rule(register, attribute, basis, licence, access):
    house = building(register, "1", type="single_family")
    value = {"heating_carrier": {"value": "oil"}, "owner": {"value": "Erika"}}.get(attribute, {"low": 5, "high": 5})

    assert write_fact(house, attribute, user=None, basis=basis, licence=licence, **value).access == access


def test_a_building_that_turns_out_to_be_a_house_of_one_family_tells_less(leipzig, register):
    house = building(register, "1", type="multi_family")
    survey = version(dataset(leipzig, joins=register.dataset, basis="act"))
    tell_of(house, survey, house="multi_family", year=1931)
    assert "year" in told(house, register, survey)

    write_fact(house, "type", user=None, value="single_family", **OPEN)

    assert "year" not in told(house, register, survey)


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("colour", {"value": "red"}), ("type", {"value": "castle"}), ("year", {"value": "1900"}), ("monument", {}),
     ("year", {"low": 1950, "high": 1900}), ("height", {"low": -1, "high": 2})],
)  # fmt: skip
def test_what_is_no_value_is_refused(register, attribute, value):
    house = building(register, "1")

    with pytest.raises(Refusal):
        write_fact(house, attribute, user=None, **value)
    assert not Fact.objects.filter(version=None).exists()
