import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.core.values.translations import translation_state
from knowledge.articles.actions.adopt_article import adopt_article
from knowledge.articles.models import ArticlePage
from tests.factories import ArticlePageFactory, block, restrict
from tests.factories.localized import write_words

pytestmark = pytest.mark.django_db


def in_language(page, code):
    return ArticlePage.objects.get(translation_key=page.translation_key, locale__language_code=code)


def below_home(page):
    return page.url_path.split("/", 2)[2]


def test_the_city_gets_a_draft_at_the_same_address_with_the_same_blocks(region, member):
    editor = member(region.place.leipzig)
    page = adopt_article(region.base, region.place.leipzig, editor)
    assert not page.live
    assert below_home(page) == below_home(region.base)
    assert page.municipality == region.place.leipzig
    assert page.translation_key != region.base.translation_key
    assert [each.id for each in page.body] == [each.id for each in region.base.body]
    assert (page.base, page.base_revision) == (region.base, region.base.live_revision)
    assert [source.title for source in page.sources.all()] == ["Gesetz"]
    assert page.owner == editor


def test_a_missing_topic_page_comes_with_it_in_all_languages(region, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = adopt_article(region.base, region.place.dresden)
    topic = page.get_parent().specific
    assert topic.live
    assert topic.municipality == region.place.dresden
    assert topic.topic == region.base.get_parent().specific.topic
    english = topic.get_translations().get(locale__language_code="en")
    assert (english.title, english.live, english.alias_of_id) == ("en Heizung", True, None)
    assert topic.get_translations().get(locale__language_code="it").alias_of_id == topic.pk


def test_a_second_adoption_uses_the_topic_page_that_is_there(region):
    other = ArticlePageFactory(parent=region.base.get_parent(), title="Fernwärme")
    first = adopt_article(region.base, region.place.leipzig)
    second = adopt_article(other, region.place.leipzig)
    assert first.get_parent() == second.get_parent()


def test_translations_are_there_at_once_and_go_live_with_the_german(region, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = adopt_article(region.base, region.place.leipzig)
    english = in_language(page, "en")
    assert (english.title, english.live, english.alias_of_id) == ("en Wärmepumpe", False, None)
    assert in_language(page, "it").alias_of_id == page.pk
    with django_capture_on_commit_callbacks(execute=True):
        page.get_latest_revision().publish()
    english = in_language(page, "en")
    page.refresh_from_db()
    assert english.live
    assert translation_state(page.text_digest, english.source_text_digest, law_or_money=True) == "current"


def test_local_paragraphs_make_the_english_outdated_until_they_are_translated(
    region, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = adopt_article(region.base, region.place.leipzig)
    draft = page.get_latest_revision_as_object()
    draft.body = [*draft.body.raw_data, block("text", "<p>Nur in Leipzig.</p>")]
    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision().publish()
    page.refresh_from_db()
    english = in_language(page, "en")
    assert english.live
    assert english.body[0].value.source == "<p>en Eins.</p>"
    assert translation_state(page.text_digest, english.source_text_digest, law_or_money=True) == "outdated"
    translation = english_translation(page)
    write_words(translation)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    english = in_language(page, "en")
    assert english.body[2].value.source == "<p>en Nur in Leipzig.</p>"
    assert translation_state(page.text_digest, english.source_text_digest, law_or_money=True) == "current"


def english_translation(page):
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code="en")


def test_it_can_be_published_at_once(region, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = adopt_article(region.base, region.place.leipzig, live=True)
    assert page.live
    assert in_language(page, "en").live
    assert page.text_digest == region.base.text_digest


def test_an_editor_of_another_city_can_not_adopt_for_this_one(region, member):
    with pytest.raises(PermissionDenied):
        adopt_article(region.base, region.place.leipzig, member(region.place.dresden))
    assert not Page.objects.descendant_of(region.place.leipzig_knowledge).exists()


def test_only_what_readers_see_in_the_library_can_be_adopted(region):
    draft = ArticlePageFactory(parent=region.place.library, title="Entwurf", live=False)
    private = ArticlePageFactory(parent=region.place.library, title="Intern")
    restrict(private)
    foreign = ArticlePageFactory(parent=region.place.dresden_knowledge, title="Dresden")
    english = in_language(region.base, "en")
    for page in (draft, private, foreign, english):
        with pytest.raises(ValidationError):
            adopt_article(page, region.place.leipzig)


def test_nothing_is_adopted_twice_or_over_a_page_of_the_city(region):
    adopt_article(region.base, region.place.leipzig)
    with pytest.raises(ValidationError):
        adopt_article(region.base, region.place.leipzig)
    own = ArticlePageFactory(parent=region.place.library, title="Lüften")
    ArticlePageFactory(parent=region.place.leipzig_knowledge, title="Lüften")
    with pytest.raises(ValidationError):
        adopt_article(own, region.place.leipzig)
