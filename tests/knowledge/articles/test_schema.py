from __future__ import annotations

from typing import Any

import pytest

from tests.asking import ask
from tests.factories import (
    ArticlePageFactory,
    GlossaryIndexPageFactory,
    GlossaryTermFactory,
    ImageFactory,
    Saxony,
    TopicFactory,
    adopt,
    alias,
    block,
    saxony,
    translate,
)

pytestmark = pytest.mark.django_db

ARTICLE = """
query ($path: String!, $locale: Locale!) {
  article(path: $path, locale: $locale) {
    id title teaser path url canonicalUrl isLibrary contentLocale isFallback translationState germanUrl lawOrMoney
    municipality { key }
    translations { locale path state }
    breadcrumbs { title path }
    image { alt rendition(preset: CARD) { url width height mimeType } }
    topics { key name }
    related(first: 3) { totalCount edges { node { title path image { rendition(preset: CARD) { url } } } } }
    sources { title }
    glossaryTerms { term path }
    origin { title localBlocks municipality { key } }
    body { __typename ... on Block { id isLocal contentLocale } ... on TextBlock { html } ... on HeadingBlock { text }
      ... on FigureBlock { label figure { low text state source { title } } } }
  }
}
"""


@pytest.fixture
def place() -> Saxony:
    return saxony()


def article(at: Any, path: str, locale: str = "DE") -> dict[str, Any]:
    return ask(ARTICLE, at, path=path, locale=locale)["article"]


def test_a_city_shows_the_library_s_article_under_the_same_path_with_its_canonical_address_at_the_region(place: Saxony):
    ArticlePageFactory(parent=place.library, title="Wärmepumpe", slug="waermepumpe")
    found = article(place.leipzig, "/wissen/waermepumpe/")
    assert found["title"] == "Wärmepumpe"
    assert found["isLibrary"] is True
    assert found["url"] == "http://leipzig.localhost/de/wissen/waermepumpe/"
    assert found["canonicalUrl"] == "http://localhost/de/wissen/waermepumpe/"
    assert found["breadcrumbs"] == [{"title": "Leipzig", "path": "/"}, {"title": "Wissen", "path": "/wissen/"}]


def test_words_come_from_the_translation_and_facts_from_the_german(place: Saxony):
    figure = {"label": "Preis", "low": 12.5, "high": None, "unit": "ct/kWh", "state": "reported", "method": "",
              "source_title": "Heizspiegel", "source_url": "", "year": 2024, "to_check": False}  # fmt: skip
    german = ArticlePageFactory(parent=place.library, slug="preise", body=[block("figure", figure, key="f1")])
    stale = {**figure, "label": "Price", "low": 99.0}
    translate(german, "en", title="Prices", body=[block("figure", stale, key="f1")])
    found = article(place.region, "/wissen/preise/", "EN")
    assert (found["title"], found["contentLocale"], found["isFallback"]) == ("Prices", "EN", False)
    assert found["body"][0]["label"] == "Price"
    assert found["body"][0]["figure"]["text"] == "12.5\u00a0ct/kWh"


def test_an_alias_counts_as_missing_and_the_german_is_shown(place: Saxony):
    german = ArticlePageFactory(parent=place.library, title="Dämmen", slug="daemmen")
    alias(german, "it")
    found = article(place.region, "/wissen/daemmen/", "IT")
    assert (found["title"], found["contentLocale"], found["translationState"]) == ("Dämmen", "DE", "MISSING")
    assert found["translations"] == [
        {"locale": "DE", "path": "/wissen/daemmen/", "state": "CURRENT"},
        {"locale": "EN", "path": "/wissen/daemmen/", "state": "MISSING"},
        {"locale": "IT", "path": "/wissen/daemmen/", "state": "MISSING"},
    ]


def test_the_first_word_of_the_glossary_is_linked_once_and_never_inside_a_link(place: Saxony):
    GlossaryIndexPageFactory(parent=place.region.site.root_page)
    GlossaryTermFactory(term="Wärmeplan", forms="Wärmepläne", slug="waermeplan")
    html = '<p><a href="https://example.org">Wärmeplan</a>, Wärmepläne und Wärmeplan &amp; mehr</p><script>x</script>'
    ArticlePageFactory(parent=place.library, slug="plan", body=[block("text", html)])
    found = article(place.leipzig, "/wissen/plan/")
    assert found["body"][0]["html"] == (
        '<p><a href="https://example.org">Wärmeplan</a>, '
        '<a class="term" href="/de/glossar/waermeplan/" data-term="waermeplan">Wärmepläne</a> '
        "und Wärmeplan &amp; mehr</p>"
    )
    assert found["glossaryTerms"] == [{"term": "Wärmeplan", "path": "/glossar/waermeplan/"}]


def test_an_adopted_article_takes_the_library_s_place_and_marks_what_is_local(place: Saxony):
    base = ArticlePageFactory(
        parent=place.library, title="Gebiet", slug="gebiet", body=[block("text", "<p>Basis.</p>", key="a")]
    )
    page = adopt(base, place.leipzig_knowledge, title="Gebiet in Leipzig")
    page.body = [*page.body.raw_data, block("text", "<p>In Leipzig.</p>", key="b")]
    page.save_revision().publish()
    found = article(place.leipzig, "/wissen/gebiet/")
    assert found["title"] == "Gebiet in Leipzig"
    assert found["canonicalUrl"] == "http://leipzig.localhost/de/wissen/gebiet/"
    assert [(part["id"], part["isLocal"]) for part in found["body"]] == [("a", False), ("b", True)]
    assert found["origin"] == {"title": "Gebiet", "localBlocks": 1, "municipality": {"key": "saxony"}}
    listed = ask("{ articles { totalCount edges { node { title } } } }", place.leipzig)["articles"]
    assert listed == {"totalCount": 1, "edges": [{"node": {"title": "Gebiet in Leipzig"}}]}


@pytest.mark.parametrize("locale", ["DE", "EN"])
@pytest.mark.parametrize("count", [1, 3])
def test_an_article_with_related_ones_takes_at_most_six_queries_however_many_there_are(
    place: Saxony, count: int, locale: str, django_assert_max_num_queries: Any
):
    topic = TopicFactory()
    others = [ArticlePageFactory(parent=place.library, image=ImageFactory(), topics=[topic]) for _ in range(count)]
    main = ArticlePageFactory(parent=place.library, slug="haupt", related=others, topics=[topic], image=ImageFactory())
    for page in (main, *others):
        translate(page, "en", title=f"English {page.pk}")
    article(place.region, "/wissen/haupt/")
    forget_media()
    with django_assert_max_num_queries(6):
        found = article(place.region, "/wissen/haupt/", locale)
    assert found["related"]["totalCount"] == count
    assert found["contentLocale"] == locale


@pytest.mark.parametrize("locale", ["DE", "EN"])
@pytest.mark.parametrize("count", [2, 20])
def test_a_list_with_topics_and_pictures_takes_at_most_eight_queries_however_long_it_is(
    place: Saxony, count: int, locale: str, django_assert_max_num_queries: Any
):
    topic = TopicFactory()
    for number in range(count):
        page = ArticlePageFactory(parent=place.library, title=f"A {number}", image=ImageFactory(), topics=[topic])
        translate(page, "en", title=f"E {number}")
    query = """query ($locale: Locale!) { articles(locale: $locale, first: 20) { edges { node {
        title topics { name } image { rendition(preset: CARD) { url } } } } } }"""
    ask(query, place.region, locale="DE")
    forget_everything()
    with django_assert_max_num_queries(8):
        found = ask(query, place.region, locale=locale)["articles"]["edges"]
    assert len(found) == count
    forget_media()
    with django_assert_max_num_queries(8):
        ask(query, place.region, locale=locale)


def forget_everything() -> None:
    from cms.core.queries.editions import forget_editions

    forget_editions()


def forget_media() -> None:
    """What a process that has shown no picture yet does not know."""
    from cms.core.models import Image
    from cms.core.queries.editions import _EDITIONS

    for edition in _EDITIONS.values():
        for name in ["renditions", ("public", Image)]:
            edition._kept.pop(name, None)
