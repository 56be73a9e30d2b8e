"""Two versions of a flow are compared in words."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.utils import translation
from wagtail.admin.compare import StreamFieldComparison

from knowledge.guidance.blocks import ConditionBlock
from knowledge.guidance.models import GuidancePage
from knowledge.guidance.values.conditions import stored_condition
from tests.factories import Saxony

pytestmark = pytest.mark.django_db


def compared(before: GuidancePage, after: GuidancePage) -> str:
    with translation.override("de"):
        return str(StreamFieldComparison(GuidancePage._meta.get_field("steps"), before, after).htmldiff())


@pytest.fixture
def versions(place: Saxony) -> tuple[GuidancePage, GuidancePage, list[dict[str, Any]]]:
    before = GuidancePage.objects.get(locale__language_code="de")
    after = GuidancePage.objects.get(pk=before.pk)
    return before, after, deepcopy(list(before.steps.raw_data))


def test_a_changed_condition_is_two_sentences(versions: Any):
    before, after, steps = versions
    steps[1]["value"]["only_if"] = stored_condition({">": [{"var": "building.dwellings"}, 2]})
    after.steps = steps
    html = compared(before, after)
    assert "Einfamilienhaus" not in html, "the old condition names another option"
    assert "Zahl der Wohnungen ist größer als 2" in html.replace('<span class="addition">', "").replace("</span>", "")


def test_of_an_unchanged_step_only_its_title_is_shown(versions: Any):
    before, after, steps = versions
    steps[0]["value"]["words"] = "Welche Art von Haus?"
    after.steps = steps
    html = compared(before, after)
    assert "Ungefähr genügt." not in html
    assert "Zum Baujahr" in html
    assert "Danach richtet sich der Bedarf" not in html, "that field of the changed step is the same"


def test_a_new_step_is_shown_with_what_it_says(versions: Any):
    before, after, steps = versions
    new = deepcopy(steps[0])
    new["id"], new["value"]["why"] = "5c1f6f0e-0000-4000-8000-000000000000", "Ganz neue Begründung."
    after.steps = [*steps, new]
    assert "Ganz neue Begründung." in compared(before, after)


def test_a_condition_reads_as_a_sentence_wherever_it_is_shown(place: Saxony):
    block = ConditionBlock()
    plain = {"and": [
        {"in": [{"var": "heating.carrier"}, ["gas", "oil"]]},
        {"not": {"==": [{"var": "network.operator_confirmed"}, True]}},
    ]}  # fmt: skip
    with translation.override("de"):
        said = block.render_basic(block.to_python(stored_condition(plain)))
        empty = block.render_basic(block.to_python(stored_condition(None)))
    assert "Energieträger ist eines von Gas, Öl und nicht (Zusage des Netzbetreibers ist" in said
    assert empty == "immer"
