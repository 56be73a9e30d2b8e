"""What publishing a fact or a measure would do to published flows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.core.actions import set_up_municipality
from cms.core.actions.publish_checked import Unpublishable, publish_checked
from cms.core.checks import faults
from cms.core.models import Municipality, User
from knowledge.guidance.checks.records import effects_of, mentions
from knowledge.guidance.models import CalculationParameter, GuidanceFact, GuidancePage, Measure, PersonaOverride
from knowledge.guidance.values.conditions import stored_condition
from tests.factories import Saxony, block, guidance

pytestmark = pytest.mark.django_db


def the(model: Any, **fields: Any) -> Any:
    return model.objects.get(locale__language_code="de", **fields)


@pytest.fixture
def flow(sound: GuidancePage) -> GuidancePage:
    """The sound flow with a persona who may have a heat pump."""
    page = GuidancePage.objects.get(pk=sound.pk)
    persona = {
        "name": "Frau Garten", "on": "2026-09-01",
        "facts": [{"type": "item", "value": {"fact": "site.outdoor_space", "state": "known", "value": "garden"}}],
        "expects": [
            {"type": "item", "value": {"measure": the(Measure, slug="heat-pump-air").pk, "outcome": "suitable"}}
        ],
    }  # fmt: skip
    page.personas = [block("persona", persona)]
    page.save_revision().publish()
    return page


@pytest.fixture
def stricter(flow: GuidancePage) -> Measure:
    """A draft of the heat pump that Frau Garten would get under a condition only."""
    pump = the(Measure, slug="heat-pump-air")
    rule = {
        "kind": "favours", "because": "Öl spart am meisten.",
        "turns_on": "reading", "legal_basis": "", "source_url": "",
        "to_check": False, "valid_from": None, "valid_to": None, "checked_on": None,
        "condition": stored_condition({"==": [{"var": "heating.carrier"}, "oil"]}),
    }  # fmt: skip
    pump.rules = [*pump.rules.raw_data, block("rule", rule)]
    pump.save_revision()
    return pump


def test_a_measure_that_fails_a_persona_of_a_published_flow_is_refused(stricter: Measure, flow: GuidancePage):
    found = faults(stricter)
    assert len(found) == 1
    assert flow.title in found[0].place
    assert "Frau Garten" in str(found[0].message)
    with pytest.raises(Unpublishable):
        publish_checked(stricter.get_latest_revision())


def test_a_measure_that_changes_no_judgement_is_published(flow: GuidancePage):
    pump = the(Measure, slug="heat-pump-air")
    pump.summary = "Neu gesagt. Und kurz."
    publish_checked(pump.save_revision())
    assert the(Measure, slug="heat-pump-air").summary == "Neu gesagt. Und kurz."


def test_a_key_that_a_condition_names_can_not_be_changed(flow: GuidancePage):
    fact = the(GuidanceFact, key="site.outdoor_space")
    fact.key = "site.outside"
    assert "fact_used" in {effect.note.code for effect in effects_of(fact)}


def test_an_option_that_is_used_must_stay_and_another_may_go(flow: GuidancePage):
    space, role = the(GuidanceFact, key="site.outdoor_space"), the(GuidanceFact, key="owner.role")
    space.options = [each for each in space.options.raw_data if each["value"]["key"] != "none"]
    role.options = [each for each in role.options.raw_data if each["value"]["key"] != "landlord"]
    assert "option_used" in {effect.note.code for effect in effects_of(space)}
    assert effects_of(role) == []


def test_the_last_day_of_the_only_row_of_a_number_breaks_the_flows_that_use_it(flow: GuidancePage):
    row = guidance.CalculationParameterFactory(key="efficiency.heat-pump", low=300, high=400, unit="percent")
    Measure.objects.filter(slug="heat-pump-air").update(efficiency="efficiency.heat-pump")
    row.valid_to = date(2020, 1, 1)
    assert {effect.note.code for effect in effects_of(row)} == {"expired_rate"}


def test_values_are_found_however_deep_a_condition_is():
    plain = {
        "and": [{"==": [{"var": "a"}, "x"]}, {"or": [{"in": [{"var": "b"}, ["y", "z"]]}, {"==": [{"var": "a"}, "w"]}]}]
    }
    stored = stored_condition(plain)
    assert mentions(stored, "a") == {"x", "w"}
    assert mentions(stored, "b") == {"y", "z"}
    assert mentions(stored, "c") is None


def person(place: Saxony, role: str) -> Client:
    groups = set_up_municipality(Municipality.objects.get(pk=place.region.pk))
    user = User.objects.create_user(f"{role}-region", f"{role}@region.example")
    user.groups.add(groups[role])
    client = Client()
    client.force_login(user)
    return client


def override_address(measure: Measure) -> str:
    return reverse("guidance:override", args=["guidance", "measure", measure.pk])


def test_a_moderator_publishes_all_the_same_with_a_reason_that_stands_in_the_history(
    place: Saxony, stricter: Measure
):  # fmt: skip
    client = person(place, "moderator")
    assert "Frau Garten" in client.get(override_address(stricter)).content.decode()
    reason = "Die Geräte sind nach neuer Messung zu laut."
    assert client.post(override_address(stricter), {"reason": reason}).status_code == 302
    assert PersonaOverride.objects.get().reason == reason
    assert ModelLogEntry.objects.get(action="guidance.override_persona").data["reason"] == reason
    publish_checked(stricter.get_latest_revision())
    assert len(the(Measure, slug="heat-pump-air").rules) == 2


def test_without_a_reason_nothing_is_recorded(place: Saxony, stricter: Measure):
    client = person(place, "moderator")
    assert client.post(override_address(stricter), {"reason": " "}).status_code == 422
    assert not PersonaOverride.objects.exists()


def test_an_editor_may_not_override(place: Saxony, stricter: Measure):
    client = person(place, "editor")
    assert client.post(override_address(stricter), {"reason": "Ich möchte das so haben."}).status_code == 302
    assert not PersonaOverride.objects.exists()


def test_the_form_of_a_flow_asks_what_is_missing_in_what_was_not_saved_yet(place: Saxony, flow: GuidancePage):
    client = person(place, "editor")
    address = reverse("guidance:findings", args=["guidance", "guidancepage", flow.pk])
    assert client.get(address).status_code == 200
    empty = {f"{name}-count": "0" for name in ("steps", "measures", "next_steps", "personas")}
    form = {"title": "Neu", "slug": flow.slug, "intro": " ".join(["Wort"] * 30), "duration_minutes": "5", **empty}
    form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "audience": "owner"}
    assert "Wort Wort" in client.post(address, form).content.decode()


def test_numbers_are_checked_too(flow: GuidancePage):
    row = guidance.CalculationParameterFactory(key="prebound", low=70, high=70, unit="percent")
    assert faults(CalculationParameter.objects.get(pk=row.pk)) == []
