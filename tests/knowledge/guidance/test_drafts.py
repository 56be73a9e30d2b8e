"""An editor walks a draft by its preview token, and nobody else sees a word of it."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.guidance.models import GuidancePage
from tests.asking import ask
from tests.factories import Saxony

from .test_positions import given, position

pytestmark = pytest.mark.django_db

WALK = """
query ($token: String!, $answers: [GuidanceAnswerInput!], $at: String) {
  preview(token: $token) {
    ... on GuidanceFlow { title position(answers: $answers, at: $at) { step { key words } isChanging end } }
  }
}
"""


def walked(place: Saxony, page: GuidancePage, address: str = "", **variables: Any) -> dict[str, Any]:
    token = page.create_page_preview().token
    return ask(WALK, place.region, token=token, answers=given(address), **variables)["preview"]


def drafted(language: str) -> GuidancePage:
    page = GuidancePage.objects.get(slug="welche-heizung-passt", locale__language_code=language)
    page.steps[0].value["words"] = "Entwurf?"
    page.save_revision()
    return page


@pytest.mark.parametrize("language", ["de", "it"])
def test_a_draft_is_walked_in_its_words_and_readers_get_the_published_ones(place: Saxony, language: str):
    page = drafted(language)
    assert walked(place, page)["position"]["step"]["words"] == "Entwurf?"
    assert position(place, locale=language.upper())["step"]["words"] != "Entwurf?"
    assert walked(place, page)["position"]["step"]["words"] == "Entwurf?"


def test_a_draft_is_shown_from_any_step_with_chosen_answers(place: Saxony):
    found = walked(place, drafted("de"), "building.type=single_family&building.year=1898", at="building.type")
    assert found["position"] == {
        "step": {"key": "building.type", "words": "Entwurf?"}, "isChanging": True, "end": None
    }  # fmt: skip
