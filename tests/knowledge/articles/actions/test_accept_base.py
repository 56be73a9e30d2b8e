import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import PageLogEntry
from wagtail_localize.models import Translation, TranslationSource

from knowledge.articles.actions.accept_base import accept_base, keep_own
from knowledge.articles.actions.adopt_article import adopt_article
from knowledge.articles.adoptions import OriginState, adoptions_to_review, origin_of
from knowledge.articles.models import ArticlePage, ArticleSource
from tests.factories import block
from tests.factories.localized import write_words
from tests.knowledge.articles.conftest import FIRST, SECOND, THIRD

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(region):
    return adopt_article(region.base, region.place.leipzig, live=True)


def fresh(page):
    return ArticlePage.objects.get(pk=page.pk)


def draft(page):
    return fresh(page).get_latest_revision_as_object()


def words(page):
    return [(each.id[0], each.value.source.removeprefix("<p>").removesuffix("</p>")) for each in page.body]


def write(page, *blocks, publish=True):
    """Let the city write ``blocks``, pairs of id and words."""
    latest = draft(page)
    latest.body = [block("text", f"<p>{text}</p>", key) for key, text in blocks]
    revision = latest.save_revision()
    if publish:
        revision.publish()


def rewrite(region, *blocks, **fields):
    """Let the region publish ``blocks``."""
    region.publish_base(body=[block("text", f"<p>{text}</p>", key) for key, text in blocks], **fields)


def test_accepting_all_without_own_words_gives_the_new_base(region, page):
    rewrite(region, (THIRD, "Drei."), (FIRST, "Eins, neu."), summary="Noch kürzer.", legal_basis="§ 71 GEG")
    accept_base(page)
    new = draft(page)
    assert words(new) == [("3", "Drei."), ("1", "Eins, neu.")]
    assert (new.summary, new.legal_basis) == ("Noch kürzer.", "§ 71 GEG")
    assert new.base_revision == region.base.live_revision


def test_what_readers_see_stays_until_somebody_publishes(region, page):
    rewrite(region, (FIRST, "Eins, neu."), (SECOND, "Zwei."))
    accept_base(page)
    assert words(fresh(page)) == [("1", "Eins."), ("2", "Zwei.")]
    assert origin_of(fresh(page)).state is OriginState.BASE_CHANGED
    fresh(page).get_latest_revision().publish()
    assert words(fresh(page)) == [("1", "Eins, neu."), ("2", "Zwei.")]
    assert origin_of(fresh(page)).state is OriginState.CURRENT


def test_own_paragraphs_stay_where_they_are(region, page):
    write(page, (FIRST, "Eins."), (THIRD, "In Leipzig."), (SECOND, "Zwei, wie wir es sagen."))
    rewrite(region, (FIRST, "Eins, neu."), (SECOND, "Zwei, neu."))
    accept_base(page, [FIRST])
    assert words(draft(page)) == [("1", "Eins, neu."), ("3", "In Leipzig."), ("2", "Zwei, wie wir es sagen.")]
    assert not adoptions_to_review(region.place.leipzig)


def test_an_unpublished_draft_of_the_city_is_not_lost(region, page):
    write(page, (FIRST, "Eins."), (SECOND, "Zwei."), (THIRD, "Nur ein Entwurf."), publish=False)
    rewrite(region, (FIRST, "Eins, neu."), (SECOND, "Zwei."))
    accept_base(page)
    assert words(draft(page)) == [("1", "Eins, neu."), ("2", "Zwei."), ("3", "Nur ein Entwurf.")]


def test_keeping_the_own_text_changes_no_word_and_is_not_asked_again(region, page):
    rewrite(region, (FIRST, "Eins, neu."), (SECOND, "Zwei."), title="Anders")
    keep_own(page)
    assert words(draft(page)) == [("1", "Eins."), ("2", "Zwei.")]
    assert draft(page).title == "Wärmepumpe"
    assert adoptions_to_review() == []
    rewrite(region, (FIRST, "Eins, noch neuer."), (SECOND, "Zwei."), title="Anders")
    assert [[change.id for change in each.changes] for each in adoptions_to_review()] == [[FIRST]]


def test_dates_and_sources_of_the_base_are_changes_too(region, page):
    region.base.sources = [ArticleSource(title="Neues Gesetz", url="https://example.org/neu")]
    region.base.valid_to = "2027-12-31"
    region.base.save_revision().publish()
    assert [change.id for change in adoptions_to_review()[0].changes] == ["valid_to", "sources"]
    accept_base(page)
    fresh(page).get_latest_revision().publish()
    assert str(fresh(page).valid_to) == "2027-12-31"
    assert [source.title for source in fresh(page).sources.all()] == ["Neues Gesetz"]


def test_the_origin_says_whose_text_of_when_it_is_and_how_much_is_local(region, page):
    write(page, (FIRST, "Eins."), (THIRD, "In Leipzig."), (SECOND, "Zwei, wie wir es sagen."))
    origin = origin_of(fresh(page))
    assert (origin.title, origin.municipality, origin.local_blocks) == ("Wärmepumpe", region.place.region, 2)
    assert origin.text_of == fresh(page).base_revision.created_at
    assert origin.state is OriginState.CURRENT
    assert origin_of(region.base) is None


def test_a_withdrawn_base_is_no_origin_and_nothing_to_decide(region, page):
    region.base.unpublish()
    assert origin_of(fresh(page)) is None
    assert adoptions_to_review() == []
    with pytest.raises(ValidationError):
        accept_base(page)


def test_without_the_accepted_revision_the_city_still_sees_the_difference(region, page):
    write(page, (FIRST, "Eins."), (THIRD, "In Leipzig."), (SECOND, "Zwei."))
    rewrite(region, (FIRST, "Eins, neu."), (SECOND, "Zwei."))
    fresh(page).base_revision.delete()
    accept_base(page)
    assert words(draft(page)) == [("1", "Eins, neu."), ("3", "In Leipzig."), ("2", "Zwei.")]


def test_a_deleted_base_leaves_the_city_its_page(region, page):
    region.base.delete()
    assert fresh(page).base is None
    assert words(fresh(page)) == [("1", "Eins."), ("2", "Zwei.")]
    assert origin_of(fresh(page)) is None


def test_only_the_citys_own_people_decide(region, page, member):
    rewrite(region, (FIRST, "Eins, neu."))
    for stranger in (member(region.place.dresden), member(region.place.region, "moderator")):
        with pytest.raises(PermissionDenied):
            accept_base(page, user=stranger)
    accept_base(page, user=member(region.place.leipzig))
    entry = PageLogEntry.objects.filter(page=page.pk, action="articles.accept_base").get()
    assert entry.user.username == "editor-leipzig"
    assert entry.formatter.format_message(entry)


def test_nobody_decides_about_an_article_that_somebody_else_has_locked(region, page, member):
    editor, moderator = member(region.place.leipzig), member(region.place.leipzig, "moderator")
    ArticlePage.objects.filter(pk=page.pk).update(locked=True, locked_by=moderator)
    with pytest.raises(PermissionDenied):
        keep_own(page, editor)


def test_translations_of_accepted_paragraphs_come_with_them(region, page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rewrite(region, (FIRST, "Eins, neu."), (SECOND, "Zwei."))
        source = TranslationSource.objects.get_for_instance(region.base)
        source.update_from_db()
        write_words(Translation.objects.get(source=source))
    accept_base(page)
    with django_capture_on_commit_callbacks(execute=True):
        fresh(page).get_latest_revision().publish()
    english = ArticlePage.objects.get(translation_key=page.translation_key, locale__language_code="en")
    assert words(english) == [("1", "en Eins, neu."), ("2", "en Zwei.")]
    assert english.source_text_digest == fresh(page).text_digest
