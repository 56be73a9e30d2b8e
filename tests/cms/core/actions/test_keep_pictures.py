"""Pictures of private collections are not to be had by anybody who knew, or guesses, their address."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from django.core.cache import caches
from django.core.files.storage import default_storage
from wagtail.models import Collection, CollectionViewRestriction

from cms.core.models import Image
from tests.factories import ImageFactory, private_collection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_renditions_of_other_tests():
    caches["renditions"].clear()


def rendition_of(image: Image) -> str:
    return image.get_rendition("width-100").file.name


def test_the_address_of_a_picture_can_not_be_guessed_from_its_name():
    first, second = ImageFactory(title="Haus"), ImageFactory(title="Haus")
    names = [first.file.name, second.file.name, rendition_of(first), rendition_of(second)]
    folders = [PurePath(name).parent for name in names]
    assert len(set(folders)) == 4
    assert all(len(folder.name) >= 20 for folder in folders)


def test_what_was_public_is_at_another_address_when_its_collection_becomes_private(
    django_capture_on_commit_callbacks,
):
    collection = Collection.get_first_root_node().add_child(name="Bilder")
    image = ImageFactory(collection=collection)
    known = [image.file.name, rendition_of(image)]
    with django_capture_on_commit_callbacks(execute=True):
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.LOGIN
        )
    assert [default_storage.exists(name) for name in known] == [False, False]
    image = Image.objects.get(pk=image.pk)
    assert default_storage.exists(image.file.name)
    assert image.renditions.count() == 0


def test_a_picture_that_moves_into_a_private_collection_moves_away(django_capture_on_commit_callbacks):
    image = ImageFactory()
    known = [image.file.name, rendition_of(image)]
    hidden = private_collection()
    with django_capture_on_commit_callbacks(execute=True):
        image.collection = hidden
        image.save()
    assert [default_storage.exists(name) for name in known] == [False, False]
    assert default_storage.exists(Image.objects.get(pk=image.pk).file.name)


def test_an_edit_of_a_picture_that_stays_public_moves_nothing(django_capture_on_commit_callbacks):
    image = ImageFactory()
    known = [image.file.name, rendition_of(image)]
    with django_capture_on_commit_callbacks(execute=True):
        image.alt_de = "Ein anderes Haus."
        image.save()
    assert [default_storage.exists(name) for name in known] == [True, True]
    assert Image.objects.get(pk=image.pk).file.name == known[0]


def test_a_private_picture_that_was_shown_for_a_time_moves_each_time_it_is_hidden(django_capture_on_commit_callbacks):
    collection = private_collection()
    with django_capture_on_commit_callbacks(execute=True):
        image = ImageFactory(collection=collection)
    with django_capture_on_commit_callbacks(execute=True):
        CollectionViewRestriction.objects.all().delete()
    shown = Image.objects.get(pk=image.pk).file.name
    assert shown.startswith("original_images/")
    with django_capture_on_commit_callbacks(execute=True):
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.LOGIN
        )
    assert not default_storage.exists(shown)
