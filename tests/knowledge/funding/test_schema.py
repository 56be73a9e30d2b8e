from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.core.graphql.context import Context
from knowledge.funding.models import FundingRate
from tests.asking import answer, ask
from tests.factories import FundingProgrammeFactory, Saxony, rate, saxony, translate

pytestmark = pytest.mark.django_db

PROGRAMME = """
query ($asOf: Date, $locale: Locale!) {
  fundingProgramme(slug: "heizung", asOf: $asOf, locale: $locale) {
    title state contentLocale translationState rates { label figure { text state toCheck } }
  }
}
"""


@pytest.fixture
def place() -> Saxony:
    return saxony()


def programme(place: Saxony, day: date | None = None, locale: str = "DE") -> dict[str, Any]:
    return ask(PROGRAMME, place.leipzig, asOf=day and day.isoformat(), locale=locale)["fundingProgramme"]


def test_only_the_rates_of_the_day_are_told(place: Saxony):
    heating = FundingProgrammeFactory(slug="heizung")
    rate(heating, 25, key="old", valid_to=date(2025, 12, 31))
    rate(heating, 30, key="new", valid_from=date(2026, 1, 1))
    assert [row["figure"]["text"] for row in programme(place, date(2025, 6, 1))["rates"]] == ["25\u00a0%"]
    assert [row["figure"]["text"] for row in programme(place, date(2026, 6, 1))["rates"]] == ["30\u00a0%"]


def test_after_the_last_day_the_state_is_open_and_the_old_amount_is_not_told(place: Saxony):
    heating = FundingProgrammeFactory(slug="heizung")
    rate(heating, 25, valid_to=timezone.localdate() - timedelta(days=1))
    assert programme(place)["state"] == "OPEN"
    assert programme(place)["rates"] == []


@pytest.mark.parametrize(
    ("amount", "status", "state"),
    [
        (30, FundingRate.Status.CONFIRMED, "CONFIRMED"),
        (30, FundingRate.Status.TO_CHECK, "TO_CHECK"),
        (None, FundingRate.Status.CONFIRMED, "OPEN"),
    ],
)
def test_the_state_says_how_sure_the_rates_are(place: Saxony, amount: int | None, status: str, state: str):
    rate(FundingProgrammeFactory(slug="heizung"), amount, status=status)
    assert programme(place)["state"] == state


def test_a_rate_changed_in_german_is_told_in_italian_at_once(place: Saxony):
    heating = FundingProgrammeFactory(slug="heizung", title="Heizung")
    line = rate(heating, 30, label="Grundförderung")
    italian = translate(heating, "it", title="Riscaldamento")
    italian.rates.update(label="Quota base")
    FundingRate.objects.filter(pk=line.pk).update(amount=35)
    found = programme(place, locale="IT")
    assert (found["title"], found["rates"][0]["label"]) == ("Riscaldamento", "Quota base")
    assert found["rates"][0]["figure"]["text"] == "35\u00a0%"


def test_a_translation_older_than_the_german_says_so_and_gives_way_after_its_time(place: Saxony, settings: Any):
    heating = FundingProgrammeFactory(slug="heizung", title="Heizung")
    translate(heating, "it", title="Riscaldamento")
    heating.refresh_from_db()
    heating.title = "Heizung neu"
    heating.save_revision().publish()
    found = programme(place, locale="IT")
    assert (found["title"], found["translationState"]) == ("Riscaldamento", "OUTDATED")
    settings.OUTDATED_TRANSLATION_DAYS = 0
    assert programme(place, locale="IT")["title"] == "Heizung neu"


def test_an_answer_about_rates_ends_when_other_rates_hold(place: Saxony):
    tomorrow = timezone.localdate() + timedelta(days=1)
    rate(FundingProgrammeFactory(slug="heizung"), 30, valid_from=tomorrow)
    context = Context(place.leipzig, "")
    answer(PROGRAMME, place.leipzig, context, locale="DE", asOf="2026-01-01")
    assert context.boundary is not None
    assert context.boundary.date() == tomorrow
