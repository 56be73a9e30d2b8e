from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from wagtail_localize.models import TranslationSource

from cms.core.values.translations import UNTRANSLATED, translation_state
from knowledge.articles.models import ArticlePage
from knowledge.funding.models import FundingProgramme
from tests.factories import (
    ArticlePageFactory,
    FundingProgrammeFactory,
    alias,
    block,
    rate,
    saxony,
    translate,
)
from tests.factories.localized import localize, write_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticlePageFactory(
        parent=saxony().library,
        title="Heizen",
        law_or_money=True,
        body=[block("text", "<p>Ein <b>Absatz</b>.</p>", "11111111-1111-4111-8111-111111111111")],
    )


def edit(page, **fields):
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def state_of(source, translation):
    source, translation = (type(each).objects.get(pk=each.pk) for each in (source, translation))
    made_from = None if getattr(translation, "alias_of_id", None) else translation.source_text_digest
    return translation_state(source.text_digest, made_from, law_or_money=source.law_or_money)


def publish(translation, capture):
    with capture(execute=True):
        translation.save_target(publish=True)
    return translation.get_target_instance()


def test_publishing_a_german_text_notes_its_words_and_when(article):
    assert article.text_digest
    assert timezone.now() - article.text_changed_at < timedelta(minutes=1)


def test_publishing_again_without_other_words_is_no_change(article):
    again = edit(article, show_in_menus=True, valid_from="2026-01-01")
    assert (again.text_digest, again.text_changed_at) == (article.text_digest, article.text_changed_at)


@pytest.mark.parametrize(
    "change", [{"title": "Kühlen"}, {"summary": "Neu."}, {"body": [block("text", "<p>Ein Satz.</p>")]}]
)
def test_other_words_are_a_change(article, change):
    again = edit(article, **change)
    assert again.text_digest != article.text_digest
    assert again.text_changed_at > article.text_changed_at


def test_a_draft_changes_nothing_for_readers(article):
    article.title = "Entwurf"
    article.save_revision()
    article.refresh_from_db()
    assert article.text_digest == ArticlePage.objects.get(pk=article.pk).text_digest
    english = translate(article, "en", title="Heating")
    assert state_of(article, english) == "current"


def test_a_translation_is_outdated_after_a_change_and_current_again_when_it_is_taken_back(article):
    english = translate(article, "en", title="Heating")
    assert state_of(article, english) == "current"
    edit(article, title="Kühlen")
    assert state_of(article, english) == "outdated"
    edit(article, title="Heizen")
    assert state_of(article, english) == "current"


def test_reverting_to_an_older_revision_counts_by_its_words(article):
    english = translate(article, "en", title="Heating")
    first = article.live_revision
    edit(article, title="Kühlen")
    first.publish()
    assert state_of(article, english) == "current"


def test_small_changes_do_not_lengthen_the_time_an_outdated_translation_is_shown(article):
    english = translate(article, "en", title="Heating")
    edit(article, title="Kühlen")
    long_ago = timezone.now() - timedelta(days=settings.OUTDATED_TRANSLATION_DAYS)
    ArticlePage.objects.filter(pk=english.pk).update(text_changed_at=long_ago)
    edit(article, title="Lüften")
    english.refresh_from_db()
    assert english.text_changed_at == long_ago


def test_an_alias_is_no_translation_and_stays_so_when_it_is_made_editable(article):
    english = alias(article, "en")
    assert state_of(article, english) == "missing"
    english.alias_of_id = None
    english.save(update_fields=["alias_of_id"], clean=False)
    english.save_revision(clean=False)
    assert state_of(article, english) == "missing"
    edit(english, title="Heating")
    assert state_of(article, english) == "current"


def test_a_copy_starts_with_wording_of_its_own(article):
    english = translate(article, "en", title="Heating")
    edit(article, title="Kühlen")
    copy = ArticlePage.objects.get(pk=article.pk).copy(update_attrs={"slug": "kopie"}, keep_live=True)
    copy.refresh_from_db()
    assert copy.text_digest == ArticlePage.objects.get(pk=article.pk).text_digest
    assert copy.source_text_digest == ""
    assert state_of(article, english) == "outdated"


def test_what_nobody_has_translated_yet_is_missing_although_its_page_is_live(
    article, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        translation = localize(article, "en", complete=False)
    page = translation.get_target_instance()
    assert page.live
    assert page.source_text_digest == UNTRANSLATED
    publish(translation, django_capture_on_commit_callbacks)
    assert state_of(article, page) == "missing"
    write_words(translation)
    publish(translation, django_capture_on_commit_callbacks)
    assert state_of(article, page) == "current"


def test_a_translator_who_publishes_old_words_again_does_not_make_them_current(
    article, django_capture_on_commit_callbacks
):
    translation = localize(article, "en")
    page = publish(translation, django_capture_on_commit_callbacks)
    assert page.title == "en Heizen"
    edit(article, title="Kühlen")
    publish(translation, django_capture_on_commit_callbacks)
    assert state_of(article, page) == "outdated"
    TranslationSource.objects.get_for_instance(article).update_from_db()
    translation.refresh_from_db()
    write_words(translation)
    publish(translation, django_capture_on_commit_callbacks)
    assert state_of(article, page) == "current"


def test_the_words_of_a_programmes_rates_count_and_its_numbers_do_not(django_capture_on_commit_callbacks):
    saxony()
    programme = FundingProgrammeFactory(title="Heizungsförderung")
    line = rate(programme, 30, label="Grundförderung")
    programme = edit(FundingProgramme.objects.get(pk=programme.pk))
    translation = localize(programme, "en")
    english = publish(translation, django_capture_on_commit_callbacks)
    assert english.rates.get().label == "en Grundförderung"
    programme.rates.update(amount=35)
    programme = edit(FundingProgramme.objects.get(pk=programme.pk))
    assert state_of(programme, english) == "current"
    programme.rates.filter(pk=line.pk).update(label="Basisförderung")
    programme = edit(FundingProgramme.objects.get(pk=programme.pk))
    assert state_of(programme, english) == "outdated"
