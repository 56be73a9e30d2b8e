from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core.queries.editions import forget_editions
from tests.asking import ask
from tests.factories import Saxony, block, guidance

from .test_positions import POSITION, TO_THE_END, given

pytestmark = pytest.mark.django_db


def asked(place: Saxony, address: str, **variables: Any) -> list[str]:
    """The queries it takes to answer, besides asking for the content version."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        ask(POSITION, place.leipzig, answers=given(address), **variables)
    return [query["sql"] for query in queries if "core_contentversion" not in query["sql"]]


def test_a_question_takes_few_queries_and_next_to_none_when_the_edition_is_warm(place: Saxony):
    assert len(asked(place, "")) <= 8
    assert len(asked(place, "building.type=single_family")) <= 1


def test_a_result_takes_no_query_for_each_measure(place: Saxony):
    asked(place, TO_THE_END)
    forget_editions()
    few = asked(place, TO_THE_END)
    for number in range(10):
        guidance.measure({"key": f"m{number}"}, documents="Rechnung")
    page = guidance.GuidancePage.objects.get(slug="welche-heizung-passt", locale__language_code="de")
    added = guidance.Measure.objects.filter(slug__startswith="m", locale__language_code="de")
    page.measures = [*page.measures.raw_data, *(block("measure", each.pk) for each in added)]
    page.save_revision().publish()
    many = asked(place, TO_THE_END)
    assert len(many) <= len(few)
    assert len(asked(place, TO_THE_END)) <= 3
