"""What editors are told of a flow while they write it."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.guidance.checks.flows import notes_on_flow, surroundings
from knowledge.guidance.checks.messages import MESSAGES
from knowledge.guidance.checks.places import Spots
from knowledge.guidance.engine.review import Code
from knowledge.guidance.models import GuidancePage, Measure
from knowledge.guidance.values.conditions import stored_condition
from tests.factories import ImageFactory, block

pytestmark = pytest.mark.django_db


@pytest.fixture
def flow(sound: GuidancePage) -> GuidancePage:
    return GuidancePage.objects.get(pk=sound.pk)


def errors(page: GuidancePage) -> list[tuple[str, str]]:
    return [(str(each.code), each.place) for each in notes_on_flow(page) if each.is_error]


def steps(page: GuidancePage) -> list[dict[str, Any]]:
    return [dict(each) for each in page.steps.raw_data]


def test_every_code_of_the_engine_has_words():
    assert set(Code) <= set(MESSAGES)


def test_a_sound_flow_has_no_mistakes(flow: GuidancePage):
    assert errors(flow) == []


def test_a_step_that_changes_its_key_once_published_is_a_mistake(flow: GuidancePage):
    changed = steps(flow)
    changed[2]["value"]["key"] = "other"
    flow.steps = changed
    assert ("changed_key", "steps.other") in errors(flow)


def test_an_outcome_whose_contact_is_unpublished_meanwhile_is_told(flow: GuidancePage, contact: Any):
    contact.unpublish()
    [found] = [each for each in notes_on_flow(flow) if each.code == Code.NO_CONTACT]
    assert found.place == "steps.connected"
    assert not found.is_error, "the published version has it too: it is no fault of this change"
    assert found.owner


def test_the_same_is_a_mistake_of_a_flow_that_is_not_published(flow: GuidancePage, contact: Any):
    contact.unpublish()
    GuidancePage.objects.filter(pk=flow.pk).update(live=False)
    assert ("no_contact", "steps.connected") in errors(flow)


def test_a_route_to_nowhere_is_placed_at_its_block(flow: GuidancePage):
    changed = steps(flow)
    changed[0]["value"]["routes"] = [{"type": "item", "value": {"condition": stored_condition(None), "to": "nowhere"}}]
    flow.steps = changed
    [found] = [each for each in notes_on_flow(flow) if each.code == Code.NO_SUCH_STEP]
    spot = Spots(flow, surroundings(flow)).of(found.place)
    assert spot.block == changed[0]["id"]
    assert "Was für ein Haus ist es?" in spot.label


def test_a_half_written_step_is_told_and_keeps_no_list_from_being_made(flow: GuidancePage):
    flow.steps = [*steps(flow), block("question", {"fact": "", "words": "", "why": "", "routes": []})]
    assert "unreadable" in [code for code, _place in errors(flow)]


def test_a_fact_that_is_not_there_is_named(flow: GuidancePage):
    flow.steps = [
        *steps(flow)[:1], block("question", {"fact": "no.such", "words": "?", "why": "!", "routes": []}),
    ]  # fmt: skip
    assert ("unknown_fact", "steps.no.such") in errors(flow)


def test_a_failed_persona_is_a_mistake(flow: GuidancePage):
    pump = Measure.objects.get(slug="heat-pump-air", locale__language_code="de")
    persona = {
        "name": "Herr Kurz", "on": "2026-09-01",
        "facts": [{"type": "item", "value": {"fact": "site.outdoor_space", "state": "known", "value": "none"}}],
        "expects": [{"type": "item", "value": {"measure": pump.pk, "outcome": "suitable"}}],
    }  # fmt: skip
    flow.personas = [block("persona", persona)]
    [found] = [each for each in notes_on_flow(flow) if each.is_of_persona]
    assert found.is_error
    assert dict(found.values)["actual"] == "unsuitable"


def test_a_number_that_a_measure_names_must_be_there(flow: GuidancePage):
    Measure.objects.filter(slug="heat-pump-air").update(efficiency="efficiency.none")
    GuidancePage.objects.filter(pk=flow.pk).update(live=False)
    assert ("missing_rate", "measures.heat-pump-air") in errors(flow)


def test_a_picture_of_a_measure_needs_words(flow: GuidancePage):
    Measure.objects.filter(slug="heat-pump-air").update(image=ImageFactory(alt_de=""))
    GuidancePage.objects.filter(pk=flow.pk).update(live=False)
    assert ("missing_alt", "measures.heat-pump-air") in errors(flow)


def test_long_sentences_and_missing_translations_are_hints(flow: GuidancePage):
    flow.intro = " ".join(["Wort"] * 25) + "."
    found = {each.code: each for each in notes_on_flow(flow)}
    assert not found["long_sentence"].is_error
    assert not found["no_translation"].is_error
