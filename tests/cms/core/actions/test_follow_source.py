import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization

from cms.core.actions.follow_source import mirror
from knowledge.articles.models import ArticlePage
from tests.factories import ArticlePageFactory, TopicFactory, TopicPageFactory, alias, saxony, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return saxony()


@pytest.fixture
def article(place):
    translate(place.library, "en")
    alias(place.library, "it")
    return ArticlePageFactory(parent=place.library, title="Heizen")


def in_language(page, code):
    return ArticlePage.objects.get(translation_key=page.translation_key, locale__language_code=code)


def test_a_new_address_is_taken_over_by_translations_and_aliases(article, django_capture_on_commit_callbacks):
    translate(article, "en")
    alias(article, "it")
    with django_capture_on_commit_callbacks(execute=True):
        article.slug = "heizen-und-lueften"
        article.save_revision().publish()
    paths = {in_language(article, code).url_path.split("/", 2)[2] for code in ("de", "en", "it")}
    assert paths == {"wissen/heizen-und-lueften/"}


def test_a_translation_published_from_an_older_revision_keeps_the_new_address(
    article, django_capture_on_commit_callbacks
):
    english = translate(article, "en")
    draft = english.save_revision()
    with django_capture_on_commit_callbacks(execute=True):
        article.slug = "neu"
        article.save_revision().publish()
        draft.publish()
    assert in_language(article, "en").slug == "neu"


def test_moving_a_page_moves_its_translations_with_all_below(place, article):
    topic = TopicPageFactory(parent=place.library, title="Heizung", topic=TopicFactory())
    translate(topic, "en")
    english = translate(article, "en")
    italian = alias(article, "it")
    article.move(topic, pos="last-child")
    assert in_language(article, "en").get_parent().translation_key == topic.translation_key
    assert in_language(article, "it").get_parent().translation_key == topic.translation_key
    assert in_language(article, "it").url_path.endswith("/wissen/heizung/heizen/")
    assert {english.pk, italian.pk} == {in_language(article, "en").pk, in_language(article, "it").pk}


def test_moving_to_another_municipality_changes_whose_page_it_is(place, article):
    translate(place.leipzig_knowledge, "en")
    translate(article, "en")
    article.move(place.leipzig_knowledge, pos="last-child")
    owners = ArticlePage.objects.filter(translation_key=article.translation_key).values_list("municipality__key")
    assert set(owners) == {("leipzig",)}


def test_a_copy_belongs_to_the_municipality_it_is_put_into(place, article):
    copy = article.copy(to=place.dresden_knowledge)
    assert ArticlePage.objects.get(pk=copy.pk).municipality == place.dresden


def test_a_copied_branch_gets_its_aliases(place, article):
    german = Locale.objects.get(language_code="de")
    for code in ("en", "it"):
        LocaleSynchronization.objects.create(locale=Locale.objects.get(language_code=code), sync_from=german)
    topic = TopicPageFactory(parent=place.library, title="Heizung", topic=TopicFactory())
    ArticlePageFactory(parent=topic, title="Lüften")
    copy = Page.objects.get(pk=topic.pk).copy(recursive=True, to=place.leipzig_knowledge)
    mirror(copy)
    mirror(copy)
    child = Page.objects.get(pk=copy.pk).get_children().get().specific
    assert sorted(child.get_translations().values_list("locale__language_code", flat=True)) == ["en", "it"]
    assert in_language(child, "it").alias_of_id == child.pk


def test_homes_keep_the_addresses_that_tell_their_languages_apart(place, django_capture_on_commit_callbacks):
    home = place.library.get_parent().specific
    english = home.get_translation(Locale.objects.get(language_code="en"))
    with django_capture_on_commit_callbacks(execute=True):
        home.slug = "sachsen-neu"
        home.save_revision().publish()
    english.refresh_from_db()
    assert english.slug != "sachsen-neu"
