from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from search.actions import rebuild
from search.models import SearchEntry
from tests.asking import ask
from tests.factories import (
    ArticlePageFactory,
    GlossaryIndexPageFactory,
    GlossaryTermFactory,
    Saxony,
    TopicFactory,
    block,
    restrict,
    saxony,
    translate,
)

pytestmark = pytest.mark.django_db

SEARCH = """
query ($query: String!, $locale: Locale!, $types: [SearchType!], $topic: ID) {
  search(query: $query, locale: $locale, types: $types, topic: $topic) {
    totalCount facets { type { value count } topic { key count } }
    edges { node { title type path contentLocale isFallback highlight { text marked } } }
  }
}
"""


@pytest.fixture
def place() -> Saxony:
    return saxony()


def search(at: Any, query: str, locale: str = "DE", **filters: Any) -> dict[str, Any]:
    return ask(SEARCH, at, query=query, locale=locale, **filters)["search"]


def titles(at: Any, query: str, locale: str = "DE", **filters: Any) -> list[str]:
    return [edge["node"]["title"] for edge in search(at, query, locale, **filters)["edges"]]


@pytest.mark.parametrize("query", ["Wärmepumpen", "waermepumpe", "pumpe", "Förderung", "wärmep"])
def test_a_compound_is_found_by_its_forms_parts_and_beginnings(place: Saxony, query: str):
    ArticlePageFactory(parent=place.library, title="Die Wärmepumpenförderung")
    assert titles(place.leipzig, query) == ["Die Wärmepumpenförderung"]


def test_the_words_found_are_marked_in_an_excerpt(place: Saxony):
    ArticlePageFactory(
        parent=place.library, title="Heizen", teaser="", body=[block("text", "<p>Eine <b>Wärmepumpe</b> hilft.</p>")]
    )
    [edge] = search(place.leipzig, "pumpe")["edges"]
    assert {"text": "Wärmepumpe", "marked": True} in edge["node"]["highlight"]


def excerpt_of(at: Any, query: str) -> str:
    [edge] = search(at, query)["edges"]
    return "".join(part["text"] for part in edge["node"]["highlight"])


def test_a_term_shows_its_definition_though_it_is_found_by_its_other_forms(place: Saxony):
    GlossaryIndexPageFactory(parent=place.region.site.root_page)
    GlossaryTermFactory(term="Wärmenetz", forms="Wärmenetze\nWärmenetzen", definition="Rohre, die Wärme verteilen.")
    assert excerpt_of(place.leipzig, "Wärmenetzen") == "Rohre, die Wärme verteilen."


def test_an_excerpt_does_not_repeat_the_title(place: Saxony):
    body = [block("text", "<p>Sie heizt mit Luft.</p>")]
    ArticlePageFactory(
        parent=place.library, title="Die Luftpumpe", seo_title="Die Luftpumpe | Wissen", teaser="Leise.", body=body
    )
    assert excerpt_of(place.leipzig, "Luftpumpe").startswith("Leise.")
    assert "Die Luftpumpe" not in excerpt_of(place.leipzig, "Luft")


def test_what_is_not_public_is_neither_found_nor_counted(place: Saxony):
    ArticlePageFactory(parent=place.leipzig_knowledge, title="Geheimnis Entwurf", live=False)
    private = ArticlePageFactory(parent=place.leipzig_knowledge, title="Geheimnis privat")
    restrict(private)
    gone = ArticlePageFactory(parent=place.leipzig_knowledge, title="Geheimnis zurückgezogen")
    gone.unpublish()
    ArticlePageFactory(parent=place.dresden_knowledge, title="Geheimnis aus Dresden")
    past = timezone.now() - timedelta(days=1)
    expired = ArticlePageFactory(parent=place.leipzig_knowledge, title="Geheimnis abgelaufen")
    type(expired).objects.filter(pk=expired.pk).update(expire_at=past)
    found = search(place.leipzig, "Geheimnis")
    assert found == {"totalCount": 0, "facets": {"type": [], "topic": []}, "edges": []}
    headings = set(SearchEntry.objects.values_list("heading", flat=True))
    assert not headings & {"Geheimnis Entwurf", "Geheimnis privat", "Geheimnis zurückgezogen"}


def test_a_translation_is_found_by_its_own_words_and_a_fallback_by_the_german_ones(place: Saxony):
    page = ArticlePageFactory(parent=place.library, title="Dämmung", slug="daemmung")
    translate(page, "en", title="Insulation", teaser="Keep warm.", body=[block("text", "<p>Wool.</p>")])
    assert titles(place.leipzig, "insulation", "EN") == ["Insulation"]
    assert titles(place.leipzig, "Dämmung", "EN") == []
    assert titles(place.leipzig, "Dämmung", "IT") == ["Dämmung"]


def test_facets_count_types_and_topics_and_filters_narrow(place: Saxony):
    GlossaryIndexPageFactory(parent=place.region.site.root_page)
    GlossaryTermFactory(term="Wärmenetz", slug="waermenetz")
    topic = TopicFactory(name="Netze", key="netze")
    ArticlePageFactory(parent=place.library, title="Wärmenetz in der Nachbarschaft", topics=[topic])
    found = search(place.leipzig, "Wärmenetz")
    assert found["totalCount"] == 2
    assert {row["value"]: row["count"] for row in found["facets"]["type"]} == {"ARTICLE": 1, "GLOSSARY_TERM": 1}
    assert found["facets"]["topic"] == [{"key": "netze", "count": 1}]
    assert titles(place.leipzig, "Wärmenetz", types=["GLOSSARY_TERM"]) == ["Wärmenetz"]
    assert titles(place.leipzig, "Wärmenetz", topic="netze") == ["Wärmenetz in der Nachbarschaft"]


def test_rebuilding_gives_the_same_entries(place: Saxony):
    page = ArticlePageFactory(parent=place.library, title="Wärmepumpe")
    translate(page, "en", title="Heat pump")
    before = set(SearchEntry.objects.values_list("key", "language", "heading"))
    rebuild()
    assert set(SearchEntry.objects.values_list("key", "language", "heading")) == before
    assert titles(place.leipzig, "pumpe") == ["Wärmepumpe"]


def test_odd_queries_find_nothing_and_do_no_harm(place: Saxony):
    for query in ("", "  ", '"', "'; DROP TABLE", "%s", "* OR *", "a" * 5000, "🦆"):
        assert search(place.leipzig, query)["totalCount"] == 0
