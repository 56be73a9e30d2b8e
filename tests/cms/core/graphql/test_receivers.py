from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from cms.core.actions.content_version import raise_content_version
from cms.core.models import ContentVersion
from cms.core.queries.versions import content_versions
from knowledge.feedback.models import FeedbackMessage
from tests.factories import (
    ArticlePageFactory,
    FundingProgrammeFactory,
    ImageFactory,
    TopicFactory,
    locales,
    rate,
    restrict,
    saxony,
    translate,
)


@contextmanager
def changed() -> Iterator[set]:
    """The primary keys of the municipalities, or None, whose content was said to change."""
    before = content_versions()
    found: set = set()
    yield found
    after = content_versions()
    found |= {key for key in after if after[key] != before.get(key)}


@pytest.fixture
def places(db):
    return saxony()


@pytest.fixture
def article(places):
    return ArticlePageFactory(parent=places.leipzig_knowledge, title="Fernwärme", slug="fernwaerme")


def test_publishing_and_unpublishing_a_page_concern_its_city(places, article):
    article.title = "Nahwärme"
    revision = article.save_revision()
    with changed() as publishing:
        revision.publish()
    with changed() as unpublishing:
        article.refresh_from_db()
        article.unpublish()
    assert publishing == unpublishing == {places.leipzig.pk}


def test_saving_a_draft_concerns_nobody(places, article):
    article.title = "Entwurf"
    with changed() as by_draft:
        article.save_revision()
    assert by_draft == set()


def test_scheduled_publishing_and_expiry_concern_the_city_when_they_happen(places, article):
    article.expire_at = timezone.now() - timedelta(minutes=1)
    article.save()
    with changed() as by_expiry:
        call_command("publish_scheduled")
    assert places.leipzig.pk in by_expiry


def test_deleting_a_page_concerns_its_city(places, article):
    with changed() as by_delete:
        Page.objects.get(pk=article.pk).delete()
    assert places.leipzig.pk in by_delete


def test_moving_a_page_or_its_address_concerns_all_after_the_redirects_are_there(
    places, article, django_capture_on_commit_callbacks
):
    page = Page.objects.get(pk=article.pk).specific
    with changed() as by_move:
        page.move(places.dresden_knowledge, "last-child")
    page.refresh_from_db()
    page.slug = "nahwaerme"
    with django_capture_on_commit_callbacks() as callbacks:
        page.save_revision().publish()
    with changed() as by_address:
        for callback in callbacks:
            callback()
    assert None in by_move
    assert None in by_address
    assert Redirect.objects.exists()


def test_translations_concern_the_city(places, article):
    with changed() as by_translation:
        translate(article, locales()["en"], title="District heating")
    assert places.leipzig.pk in by_translation


def test_a_view_restriction_concerns_all(places, article):
    with changed() as by_restriction:
        restrict(article)
    assert None in by_restriction
    with changed() as by_release:
        article.get_view_restrictions().first().delete()
    assert None in by_release


def test_snippets_with_their_rows_and_topics_concern_all(places):
    programme = FundingProgrammeFactory()
    topic = TopicFactory()
    with changed() as by_row:
        rate(programme, 30)
    with changed() as by_topic:
        programme.topics.set([topic])
        programme.save()
    with changed() as by_unpublish:
        programme.unpublish()
    with changed() as by_delete:
        programme.delete()
    for change in (by_row, by_topic, by_unpublish, by_delete):
        assert change == {None}


def test_a_snippets_draft_concerns_nobody(places):
    programme = FundingProgrammeFactory()
    programme.title = "Entwurf"
    with changed() as by_draft:
        programme.save_revision()
    assert by_draft == set()


@pytest.mark.parametrize("what", ["image", "redirect", "municipality", "site", "locale"])
def test_what_stands_in_many_pages_concerns_all(places, what):
    image = ImageFactory()
    with changed() as by_save:
        match what:
            case "image":
                image.alt_de = "Ein Haus."
                image.save()
            case "redirect":
                Redirect.objects.create(old_path="/alt", redirect_link="/neu")
            case "municipality":
                places.leipzig.save()
            case "site":
                places.leipzig.site.save()
            case "locale":
                Locale.objects.get(language_code="it").save()
    assert by_save == {None}


def test_feedback_concerns_nobody(places):
    with changed() as by_feedback:
        FeedbackMessage.objects.create(
            municipality=places.leipzig, language="de", text="Danke!", submission_key="a",
            delete_on=timezone.localdate(),
        )  # fmt: skip
    assert by_feedback == set()


def test_a_write_that_is_undone_raises_nothing(places):
    with changed() as by_nothing, transaction.atomic():
        raise_content_version(places.leipzig)
        transaction.set_rollback(True)
    assert by_nothing == set()


def test_numbers_never_repeat_those_of_an_older_database(places):
    before = content_versions()[None]
    ContentVersion.objects.all().delete()
    raise_content_version(None)
    assert content_versions()[None] > before
