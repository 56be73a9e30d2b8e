import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from cms.core.models import User
from knowledge.articles.models import ArticlePage
from tests.factories import ArticlePageFactory, alias, saxony, translate
from tests.factories.localized import localize

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    place = saxony()
    translate(place.library, "en")
    alias(place.library, "it")
    return ArticlePageFactory(parent=place.library, title="Heizen", law_or_money=True)


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("admin"))
    return client


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def test_deleting_the_german_page_takes_its_translations_along_and_says_so(admin, article):
    translate(article, "en")
    alias(article, "it")
    url = reverse("wagtailadmin_pages:delete", args=[article.pk])
    assert admin.get(url).context["translation_count"] == 1
    admin.post(url)
    assert not Page.objects.filter(translation_key=article.translation_key).exists()
    by = PageLogEntry.objects.filter(action="wagtail.delete").values_list("user__username", flat=True)
    assert list(by) == ["admin"] * 3


def test_deleting_a_translation_leaves_the_german_page(admin, article):
    english = translate(article, "en")
    admin.post(reverse("wagtailadmin_pages:delete", args=[english.pk]))
    assert ArticlePage.objects.get(translation_key=article.translation_key) == article


def test_unpublishing_says_which_translations_are_hidden_and_they_come_back(admin, article):
    english = translate(article, "en")
    answer = admin.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]), follow=True)
    assert any("(Englisch)" in text or "(English)" in text for text in told(answer))
    english.refresh_from_db()
    assert english.live


def test_a_translator_is_told_how_the_translation_stands(admin, article, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        translation = localize(article, "en", complete=False)
    edit = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])
    assert len(told(admin.get(edit))) == 1
    localize(article, "en")
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert told(admin.get(edit)) == []
    article.title = "Kühlen"
    article.save_revision().publish()
    assert len(told(admin.get(edit))) == 1
