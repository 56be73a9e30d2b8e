"""What follows a deletion, and a file's or a collection's way into another collection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, Page

from cms.core.models import Document, Image, User
from cms.core.queries.versions import content_versions
from knowledge.glossary.models import GlossaryTerm
from tests.factories import (
    ArticlePageFactory,
    DocumentFactory,
    GlossaryTermFactory,
    ImageFactory,
    Saxony,
    alias,
    private_collection,
    saxony,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Saxony:
    return saxony()


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("verwaltung"))
    return client


def in_three_languages(place: Saxony, title: str, parent: Any = None) -> Any:
    page = ArticlePageFactory(parent=parent or place.leipzig_knowledge, title=title)
    translate(page, "en", title=f"{title} en")
    alias(page, "it")
    return page


def test_a_deleted_german_page_takes_its_branch_along_in_every_language(place: Saxony):
    page = in_three_languages(place, "Pumpe")
    below = in_three_languages(place, "Darunter", page)
    stays = in_three_languages(place, "Bleibt")
    Page.objects.get(pk=page.pk).specific.delete()
    assert not Page.objects.filter(translation_key__in=(page.translation_key, below.translation_key)).exists()
    assert Page.objects.filter(translation_key=stays.translation_key).count() == 3
    assert not any(Page.find_problems())


def test_several_german_pages_deleted_at_once_leave_no_translation_either(place: Saxony, admin: Client):
    pages = [in_three_languages(place, "Pumpe"), in_three_languages(place, "Fenster")]
    ids = "&".join(f"id={page.pk}" for page in pages)
    admin.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?{ids}")
    assert not Page.objects.filter(translation_key__in=[page.translation_key for page in pages]).exists()


def test_a_deleted_translation_or_alias_leaves_the_german_page(place: Saxony):
    page = in_three_languages(place, "Pumpe")
    for other in Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk):
        other.specific.delete()
    assert Page.objects.get(translation_key=page.translation_key).pk == page.pk


def test_a_deleted_german_term_takes_its_translations_along(place: Saxony):
    term = GlossaryTermFactory(term="Wärmeplan")
    english = translate(term, "en", term="heat plan")
    english.delete()
    assert GlossaryTerm.objects.filter(pk=term.pk).exists()
    translate(term, "en", term="heat plan")
    term.delete()
    assert not GlossaryTerm.objects.filter(translation_key=term.translation_key).exists()


def concerns_all(change: Callable[[], Any]) -> bool:
    before = content_versions()[None]
    change()
    return content_versions()[None] > before


def test_whatever_makes_files_private_is_in_force_at_once(place: Saxony):
    root = Collection.get_first_root_node()
    assert root is not None
    private, moved, hidden = private_collection(), root.add_child(name="Wandert"), root.add_child(name="Bald privat")
    image, document = ImageFactory(collection=root), DocumentFactory(collection=root)

    def put(file: Image | Document) -> None:
        file.collection = private
        file.save()

    assert concerns_all(lambda: put(image))
    assert concerns_all(lambda: put(document))
    assert concerns_all(lambda: Collection.objects.get(pk=moved.pk).move(private, "sorted-child"))
    assert concerns_all(
        lambda: CollectionViewRestriction.objects.create(
            collection=hidden, restriction_type=CollectionViewRestriction.LOGIN
        )
    )


@pytest.mark.parametrize("app", ["core"])
def test_files_put_into_a_collection_together_belong_to_its_city_at_once(place: Saxony, admin: Client, app: str):
    for file, kind in ((ImageFactory(), "image"), (DocumentFactory(), "document")):
        address = reverse("wagtail_bulk_action", args=[app, kind, "add_to_collection"])
        change = {"collection": place.leipzig.collection.pk}
        assert concerns_all(
            lambda address=address, file=file, change=change: admin.post(f"{address}?id={file.pk}", change)
        )
        file.refresh_from_db()
        assert file.collection == place.leipzig.collection
        assert file.municipality == place.leipzig


def test_files_of_a_collection_that_moves_to_another_city_belong_to_that_city(place: Saxony):
    below = place.leipzig.collection.add_child(name="Termine")
    image, document = ImageFactory(collection=below), DocumentFactory(collection=below)
    Collection.objects.get(pk=below.pk).move(place.dresden.collection, "sorted-child")
    for file in (image, document):
        file.refresh_from_db()
        assert file.municipality == place.dresden
