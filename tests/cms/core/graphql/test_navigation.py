from __future__ import annotations

from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.asking import answer, ask
from tests.factories import (
    ArticlePageFactory,
    GlossaryIndexPageFactory,
    GlossaryTermFactory,
    Saxony,
    saxony,
    translate,
)

pytestmark = pytest.mark.django_db

RESOLVE = """
query ($path: String!) {
  resolve(path: $path) {
    __typename
    ... on PageFound { kind page { title } }
    ... on SnippetFound { kindOfSnippet: kind slug }
    ... on Redirect { to permanent }
    ... on NotFound { path suggestions { title } }
  }
}
"""


@pytest.fixture
def place() -> Saxony:
    return saxony()


def resolve(at: Any, path: str) -> dict[str, Any]:
    return ask(RESOLVE, at, path=path)["resolve"]


@pytest.mark.parametrize("path", ["/wissen/pumpe/", "wissen/pumpe", "/Wissen/Pumpe"])
def test_a_page_is_found_however_its_path_is_written(place: Saxony, path: str):
    ArticlePageFactory(parent=place.library, title="Pumpe", slug="pumpe")
    assert resolve(place.leipzig, path) == {"__typename": "PageFound", "kind": "ARTICLE", "page": {"title": "Pumpe"}}


def test_a_city_s_own_page_comes_before_the_library_s_of_the_same_path(place: Saxony):
    ArticlePageFactory(parent=place.library, title="Bibliothek", slug="pumpe")
    ArticlePageFactory(parent=place.leipzig_knowledge, title="Leipzig", slug="pumpe")
    assert resolve(place.leipzig, "/wissen/pumpe/")["page"]["title"] == "Leipzig"
    assert resolve(place.dresden, "/wissen/pumpe/")["page"]["title"] == "Bibliothek"


def test_a_term_is_found_below_the_page_of_the_glossary(place: Saxony):
    GlossaryIndexPageFactory(parent=place.region.site.root_page)
    GlossaryTermFactory(term="Wärmeplan", slug="waermeplan")
    found = resolve(place.leipzig, "/glossar/waermeplan/")
    assert found == {"__typename": "SnippetFound", "kindOfSnippet": "GLOSSARY_TERM", "slug": "waermeplan"}


def test_a_redirect_leads_to_a_public_page_and_to_no_other(place: Saxony):
    public = ArticlePageFactory(parent=place.leipzig_knowledge, title="Neu", slug="neu")
    draft = ArticlePageFactory(parent=place.leipzig_knowledge, title="Entwurf", slug="entwurf", live=False)
    for old, page in (("/de/alt", public), ("/frueher", public), ("/geplant", draft)):
        Redirect.objects.create(old_path=old, redirect_page=page, site=place.leipzig.site)
    expected = {"__typename": "Redirect", "to": "/wissen/neu/", "permanent": True}
    assert resolve(place.leipzig, "/alt/") == expected
    assert resolve(place.leipzig, "/frueher/") == expected
    assert resolve(place.leipzig, "/geplant/")["__typename"] == "NotFound"
    assert resolve(place.dresden, "/alt/")["__typename"] == "NotFound"


def test_a_misspelt_path_is_answered_with_pages_like_it(place: Saxony):
    ArticlePageFactory(parent=place.library, title="Wärmepumpe im Altbau", slug="waermepumpe-im-altbau")
    ArticlePageFactory(parent=place.library, title="Mieterstrom", slug="mieterstrom")
    found = resolve(place.leipzig, "/wissen/waermepumpen-altbau/")
    assert found == {
        "__typename": "NotFound",
        "path": "/wissen/waermepumpen-altbau/",
        "suggestions": [{"title": "Wärmepumpe im Altbau"}],
    }


def test_the_sitemap_names_the_languages_that_have_words_of_their_own(place: Saxony):
    page = ArticlePageFactory(parent=place.leipzig_knowledge, title="Pumpe", slug="pumpe")
    translate(page, "en", title="Pump")
    found = ask("{ sitemap { edges { node { path translations { locale } } } } }", place.leipzig)["sitemap"]
    [entry] = [edge["node"] for edge in found["edges"] if edge["node"]["path"] == "/wissen/pumpe/"]
    assert entry["translations"] == [{"locale": "DE"}, {"locale": "EN"}]


def test_another_municipality_is_read_by_its_key_and_an_unknown_key_is_refused(place: Saxony):
    ArticlePageFactory(parent=place.dresden_knowledge, title="Dresden", slug="dresden")
    query = 'query ($key: String!) { article(path: "/wissen/dresden/", municipality: $key) { title url } }'
    assert ask(query, place.leipzig, key="dresden")["article"]["url"] == "http://dresden.localhost/de/wissen/dresden/"
    assert ask(query, place.leipzig, key="leipzig")["article"] is None
    assert answer(query, place.leipzig, key="nowhere").errors[0].extensions == {"code": "UNKNOWN_MUNICIPALITY"}


def test_ids_are_the_same_in_every_language_and_at_every_city(place: Saxony):
    page = ArticlePageFactory(parent=place.library, slug="pumpe")
    translate(page, "en", title="Pump")
    query = 'query ($locale: Locale!) { article(path: "/wissen/pumpe/", locale: $locale) { id } }'
    found = {
        ask(query, at, locale=locale)["article"]["id"]
        for at in (place.leipzig, place.region)
        for locale in ("DE", "EN")
    }
    assert len(found) == 1
    assert str(page.pk) not in found
    assert ask("query ($id: ID!) { page(id: $id) { path } }", place.dresden, id=found.pop())["page"] == {
        "path": "/wissen/pumpe/"
    }


def test_lists_go_on_after_a_cursor_and_refuse_one_that_is_none(place: Saxony):
    for number in range(3):
        ArticlePageFactory(parent=place.library, title=f"Artikel {number}")
    query = (
        "query ($after: String) { articles(first: 2, after: $after, order: TITLE) "
        "{ pageInfo { hasNextPage endCursor } edges { node { title } } } }"
    )
    first = ask(query, place.region, after=None)["articles"]
    rest = ask(query, place.region, after=first["pageInfo"]["endCursor"])["articles"]
    assert [edge["node"]["title"] for edge in first["edges"] + rest["edges"]] == ["Artikel 0", "Artikel 1", "Artikel 2"]
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)
    assert answer(query, place.region, after="nonsense").errors[0].extensions == {"code": "BAD_CURSOR"}
