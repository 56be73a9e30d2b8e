from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.signing import TimestampSigner
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from tests.asking import ask
from tests.factories import ArticlePageFactory, Saxony, TopicFactory, block, saxony, translate

pytestmark = pytest.mark.django_db

PREVIEW = """
query ($token: String!) {
  preview(token: $token) {
    ... on Page { title contentLocale seo { noindex } }
    ... on Article { topics { name } sources { title } body { ... on TextBlock { html } } related { totalCount } }
  }
}
"""


@pytest.fixture
def place() -> Saxony:
    return saxony()


def preview(at: Any, token: str) -> Any:
    return ask(PREVIEW, at, token=token)["preview"]


def test_a_token_opens_the_draft_that_nobody_else_sees(place: Saxony):
    page = ArticlePageFactory(
        parent=place.leipzig_knowledge, title="Live", slug="artikel", topics=[TopicFactory(name="Geld")]
    )
    page.title = "Entwurf"
    page.body = [block("text", "<p>Neu.</p>")]
    page.save_revision()
    token = page.create_page_preview().token
    found = preview(place.leipzig, token)
    assert (found["title"], found["body"], found["topics"]) == (
        "Entwurf",
        [{"html": "<p>Neu.</p>"}],
        [{"name": "Geld"}],
    )
    assert found["seo"]["noindex"] is True
    public = ask('{ article(path: "/wissen/artikel/") { title } }', place.leipzig)["article"]
    assert public["title"] == "Live"


def test_a_token_opens_a_page_that_was_never_published(place: Saxony):
    page = ArticlePageFactory(parent=place.leipzig_knowledge, title="Nie veröffentlicht", live=False)
    assert preview(place.leipzig, page.create_page_preview().token)["title"] == "Nie veröffentlicht"


def test_a_draft_of_a_translation_is_shown_in_its_language(place: Saxony):
    page = ArticlePageFactory(parent=place.leipzig_knowledge, title="Deutsch")
    draft = translate(page, "it", live=False, title="Bozza")
    found = preview(place.leipzig, draft.create_page_preview().token)
    assert (found["title"], found["contentLocale"]) == ("Bozza", "IT")


def test_a_token_opens_nothing_at_another_city(place: Saxony):
    page = ArticlePageFactory(parent=place.dresden_knowledge, live=False)
    assert preview(place.leipzig, page.create_page_preview().token) is None


def test_a_made_up_or_old_token_opens_nothing(place: Saxony, monkeypatch: Any):
    page = ArticlePageFactory(parent=place.leipzig_knowledge, live=False)
    token = page.create_page_preview().token
    assert preview(place.leipzig, f"id={page.pk}:abc:def") is None
    assert (
        preview(place.leipzig, TimestampSigner(key="x" * 50, salt="headlesspreview.token").sign(f"id={page.pk}"))
        is None
    )
    later = (timezone.now() + timedelta(hours=25)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert preview(place.leipzig, token) is None


def test_a_draft_is_shown_while_its_editor_is_still_writing(place: Saxony):
    page = ArticlePageFactory(parent=place.leipzig_knowledge, title="Halb fertig")
    kinds = dict(ArticlePage._meta.get_field("body").stream_block.child_blocks)
    page.body = [(kind, kinds[kind].get_default()) for kind in kinds] + [("text", "<p>Weiter geht es.</p>")]
    page.save_revision()
    blocks = preview(place.leipzig, page.create_page_preview().token)["body"]
    assert {"html": "<p>Weiter geht es.</p>"} in blocks
