"""Editors look at a draft from any step and at each persona's result."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import RequestFactory

from knowledge.guidance.models import GuidancePage
from tests.factories import Saxony, block

pytestmark = pytest.mark.django_db

FACTS = [
    {"fact": "building.type", "state": "known", "value": "single_family"},
    {"fact": "building.floor_area", "state": "estimated", "value": "120,5"},
    {"fact": "heating.carrier", "state": "dont_know", "value": ""},
    {"fact": "building.dwellings", "state": "not_applicable", "value": ""},
]


@pytest.fixture
def flow(place: Saxony) -> GuidancePage:
    page = GuidancePage.objects.get(locale__language_code="de")
    persona = {
        "name": "Frau Becker", "on": "2026-09-01", "installation": "2026-10-01",
        "facts": [{"type": "item", "value": value} for value in FACTS], "expects": [], "path": [],
    }  # fmt: skip
    page.personas = [block("persona", persona)]
    return page


def asked(page: GuidancePage, mode: str) -> dict[str, str]:
    response: Any = page.serve_preview(RequestFactory().get("/"), mode)
    address = response["Location"] if response.status_code == 302 else page.get_preview_url(None, "t")
    return dict(parse_qsl(urlsplit(address).query))


def test_the_start_asks_for_the_draft_and_nothing_else(flow: GuidancePage):
    assert set(asked(flow, "")) == {"token"}


def test_a_persona_is_answered_as_far_as_somebody_knows(flow: GuidancePage):
    found = asked(flow, "persona-0")
    found.pop("token")
    assert found == {
        "start": "1", "building.type": "single_family", "building.floor_area": "120.5", "heating.carrier": "dont-know",
        "date.installation": "2026-10-01",
    }  # fmt: skip


def test_a_step_is_asked_with_the_answers_of_a_persona(flow: GuidancePage):
    modes = dict(flow.preview_modes)
    [mode] = [name for name, label in modes.items() if "Wann wurde es gebaut?" in label]
    found = asked(flow, mode)
    assert found["ask"] == "building.year"
    assert found["building.type"] == "single_family"


def test_modes_that_are_none_show_the_start(flow: GuidancePage):
    assert set(asked(flow, "persona-99")) == {"token"}
    assert set(asked(flow, "form")) == {"token"}
