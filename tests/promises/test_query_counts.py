"""The first answer of a process to a question: few queries, and never more for more rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.core.graphql.api import current_api
from cms.core.queries.editions import forget_editions
from tests.factories import (
    ArticlePageFactory,
    GlossaryIndexPageFactory,
    GlossaryTermFactory,
    ImageFactory,
    Saxony,
    TopicFactory,
    adopt,
    block,
    saxony,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
QUESTIONS = Path(settings.BASE_DIR, "bench", "questions")
ARTICLE = (QUESTIONS / "article.graphql").read_text()
LIST = (QUESTIONS / "articles.graphql").read_text()


@pytest.fixture
def place() -> Saxony:
    return saxony()


def counted(host: str, document: str, **variables: Any) -> tuple[int, dict[str, Any]]:
    """How many queries the whole request takes where a process keeps nothing, and its data."""
    ask: Callable[[], Any] = lambda: Client(headers={"host": host}).post(  # noqa: E731
        "/graphql", {"query": document, "variables": variables}, content_type="application/json"
    )
    # Pictures are made once, by whoever shows them first.
    ask()
    forget_editions()
    current_api().answers.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = ask().json()
    assert "errors" not in answer, answer
    return len(queries), answer["data"]


def fill(place: Saxony, count: int) -> None:
    """An article of the library with ``count`` related ones, and as much else of everything it shows."""
    GlossaryIndexPageFactory(parent=place.region.site.root_page)
    terms = [GlossaryTermFactory(term=f"Wärmewort{number}") for number in range(count)]
    terms[0].related.set(terms)
    topics = [TopicFactory() for _ in range(count)]
    shared = {"parent": place.library, "topics": topics}
    others = [ArticlePageFactory(title=f"A {n}", image=ImageFactory(), **shared) for n in range(count)]
    words = [block("text", f"<p>Wärmewort{number}</p>") for number in range(count)]
    links = [block("text", f'<p><a linktype="page" id="{page.pk}">dort</a></p>') for page in others]
    main = ArticlePageFactory(title="Haupt", related=others[:3], image=ImageFactory(), body=words, **shared)
    ArticlePageFactory(title="Links", related=others[:3], image=ImageFactory(), body=words + links, **shared)
    translate(main, "en", title="Main")
    adopt(others[0], place.leipzig_knowledge, title="In Leipzig")


@pytest.mark.parametrize("host", ["localhost", "leipzig.localhost"])
def test_an_article_with_related_ones_takes_six_queries_however_many_there_are(place: Saxony, host: str):
    fill(place, 6)
    queries, data = counted(host, ARTICLE, path="/wissen/haupt/")
    assert len(data["article"]["related"]["edges"]) == 3
    assert data["article"]["topics"]
    assert 'class="term"' in data["article"]["body"][0]["html"]
    assert queries <= 6


@pytest.mark.parametrize("host", ["localhost", "leipzig.localhost"])
def test_links_in_a_text_take_one_query_more_however_many_there_are(place: Saxony, host: str):
    fill(place, 6)
    queries, data = counted(host, ARTICLE, path="/wissen/links/")
    assert "href" in data["article"]["body"][11]["html"]
    assert queries <= 7


@pytest.mark.parametrize("host", ["localhost", "leipzig.localhost"])
@pytest.mark.parametrize("count", [2, 20])
def test_a_list_with_topics_and_pictures_takes_eight_queries_however_long_it_is(place: Saxony, host: str, count: int):
    fill(place, count)
    queries, data = counted(host, LIST)
    assert len(data["articles"]["edges"]) == min(20, count + 2)
    assert queries <= 8
