from __future__ import annotations

import pytest
from django.utils import translation

from frontend_templates.web.filters import filters
from frontend_templates.web.visit import NoSuchPage


def test_choices_become_variables_and_stay_in_the_form():
    chosen = filters({"topic": "law", "audience": "owner", "utm": "x"}, ("topic", "audience", "after"))
    assert chosen.variables == {"topic": "law", "audience": "OWNER", "after": None}
    assert chosen.values == {"topic": "law", "audience": "owner"}
    assert chosen.active
    assert not chosen.typed


@pytest.mark.parametrize("text", ["31.12.2026", "2026-13-01", "0001-01-01", "x" * 400])
def test_a_day_that_is_none_is_told_by_the_field(text):
    with translation.override("de"):
        chosen = filters({"on": text}, ("on",))
    assert chosen.errors["on"].startswith("Geben Sie")
    assert chosen.variables["on"] is None
    assert chosen.values["on"] == text[:200]


def test_a_time_that_ends_before_it_starts_is_told_by_the_field():
    assert "to" in filters({"from": "2026-12-31", "to": "2026-01-01"}, ("from", "to")).errors
    assert not filters({"from": "2026-12-31"}, ("from", "to")).errors


def test_what_people_type_is_never_kept():
    assert filters({"from": "2026-12-31"}, ("from",)).typed


@pytest.mark.parametrize("params", [{"topic": "a b"}, {"audience": "everyone"}, {"after": "<script>"}])
def test_what_no_form_of_ours_sends_names_no_page(params):
    with pytest.raises(NoSuchPage):
        filters(params, ("topic", "audience", "after"))
