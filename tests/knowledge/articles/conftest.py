from __future__ import annotations

from dataclasses import dataclass

import pytest
from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization

from cms.core.actions.municipality_roles import set_up_municipality
from cms.core.models import Municipality, User
from knowledge.articles.models import ArticlePage, ArticleSource
from tests.factories import ArticlePageFactory, Saxony, TopicFactory, TopicPageFactory, block, saxony
from tests.factories.localized import localize

FIRST, SECOND, THIRD = (f"{number}" * 8 + "-1111-4111-8111-111111111111" for number in (1, 2, 3))


@dataclass
class Region:
    """A library article below a topic page, both in English, with German kept in step with English and Italian."""

    place: Saxony
    base: ArticlePage

    def publish_base(self, **fields):
        base = ArticlePage.objects.get(pk=self.base.pk)
        for name, value in fields.items():
            setattr(base, name, value)
        base.save_revision().publish()
        self.base = ArticlePage.objects.get(pk=base.pk)


@pytest.fixture
def region(django_capture_on_commit_callbacks):
    place = saxony()
    german = Locale.objects.get(language_code="de")
    topic = TopicPageFactory(parent=place.library, title="Heizung", topic=TopicFactory())
    base = ArticlePageFactory(
        parent=topic,
        title="Wärmepumpe",
        summary="Kurz.",
        law_or_money=True,
        body=[block("text", "<p>Eins.</p>", FIRST), block("text", "<p>Zwei.</p>", SECOND)],
    )
    base.sources = [ArticleSource(title="Gesetz", url="https://example.org/gesetz")]
    base.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        for page in (place.library, topic, base):
            localize(page, "en").save_target(publish=True)
    for code in ("en", "it"):
        LocaleSynchronization.objects.create(locale=Locale.objects.get(language_code=code), sync_from=german)
    return Region(place, ArticlePage.objects.get(pk=base.pk))


@pytest.fixture
def member():
    """Somebody with a role in a municipality."""

    def make(municipality: Municipality, role: str = "editor") -> User:
        user = User.objects.create_user(f"{role}-{municipality.key}")
        user.groups.add(set_up_municipality(municipality)[role])
        return user

    return make
