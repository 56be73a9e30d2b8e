from __future__ import annotations

import pytest
from django.http import QueryDict
from django.utils import translation

from frontend_templates.web.guidance.told import Day, Told, plain_number


@pytest.mark.parametrize(("language", "typed", "number"), [
    ("de", "1.200", "1200"), ("de", "1.200,5 m²", "1200.5"), ("de", "120,5", "120.5"), ("de", " 22 000 kWh ", "22000"),
    ("it", "1.200 mq", "1200"), ("en", "1,200", "1200"), ("en", "120.5", "120.5"), ("de", "zwölf", "zwölf"),
    ("de", "-3", "-3"), ("de", "12a", "12a"),
])  # fmt: skip
def test_numbers_are_taken_as_people_write_them(language, typed, number):
    with translation.override(language):
        assert plain_number(typed) == number


def test_only_the_number_just_typed_is_read_as_a_person_writes_it():
    told = Told.of(QueryDict("a.b=1.200&c.d=1.200&asked=a.b"))
    with translation.override("de"):
        told = Told.of(QueryDict("a.b=1.200&c.d=1.200&asked=a.b"))
    assert told.answers == (("a.b", "1200"), ("c.d", "1.200"))
    assert told.typed == "1.200"


def test_dont_know_takes_the_place_of_what_was_typed():
    told = Told.of(QueryDict("a.b=7&asked=a.b&skip=1"))
    assert told.answers == (("a.b", "dont-know"),)
    assert not told.is_empty


def test_a_question_sent_back_empty_is_noticed():
    assert Told.of(QueryDict("a.b=&asked=a.b")).is_empty
    assert Told.of(QueryDict("asked=a.b")).is_empty
    assert not Told.of(QueryDict("a.b=1&asked=a.b")).is_empty


def test_a_private_answer_of_a_form_takes_its_place_out_of_the_address():
    told = Told.of(QueryDict("a.b=1&own.income=low"), QueryDict("private.own.income=high&asked=private.own.income"))
    assert told.answers == (("a.b", "1"),)
    assert told.private == (("own.income", "high"),)


def test_a_private_question_can_be_left_open_without_its_answer_reaching_the_address():
    told = Told.of(QueryDict("a.b=1"), QueryDict("asked=private.own.income&skip=1"))
    assert told.private == (("own.income", "dont-know"),)
    assert told.answers == (("a.b", "1"),)


def test_an_answer_can_be_taken_back():
    told = Told.of(QueryDict("a.b=1&c.d=2"), QueryDict("private.e.f=x&without=private.e.f"))
    assert told.private == ()
    assert Told.of(QueryDict("a.b=1&c.d=2"), QueryDict("without=c.d")).answers == (("a.b", "1"),)


def test_a_fact_given_twice_is_handed_on_twice_so_that_it_is_refused():
    assert Told.of(QueryDict("a.b=1&a.b=2")).answers == (("a.b", "1"), ("a.b", "2"))


def test_a_huge_address_is_cut_to_one_answer_more_than_is_taken():
    many = "&".join(f"a.b{number}=1" for number in range(900))
    assert len(Told.of(QueryDict(many)).answers) == 201
    assert len(Told.of(QueryDict("a.b=" + "9" * 5000)).answers[0][1]) == 200


@pytest.mark.parametrize("text", ["31.12.2026", "2026-13-01", "0001-01-01", "9999-12-31", "\x00"])
def test_a_day_that_is_none_is_told_and_kept_as_typed(text):
    day = Day.of(text)
    assert day.value is None
    assert day.error
    assert day.text == text.strip()
