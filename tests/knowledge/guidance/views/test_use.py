"""How flows are used, shown to the people of a municipality."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.core.models import Municipality
from knowledge.guidance.models import FlowUse, GuidancePage
from tests.factories import Saxony

from .test_picture import signed_in

pytestmark = pytest.mark.django_db


def count(
    municipality: Municipality, number: int, *, step: str = "building.type", days: int = 0, **fields: Any
) -> None:
    flow = GuidancePage.objects.get(locale__language_code="de")
    values = {"flow": flow.translation_key, "step": step, "to": "", "event": "reached", **fields}
    FlowUse.objects.create(
        municipality=municipality, count=number, day=timezone.localdate() - timedelta(days), **values
    )


def table(municipality: Municipality, **query: Any) -> dict[str, list[str]]:
    answer = signed_in(municipality).get(reverse("guidance:use"), {"format": "csv", **query})
    lines = answer.content.decode().lstrip("\ufeff").splitlines()
    cells = [line.split(";") for line in lines]
    return {row[1] or "result": row[3:] for row in cells[1:]}


def test_reached_left_and_not_known_are_told_by_step(place: Saxony):
    count(place.leipzig, 50)
    count(place.leipzig, 30, to="building.year")
    count(place.leipzig, 12, event="dont_know")
    count(place.leipzig, 9, step="", event="result")
    found = table(place.leipzig)
    assert found["building.type"] == ["50", "20", "12"]
    assert found["result"][0] == "9"


def test_counts_below_five_are_hidden(place: Saxony):
    count(place.leipzig, 4)
    few = table(place.leipzig)["building.type"][0]
    assert "4" not in few
    assert "5" in few


def test_other_towns_are_not_counted(place: Saxony):
    count(place.leipzig, 50)
    count(place.dresden, 70)
    assert table(place.leipzig)["building.type"][0] == "50"


def test_a_longer_period_counts_more(place: Saxony):
    count(place.leipzig, 50)
    count(place.leipzig, 25, days=60)
    assert table(place.leipzig)["building.type"][0] == "50"
    assert table(place.leipzig, days="90")["building.type"][0] == "75"


def test_steps_that_are_gone_are_still_counted(place: Saxony):
    count(place.leipzig, 8, step="old.question")
    assert table(place.leipzig)["old.question"][0] == "8"


def test_the_page_shows_chart_and_table(place: Saxony):
    count(place.leipzig, 50)
    page = signed_in(place.leipzig).get(reverse("guidance:use")).content.decode()
    assert 'class="bar--reached"' in page
    assert "Was für ein Haus ist es?" in page


def test_nonsense_in_the_address_is_ignored(place: Saxony):
    count(place.leipzig, 50)
    assert signed_in(place.leipzig).get(reverse("guidance:use"), {"flow": "x", "days": "-1"}).status_code == 200
