from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cms.core.models import EnergyPrice
from energy import costs, demand, emissions, funding, green_fuel, typology
from knowledge.funding.models import FundingProgramme, FundingRate
from knowledge.guidance.engine.estimate import option
from knowledge.guidance.models import CalculationParameter
from knowledge.guidance.queries.methods import METHODS
from tests.asking import ask
from tests.factories import EmissionFactorFactory, EnergyPriceFactory, FundingProgrammeFactory, Saxony, guidance, rate
from tests.factories.translations import translate

from .test_positions import given

pytestmark = pytest.mark.django_db

ESTIMATES = """
query ($facts: [GuidanceAnswerInput!]!, $installation: Date, $application: Date, $asOf: Date, $locale: Locale) {
  judgements(facts: $facts, measures: ["boiler"], installation: $installation, application: $application,
      asOf: $asOf, locale: $locale) {
    outcome
    estimate {
      investment { ...F } energyCost { ...F } emissions { ...F } isRankable open toCheck
      grants { programme { title asOf } eligible { ...F } percent { ...F } amount { ...F } own { ...F }
        ownEligible { ...F } open }
      years { year figure { ...F } isAtLeast missing }
    }
  }
}
fragment F on Figure { low high unit state method text source { title } }
"""
HOUSE = (
    "building.type=single_family&building.dwellings=1&building.floor_area=140&building.year=1935&heating.carrier=gas"
    "&owner.role=owner_occupier"
)
DAY = "2026-09-01"


@pytest.fixture
def boiler(place: Saxony) -> FundingProgramme:
    """A gas boiler with every row that its estimate needs, and a programme that pays for it."""
    row = guidance.CalculationParameterFactory
    confirmed: dict[str, Any] = {"status": "confirmed", "valid_from": date(2026, 1, 1)}
    row(key="prebound", low=70, high=70, unit="percent", **confirmed)
    row(key="need.hot-water", low=10, high=20, unit="kWh/(m2*a)", **confirmed)
    row(key="efficiency.gas", low=90, high=95, unit="percent", **confirmed)
    row(key="investment.boiler", low=10000, high=15000, unit="EUR", label="Kosten des Kessels", **confirmed)
    EnergyPriceFactory(low=10, high=12, status="confirmed", valid_from=date(2024, 1, 1), valid_to=date(2026, 12, 31))
    EmissionFactorFactory(low=240, high=240, status="confirmed")
    programme: FundingProgramme = FundingProgrammeFactory(title="Zuschuss", slug="zuschuss", for_whom=["owner"])
    kinds, units = FundingRate.Kind, FundingRate.RateUnit
    rate(programme, 30, key="base", valid_to=date(2026, 12, 31))
    rate(programme, 70, key="cap", kind=kinds.CAP, label="Höchstsatz")
    rate(programme, 30000, key="first", kind=kinds.ELIGIBLE_COST, unit=units.EURO_PER_DWELLING, dwelling_to=1,
         dwelling_from=1, label="Erste Wohnung")  # fmt: skip
    guidance.measure(
        {"key": "boiler", "title": {"de": "Kessel"}}, carrier="gas", efficiency="efficiency.gas",
        investment=["investment.boiler"], grants=[{"programme": programme}],
    )  # fmt: skip
    return programme


def estimate(place: Saxony, address: str = HOUSE, **variables: Any) -> dict[str, Any]:
    days = {"asOf": DAY, "installation": "2026-06-01", "application": DAY, **variables}
    [judgement] = ask(ESTIMATES, place.leipzig, facts=given(address), **days)["judgements"]
    found: dict[str, Any] = judgement["estimate"]
    return found


def test_an_option_comes_with_ranges_that_say_how_they_are_known(place: Saxony, boiler: FundingProgramme):
    found = estimate(place)
    assert found["investment"]["text"] == "10.000–15.000\u00a0€"
    assert found["energyCost"]["state"] == found["emissions"]["state"] == "ESTIMATED"
    assert 0 < found["energyCost"]["low"] < found["energyCost"]["high"]
    assert found["open"] == []


def test_a_grant_is_told_for_the_day_of_application(place: Saxony, boiler: FundingProgramme):
    [grant] = estimate(place)["grants"]
    assert grant["programme"] == {"title": "Zuschuss", "asOf": DAY}
    assert grant["eligible"]["text"] == "10.000–15.000\u00a0€"
    assert (grant["amount"]["low"], grant["amount"]["high"]) == (3000, 4500)


def test_after_the_last_day_of_its_rate_a_grant_is_open_and_never_the_old_amount(
    place: Saxony, boiler: FundingProgramme
):
    [grant] = estimate(place, application="2027-01-01")["grants"]
    assert grant["amount"]["state"] == "UNKNOWN"
    assert grant["open"] == ["Zuschuss: Grundförderung"]


def test_without_a_day_of_application_a_grant_is_open(place: Saxony, boiler: FundingProgramme):
    [grant] = estimate(place, application=None)["grants"]
    assert (grant["amount"]["state"], grant["open"]) == ("UNKNOWN", ["Tag des Antrags"])


def test_an_expired_price_leaves_the_energy_cost_open(place: Saxony, boiler: FundingProgramme):
    found = estimate(place, asOf="2027-03-01")
    assert found["energyCost"]["state"] == "UNKNOWN"
    assert "Preis der Energie: Erdgas" in found["open"]
    assert found["isRankable"] is False


def test_a_number_nobody_knows_is_named_by_what_it_is_called(place: Saxony, boiler: FundingProgramme):
    row = CalculationParameter.objects.get(key="investment.boiler")
    row.low = row.high = None
    row.save_revision().publish()
    found = estimate(place)
    assert (found["investment"]["state"], found["open"]) == ("UNKNOWN", ["Kosten des Kessels"])


def test_what_nobody_told_is_named_as_the_fact_is_called(place: Saxony, boiler: FundingProgramme):
    found = estimate(place, HOUSE.replace("&building.floor_area=140", ""))
    assert found["energyCost"]["state"] == "UNKNOWN"
    assert "Wohnfläche" in found["open"]


def test_years_to_come_are_at_least_where_a_part_is_not_known(place: Saxony, boiler: FundingProgramme):
    EnergyPrice.objects.update(valid_to=None)
    found = estimate(place, installation=DAY)
    later = [year for year in found["years"] if year["year"] >= 2029]
    assert later
    assert all(year["isAtLeast"] and year["missing"] for year in later)
    assert all(year["figure"]["low"] == year["figure"]["high"] for year in later)
    assert found["isRankable"] is False


def test_tenants_are_told_no_owners_investment_and_no_owners_grant(place: Saxony, boiler: FundingProgramme):
    found = estimate(place, HOUSE.replace("owner_occupier", "tenant"))
    assert (found["investment"], found["grants"]) == (None, [])


def test_a_rate_of_another_city_is_not_reckoned_with(place: Saxony, boiler: FundingProgramme):
    CalculationParameter.objects.filter(key="investment.boiler").update(municipality=place.dresden)
    CalculationParameter.objects.get(key="prebound").save()
    assert estimate(place)["investment"]["state"] == "UNKNOWN"


def test_a_rate_changed_is_told_at_once_in_every_language(place: Saxony, boiler: FundingProgramme):
    before = estimate(place, locale="IT")["investment"]
    row = CalculationParameter.objects.get(key="investment.boiler", locale__language_code="de")
    row.low, row.high = 20000, 25000
    row.save_revision().publish()
    assert (before["low"], estimate(place, locale="IT")["investment"]["low"]) == (10000, 20000)


def test_methods_are_told_in_the_readers_language(place: Saxony, boiler: FundingProgramme):
    translate(boiler, "it", title="Contributo")
    found = estimate(place, locale="IT")
    assert found["energyCost"]["method"] == "Energia acquistata per il prezzo"
    assert estimate(place)["energyCost"]["method"] == "Eingekaufte Energie mal Preis"
    assert found["grants"][0]["programme"]["title"] == "Contributo"


def test_every_method_of_the_energy_package_has_words():
    modules = (costs, demand, emissions, funding, green_fuel, typology, option)
    known = {value for each in modules for name, value in vars(each).items() if name.endswith("METHOD")}
    assert known == METHODS
