"""The admin as an editor meets it: its own words, and no other host."""

from __future__ import annotations

import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cms.core.actions import set_up_municipality
from cms.core.models import User
from knowledge.articles.models import ArticlePage
from knowledge.glossary.models import GlossaryTerm
from tests import factories

pytestmark = pytest.mark.django_db
# What a browser loads by itself; links a person may follow are another thing.
LOADED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*\b(?:src|srcset|data)=["']([^"']+)|<link\b[^>]*href=["']([^"']+)"""
)


@pytest.fixture
def saxony():
    made = factories.saxony()
    set_up_municipality(made.leipzig)
    set_up_municipality(made.region)
    return made


def client_of(municipality, role="editor"):
    user = User.objects.create_user(f"{role}-{municipality.key}")
    user.groups.add(municipality.roles.get(role=role).group)
    client = Client()
    client.force_login(user)
    return client


def test_the_admin_loads_nothing_from_another_host(saxony):
    client = client_of(saxony.leipzig, "moderator")
    article = factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Pellets")
    event = factories.EventPageFactory(
        parent=factories.EventIndexPageFactory(parent=saxony.leipzig.site.root_page), title="Rundgang"
    )
    for address in [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        reverse("wagtailadmin_pages:edit", args=[event.pk]),
        reverse("wagtailadmin_explore", args=[article.get_parent().pk]),
        reverse("wagtailsnippets_advice_advicecentre:add"),
        reverse("wagtailimages:index"),
        reverse("attention_report", args=["translations"]),
        reverse("wagtailadmin_account"),
    ]:
        response = client.get(address)
        loaded = [src or href for src, href in LOADED.findall(response.content.decode())]
        assert response.status_code == 200, address
        assert loaded
        assert [url for url in loaded if re.match(r"(https?:)?//", url)] == [], address
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "https:" not in policy


def test_sign_in_forms_are_sent_with_their_origin(saxony):
    assert Client().get(reverse("wagtailadmin_login")).headers["Referrer-Policy"] == "same-origin"


def test_an_article_s_form_speaks_german_and_has_its_four_tabs(saxony):
    article = factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Pellets")

    page = client_of(saxony.leipzig).get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()

    for words in [
        "Daten und Recht",
        "Auffindbarkeit",
        "Zwei bis vier kurze Sätze",
        "Rechtsgrundlage",
        "Für wen der Text ist",
    ]:
        assert words in page


def test_a_page_can_t_begin_in_another_language(saxony):
    english = factories.translate(saxony.leipzig_knowledge, "en", title="Knowledge")
    client = client_of(saxony.leipzig)

    response = client.get(reverse("wagtailadmin_pages:add", args=["articles", "articlepage", english.pk]))

    assert response.url == reverse("wagtailadmin_explore", args=[english.pk])
    assert "Übersetzen" in str(next(iter(get_messages(response.wsgi_request))))


def test_a_new_snippet_belongs_to_the_editor_s_city_and_to_no_other(saxony):
    client = client_of(saxony.leipzig)
    address = reverse("wagtailsnippets_glossary_glossaryterm:add")
    term = {
        "term": "Rücklauf",
        "definition": "Wasser auf dem Weg zurück.",
        "forms": "",
        "source": "",
        "slug": "ruecklauf",
    }

    refused = client.post(address, {**term, "municipality": saxony.dresden.pk})
    library = client.post(address, {**term, "municipality": ""})
    taken = client.post(address, {**term, "municipality": saxony.leipzig.pk})

    assert (refused.status_code, library.status_code, taken.status_code) == (200, 200, 302)
    assert GlossaryTerm.objects.get().municipality == saxony.leipzig


def test_region_editors_write_the_library(saxony):
    client = client_of(saxony.region)
    address = reverse("wagtailsnippets_glossary_glossaryterm:add")

    client.post(
        address, {"term": "Vorlauf", "definition": "Wasser auf dem Hinweg.", "slug": "vorlauf", "municipality": ""}
    )

    assert GlossaryTerm.objects.get().municipality is None


def test_library_snippets_can_be_read_and_chosen_but_not_edited_by_a_city(saxony):
    term = factories.GlossaryTermFactory(term="Bibliothekswort")
    client = client_of(saxony.leipzig, "moderator")

    assert "Bibliothekswort" in client.get(reverse("wagtailsnippets_glossary_glossaryterm:list")).content.decode()
    assert client.get(reverse("wagtailsnippets_glossary_glossaryterm:inspect", args=[term.pk])).status_code == 200
    assert client.get(reverse("wagtailsnippets_glossary_glossaryterm:edit", args=[term.pk])).status_code == 302
    chooser = client.get(reverse("wagtailsnippetchoosers_glossary_glossaryterm:choose")).content.decode()
    assert "Bibliothekswort" in chooser


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_what_is_searched_in_a_chooser_of_snippets_is_found_within_the_scope(saxony, role):
    factories.GlossaryTermFactory(term="Wortschatz")
    factories.GlossaryTermFactory(term="Wortwahl", municipality=saxony.dresden)
    client = client_of(saxony.leipzig, role)
    found = client.get(reverse("wagtailsnippetchoosers_glossary_glossaryterm:choose_results"), {"q": "Wort"})
    assert found.status_code == 200
    assert "Wortschatz" in found.content.decode()
    assert "Wortwahl" not in found.content.decode()


def test_the_page_chooser_offers_the_library_and_not_another_city(saxony):
    for place, name in ((saxony.library, "Basistext"), (saxony.dresden_knowledge, "Dresdner Text")):
        factories.ArticlePageFactory(parent=place, title=name)
    client = client_of(saxony.leipzig)

    found = [
        client.get(reverse("wagtailadmin_choose_page_search"), {"q": name}).content.decode()
        for name in ("Basistext", "Dresdner")
    ]

    assert "Basistext" in found[0]
    assert "Dresdner Text" not in found[1]


def test_the_page_chooser_opens_at_what_is_theirs_and_the_library(saxony):
    factories.EventPageFactory(parent=factories.EventIndexPageFactory(parent=saxony.dresden.site.root_page))
    client = client_of(saxony.leipzig)
    opened = client.get(reverse("wagtailadmin_choose_page"), {"page_type": "wagtailcore.page"})
    assert opened.status_code == 200
    assert saxony.leipzig.site.root_page.title in opened.json()["html"]
    assert saxony.dresden.site.root_page.title not in opened.json()["html"]
    elsewhere = client.get(reverse("wagtailadmin_choose_page"), {"page_type": "events.EventPage"})
    assert elsewhere.status_code == 302, "all events are in another city"


def test_a_reference_to_another_city_put_in_by_hand_is_refused(saxony):
    foreign = factories.ImageFactory(title="Fremdes Bild", collection=saxony.dresden.collection)
    article = factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Pellets")
    client = client_of(saxony.leipzig)
    empty = {
        f"{name}-{part}": "0"
        for name in ("sources", "related_articles", "comments")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    body = {
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "image", "body-0-id": "",
        "body-0-value-image": foreign.pk, "body-0-value-alt": "x", "body-0-value-caption": "",
    }  # fmt: skip
    form = {"title": "Pellets", "slug": "pellets", "teaser": "", "summary": "", "legal_basis": "", **empty, **body}

    response = client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form)

    assert response.status_code in (302, 403)
    assert b"Fremdes Bild" not in response.content
    assert not ArticlePage.objects.get(pk=article.pk).has_unpublished_changes


def test_publishing_says_what_is_missing_and_where_while_a_draft_may_lack_it(saxony):
    picture = factories.ImageFactory(title="Stumm", alt_de="", collection=saxony.leipzig.collection)
    article = factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Pellets", teaser="", live=False)
    client = client_of(saxony.leipzig, "moderator")
    empty = {
        f"{name}-{part}": "0"
        for name in ("sources", "related_articles", "comments")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    form = {"title": "Pellets", "slug": "pellets", "image": picture.pk, "body-count": "0", **empty}
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])

    draft = client.post(address, form)
    published = client.post(address, {**form, "action-publish": "1"})

    page = published.content.decode()
    assert draft.status_code == 302
    assert published.status_code == 200
    assert "Wählen Sie mindestens ein Thema" in page
    assert reverse("wagtailimages:edit", args=[picture.pk]) in page
    assert not ArticlePage.objects.get(pk=article.pk).live


def test_an_editor_looks_at_a_term_on_the_website_before_saving_it(saxony):
    client = client_of(saxony.leipzig)
    address = reverse("wagtailsnippets_glossary_glossaryterm:preview_on_add")
    written = {"term": "Wärmekataster", "slug": "x", "definition": "Neu.", "municipality": saxony.leipzig.pk}
    assert client.post(address, written).json() == {"is_valid": True, "is_available": True}
    shown = re.search(r'src="([^"]+/de/preview/\?token=[^"]+)"', client.get(address).content.decode())
    assert shown is not None
    assert shown[1].startswith(saxony.leipzig.site.root_url)
    opened = Client(headers={"host": "leipzig.localhost"}).get(shown[1].removeprefix(saxony.leipzig.site.root_url))
    assert "Wärmekataster" in opened.content.decode()
    assert "Dieser Entwurf ist nicht veröffentlicht." in opened.content.decode()
    assert opened["Cache-Control"] == "no-store"
    assert not GlossaryTerm.objects.exists()
