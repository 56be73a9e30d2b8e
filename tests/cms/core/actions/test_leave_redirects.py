from __future__ import annotations

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from tests import factories

pytestmark = pytest.mark.django_db


def paths(page):
    return set(Redirect.objects.filter(redirect_page=page).values_list("site__hostname", "old_path"))


def test_a_renamed_page_is_found_at_its_old_address(django_capture_on_commit_callbacks):
    saxony = factories.saxony()
    page = factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Gasheizung", slug="gas")

    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "gasheizung"
        page.save_revision().publish()

    assert paths(page) == {("leipzig.localhost", "/wissen/gas")}


def test_a_moved_topic_takes_its_articles_old_addresses_along(django_capture_on_commit_callbacks):
    saxony = factories.saxony()
    topic = factories.TopicPageFactory(parent=saxony.leipzig_knowledge, title="Heizung", topic=factories.TopicFactory())
    article = factories.ArticlePageFactory(parent=topic, title="Pellets")
    draft = factories.ArticlePageFactory(parent=topic, title="Entwurf", live=False)

    with django_capture_on_commit_callbacks(execute=True):
        topic.move(Page.objects.get(pk=saxony.leipzig.site.root_page_id), pos="last-child")

    assert paths(article) == {("leipzig.localhost", "/wissen/heizung/pellets")}
    assert not paths(draft)


def test_a_library_page_leaves_its_old_address_at_every_city_that_shows_it(django_capture_on_commit_callbacks):
    saxony = factories.saxony()
    page = factories.ArticlePageFactory(parent=saxony.library, title="Miete")

    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "mieten"
        page.save_revision().publish()

    assert {host for host, _ in paths(page)} == {"localhost", "leipzig.localhost", "dresden.localhost"}


def test_a_page_renamed_back_does_not_redirect_to_itself(django_capture_on_commit_callbacks):
    saxony = factories.saxony()
    page = factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Gas", slug="gas")

    for slug in ("erdgas", "gas"):
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = slug
            page.save_revision().publish()

    assert paths(page) == {("leipzig.localhost", "/wissen/erdgas")}
