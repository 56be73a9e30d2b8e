from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from cms.core.actions import set_up_municipality
from cms.core.models import User
from cms.core.widgets import AddressInput
from knowledge.articles.models import ArticlePage
from tests.factories import GlossaryTermFactory, Saxony, saxony

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Saxony:
    return saxony()


def test_a_title_with_umlauts_makes_an_address_without_them(place: Saxony):
    page = ArticlePage(title="Wärmenetz für die Südstraße")
    place.library.add_child(instance=page)
    twin = ArticlePage(title="Wärmenetz für die Südstraße")
    place.library.add_child(instance=twin)
    assert (page.slug, twin.slug) == ("waermenetz-fuer-die-suedstrasse", "waermenetz-fuer-die-suedstrasse-2")


def test_a_typed_address_with_umlauts_is_taken_without_them(place: Saxony):
    for spelling in ("wärme-fürth", "wa\u0308rme-fu\u0308rth"):
        assert AddressInput().value_from_datadict({"slug": spelling}, {}, "slug") == "waerme-fuerth"
    assert AddressInput().value_from_datadict({}, {}, "slug") is None


def test_pages_and_snippets_have_the_address_field_that_knows_umlauts(place: Saxony):
    set_up_municipality(place.region)
    client = Client()
    client.force_login(User.objects.create_superuser("verwaltung"))
    term = GlossaryTermFactory()
    for address in (
        reverse("wagtailadmin_pages:add", args=["pages", "knowledgeindexpage", place.region.site.root_page.pk]),
        reverse("wagtailsnippets_glossary_glossaryterm:edit", args=[term.pk]),
    ):
        form = client.get(address).context["form"]
        widget = form.fields["slug"].widget
        assert widget.attrs["data-w-slug-allow-unicode-value"] is False
        assert "ae" in {row[1] for row in json.loads(widget.attrs["data-w-slug-formatters-value"])}
