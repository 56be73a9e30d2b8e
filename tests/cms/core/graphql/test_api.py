from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import caches
from django.utils import translation
from redis.exceptions import ConnectionError

from cms.core.actions.content_version import raise_content_version
from cms.core.graphql import api as api_module
from cms.core.graphql.answers import Answer
from cms.core.graphql.api import Question, current_api
from cms.core.graphql.cache import Answers, end_of_answer
from tests.cms.core.graphql import small

BERLIN = ZoneInfo("Europe/Berlin")


def ask(host="leipzig.localhost", document="Again", **question):
    return current_api().answer(Question(host=host, document=document, **question))


def times(function=ask, **question):
    """How often the answer had to be made."""
    before = len(small.CALLS)
    function(**question)
    return len(small.CALLS) - before


def test_a_kept_answer_is_not_made_again(places):
    assert (times(), times()) == (1, 0)
    assert times(host="dresden.localhost") == 1


def test_a_kept_answer_needs_one_small_query(places, django_assert_num_queries):
    ask()
    with django_assert_num_queries(1):
        ask()


def test_publishing_ends_the_answers_of_the_city_and_of_nobody_else(places):
    for host in ("leipzig.localhost", "dresden.localhost"):
        ask(host)
    raise_content_version(places.leipzig)
    assert times(host="leipzig.localhost") == 1
    assert times(host="dresden.localhost") == 0


def test_the_regions_library_is_part_of_every_citys_answers(places):
    ask()
    raise_content_version(places.region)
    assert times() == 1


def test_what_concerns_all_ends_every_answer(places):
    ask()
    raise_content_version(None)
    assert times() == 1


def test_an_answer_about_another_municipality_ends_with_its_content(places):
    elsewhere = {"document": "Elsewhere", "variables": {"municipality": "dresden"}}
    first = ask(**elsewhere)
    assert ask(**elsewhere) is first
    raise_content_version(places.dresden)
    assert ask(**elsewhere) is not first


def test_without_a_key_the_same_document_is_the_citys_own(places):
    first = ask(document="Elsewhere", variables={"municipality": None})
    raise_content_version(places.dresden)
    assert ask(document="Elsewhere", variables={"municipality": None}) is first


@pytest.mark.parametrize(
    "question",
    [
        {"document": "Search", "variables": {"text": "Meier"}},
        {"document": "", "text": "{ greeting }"},
        {"document": "Again", "preview_token": "token"},
        {"document": "Store"},
    ],
)
def test_personal_unregistered_preview_and_writing_documents_are_never_kept(places, question):
    assert (times(**question), times(**question)) == (1, 1)
    assert not current_api().answers._kept


def test_variables_that_mean_the_same_share_an_answer(places):
    hello = {"document": "Hello"}
    times(variables={"name": "Ada"}, **hello)
    assert times(variables={"name": "Ada", "unknown": 1}, **hello) == 0
    assert times(variables={"name": "Eva"}, **hello) == 1


def test_an_answer_ends_at_midnight_where_the_town_hall_stands(places, monkeypatch):
    evening = datetime(2026, 10, 20, 23, 59, 50, tzinfo=BERLIN)
    monkeypatch.setattr(api_module, "local_now", lambda: evening)
    ask()
    monkeypatch.setattr(api_module, "local_now", lambda: evening + timedelta(seconds=20))
    assert times() == 1


def test_an_answer_ends_at_its_boundary(places, monkeypatch):
    answer = ask(document="Soon")
    assert answer.expires is not None
    monkeypatch.setattr(api_module, "local_now", lambda: answer.expires)
    assert ask(document="Soon") is not answer


def test_the_end_of_an_answer_is_the_first_of_boundary_midnight_and_an_hour():
    noon = datetime(2026, 10, 20, 12, tzinfo=BERLIN)
    assert end_of_answer(noon, None) == noon + timedelta(hours=1)
    assert end_of_answer(noon, noon + timedelta(minutes=5)) == noon + timedelta(minutes=5)
    assert end_of_answer(noon.replace(hour=23, minute=30), None) == datetime(2026, 10, 21, tzinfo=BERLIN)


def test_kept_answers_don_t_outgrow_their_room():
    now = datetime(2026, 10, 20, 12, tzinfo=BERLIN)
    answers = Answers(most=10, most_bytes=100)
    for number in range(20):
        answers.keep((number,), Answer({}, expires=now + timedelta(hours=1), body=b"x" * 30), now)
    assert [number for number in range(20) if answers.get((number,), now)] == [17, 18, 19]


def test_an_execution_leaves_the_callers_language_as_it_was(places):
    with translation.override("en"):
        ask(document="", text="{ language }")
        assert translation.get_language() == "en"


def test_a_document_is_read_once(places, monkeypatch):
    ask(document="", text="{ greeting }")
    monkeypatch.setattr("cms.core.graphql.documents.read_document", pytest.fail)
    ask(document="", text="{ greeting }")


def test_a_new_host_is_known_as_soon_as_its_site_is(places):
    ask()
    places.leipzig.site.hostname = "www.leipzig.example"
    places.leipzig.site.save()
    assert ask("www.leipzig.example").data == {"greeting": "Hello you"}


def test_processes_share_kept_answers_where_there_is_a_cache_for_all(places, settings):
    settings.REDIS_URL = "redis://stands.for.the.shared.cache"
    first = ask()
    current_api().answers.clear()
    before = len(small.CALLS)
    again = ask()
    assert len(small.CALLS) == before
    assert again == first


def test_an_unreachable_shared_cache_makes_answers_slower_but_not_wrong(places, settings, monkeypatch):
    def unreachable(*_, **__):
        raise ConnectionError("no redis")

    settings.REDIS_URL = "redis://stands.for.the.shared.cache"
    for name in ("get", "set"):
        monkeypatch.setattr(caches["answers"], name, unreachable)
    assert (times(), times()) == (1, 0)
