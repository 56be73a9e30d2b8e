"""Flows are looked at again when something they rest on changes, and their people are told once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from cms.core.actions import set_up_municipality
from cms.core.models import Municipality, User
from knowledge.guidance.models import FlowFault, GuidancePage, Measure
from knowledge.guidance.reports import broken_flows
from tests.factories import Saxony, block

pytestmark = pytest.mark.django_db


@pytest.fixture
def flow(place: Saxony) -> GuidancePage:
    page = GuidancePage.objects.get(locale__language_code="de")
    pump = Measure.objects.get(slug="heat-pump-air", locale__language_code="de")
    persona = {
        "name": "Frau Garten", "on": "2026-09-01",
        "facts": [{"type": "item", "value": {"fact": "site.outdoor_space", "state": "known", "value": "garden"}}],
        "expects": [{"type": "item", "value": {"measure": pump.pk, "outcome": "suitable"}}],
    }  # fmt: skip
    page.steps = [each for each in page.steps.raw_data if each["type"] != "outcome"]
    for each in page.steps.raw_data:
        each["value"]["routes"] = []
    page.personas = [block("persona", persona)]
    page.save()
    return page


@pytest.fixture
def people(place: Saxony) -> list[User]:
    made = []
    for town in (place.region, place.leipzig):
        groups = set_up_municipality(Municipality.objects.get(pk=town.pk))
        for role in ("editor", "moderator"):
            user = User.objects.create_user(f"{role}-{town.key}", f"{role}@{town.key}.example")
            user.groups.add(groups[role])
            made.append(user)
    return made


def break_persona() -> None:
    """As an override or a hand in the database would: past the checks of publishing."""
    pump = Measure.objects.get(slug="heat-pump-air", locale__language_code="de")
    rules = [dict(each) for each in pump.rules.raw_data]
    rules[0]["value"]["kind"] = "rules_out"
    pump.rules = rules
    pump.save_revision().publish()


def test_a_broken_persona_is_told_once_to_the_people_of_the_flow(
    flow: GuidancePage, people: list[User], django_capture_on_commit_callbacks: Any
):  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        break_persona()
    call_command("check_guidance")
    assert sorted(message.to[0] for message in mail.outbox) == ["editor@saxony.example", "moderator@saxony.example"]
    assert "Frau Garten" in mail.outbox[0].body
    assert "failed_persona" in {fault.code for fault in FlowFault.objects.all()}


def test_the_report_names_it_for_its_own_people_only(flow: GuidancePage, people: list[User]):
    break_persona()
    call_command("check_guidance")
    rows = list(broken_flows(people[0]))
    assert any("Frau Garten" in row.detail for row in rows)
    assert rows[0].day == timezone.localdate()
    assert list(broken_flows(people[2])) == []


def test_what_is_mended_leaves_the_report(flow: GuidancePage, people: list[User]):
    break_persona()
    call_command("check_guidance")
    break_again = Measure.objects.get(slug="heat-pump-air", locale__language_code="de")
    rules = [dict(each) for each in break_again.rules.raw_data]
    rules[0]["value"]["kind"] = "requires"
    break_again.rules = rules
    break_again.save_revision().publish()
    call_command("check_guidance")
    assert not FlowFault.objects.filter(code="failed_persona").exists()
