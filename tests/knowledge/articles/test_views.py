import pytest
from django.urls import reverse

from knowledge.articles.actions.adopt_article import adopt_article
from knowledge.articles.models import ArticlePage
from tests.factories import block
from tests.knowledge.articles.conftest import FIRST, SECOND, THIRD

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(region):
    page = adopt_article(region.base, region.place.leipzig, live=True)
    region.publish_base(
        body=[block("text", "<p>Eins, ganz neu.</p>", FIRST), block("text", "<p>Zwei.</p>", SECOND)], title="Pumpe"
    )
    return ArticlePage.objects.get(pk=page.pk)


def changes_url(page):
    return reverse("base_texts:changes", args=[page.pk])


def words(page):
    latest = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [latest.title, *(each.value.source for each in latest.body)]


@pytest.fixture
def as_editor(client, region, member):
    client.force_login(member(region.place.leipzig))
    return client


def test_an_editor_finds_the_librarys_articles_and_adopts_one(as_editor, region):
    listing = as_editor.get(reverse("base_texts:list"))
    adopt = f"{reverse('base_texts:adopt', args=[region.base.pk])}?city=leipzig"
    assert adopt in listing.content.decode()
    assert as_editor.get(adopt).status_code == 200
    answer = as_editor.post(adopt)
    page = ArticlePage.objects.get(base=region.base, locale__language_code="de")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert adopt not in as_editor.get(reverse("base_texts:list")).content.decode()
    assert as_editor.get(answer.url).status_code == 200


def test_nobody_adopts_for_another_city(client, region, member):
    client.force_login(member(region.place.dresden))
    answer = client.post(f"{reverse('base_texts:adopt', args=[region.base.pk])}?city=leipzig")
    assert answer.status_code == 302
    assert not ArticlePage.objects.filter(base=region.base).exists()


def test_the_changes_are_shown_word_by_word(as_editor, page):
    html = as_editor.get(changes_url(page)).content.decode()
    assert '<span class="addition">, ganz neu.</span>' in html
    assert '<span class="deletion">Wärmepumpe</span><span class="addition">Pumpe</span>' in html
    assert "Zwei." not in html


def test_the_edit_page_tells_of_a_changed_base(as_editor, page):
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert changes_url(page) in as_editor.get(edit).content.decode()


def decide(client, page, **fields):
    seen = client.get(changes_url(page)).context["seen"]
    return client.post(changes_url(page), {"seen": seen, **fields})


def test_each_change_is_decided_by_itself(as_editor, page):
    decide(as_editor, page, **{f"change-{FIRST}": "take", "change-title": "keep"})
    assert words(page) == ["Wärmepumpe", "<p>Eins, ganz neu.</p>", "<p>Zwei.</p>"]
    assert "Eins, ganz neu" not in str(page.body)


def test_all_are_accepted_or_kept_at_once(as_editor, page):
    decide(as_editor, page, all="keep")
    assert words(page) == ["Wärmepumpe", "<p>Eins.</p>", "<p>Zwei.</p>"]
    assert "Pumpe" not in [change.id for change in as_editor.get(changes_url(page)).context["changes"]]


def test_an_open_decision_is_asked_for_and_the_others_are_kept(as_editor, page):
    answer = decide(as_editor, page, **{f"change-{FIRST}": "keep"})
    assert answer.status_code == 200
    assert {change.id: change.decision for change in answer.context["changes"]} == {"title": "take", FIRST: "keep"}
    assert ArticlePage.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id


def test_decisions_about_a_text_that_changed_meanwhile_are_not_taken(as_editor, page, region):
    seen = as_editor.get(changes_url(page)).context["seen"]
    draft = page.get_latest_revision_as_object()
    draft.body = [*draft.body.raw_data, block("text", "<p>Neu.</p>", THIRD)]
    draft.save_revision()
    as_editor.post(changes_url(page), {"seen": seen, "all": "take"})
    assert words(page)[1:] == ["<p>Eins.</p>", "<p>Zwei.</p>", "<p>Neu.</p>"]


@pytest.mark.parametrize(("city", "role"), [("dresden", "moderator"), ("region", "moderator"), ("leipzig", "advice")])
def test_nobody_else_sees_or_decides(client, region, page, member, city, role):
    client.force_login(member(getattr(region.place, city), role))
    assert client.get(changes_url(page)).status_code == 302
    assert client.post(changes_url(page), {"all": "take"}).status_code == 302
    assert ArticlePage.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id


def test_history_and_comparison_of_an_adopted_article_are_readable(as_editor, page):
    decide(as_editor, page, all="take")
    history = as_editor.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Accepted 2 changes of the base text" in history or "2 Änderungen" in history
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"])
    html = as_editor.get(compare).content.decode()
    assert '<span class="addition">, ganz neu.</span>' in html


def test_a_change_is_shown_in_the_words_of_the_form(as_editor, region):
    page = adopt_article(region.base, region.place.leipzig, live=True)
    callout = {"kind": "law", "title": "Neu", "date": None, "text": "<p>Ja.</p>"}
    dated = {**callout, "kind": "warning", "date": "2026-07-29"}
    region.publish_base(body=[block("callout", callout, FIRST), block("callout", dated, SECOND)])
    html = as_editor.get(changes_url(page)).content.decode()
    assert ">None<" not in html
    assert "29. Juli 2026" in html
    assert "<dd>law</dd>" not in html
