"""Whatever is asked of the pages shown, few of them read or all: the answer is the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from importlib import import_module
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import BasePage, Municipality
from cms.core.queries import shown
from cms.core.queries.atlas import draw_atlas
from cms.core.queries.directory import Directory, Entry
from cms.core.queries.editions import Edition
from cms.core.queries.pages import by_newest
from cms.core.queries.readings import Reader
from cms.core.queries.shown import Shown
from knowledge.articles.models import ArticlePage
from knowledge.pages.models import KnowledgeIndexPage, StandardPage, TopicPage
from tests.factories import (
    ArticlePageFactory,
    Saxony,
    StandardPageFactory,
    TopicFactory,
    TopicPageFactory,
    adopt,
    alias,
    restrict,
    saxony,
    translate,
)

pytestmark = pytest.mark.database

NOW = timezone.now()
DAY = timedelta(days=1)
TIMES = [NOW + days * DAY for days in (-10, 0, 2, 4, 10)]
MODELS: list[type[BasePage]] = [ArticlePage, TopicPage, KnowledgeIndexPage, StandardPage]
Question = Callable[[Shown], Any]


def scheduled(page: Page, begin: timedelta | None, end: timedelta | None) -> None:
    times = {"go_live_at": begin and NOW + begin, "expire_at": end and NOW + end}
    Page.objects.filter(pk=page.pk).update(live=True, **times)


def fill_library(place: Saxony) -> dict[str, Any]:
    topic = TopicPageFactory(parent=place.library, title="Heizung", topic=TopicFactory(), show_in_menus=True)
    pages = {
        name: ArticlePageFactory(parent=topic, title=name, slug=name)
        for name in ("plain", "adopted", "adopted-later", "elsewhere", "shadowed", "shadowed-later", "hidden", "timed")
    }
    pages["related"] = ArticlePageFactory(parent=topic, slug="related", related=[*pages.values()])
    scheduled(pages["timed"], DAY, 3 * DAY)
    restrict(pages["hidden"])
    private = TopicPageFactory(parent=place.library, title="Privat", topic=TopicFactory())
    restrict(private)
    ArticlePageFactory(parent=private, slug="below-private")
    ArticlePageFactory(parent=topic, slug="draft", live=False)
    translate(pages["plain"], "en", title="Plain")
    translate(pages["adopted"], "en", title="Adopted")
    translate(pages["elsewhere"], "it", title="Bozza", live=False)
    alias(pages["shadowed"], "it")
    outdated = translate(pages["related"], "it", title="Vecchio")
    BasePage.objects.filter(pk=outdated.pk).update(source_text_digest="old", text_changed_at=NOW - 400 * DAY)
    return pages


def fill_city(place: Saxony, base: dict[str, Any]) -> None:
    home, knowledge = place.leipzig.site.root_page, place.leipzig_knowledge
    topic = TopicPageFactory(parent=knowledge, title="Heizung", topic=TopicFactory())
    translate(adopt(base["adopted"], topic, title="In Leipzig"), "en", title="In Leipzig")
    scheduled(adopt(base["adopted-later"], topic), DAY, 3 * DAY)
    adopt(base["elsewhere"], knowledge, slug="anderswo")
    ArticlePageFactory(parent=topic, title="Shadow", slug="shadowed", related=[base["plain"], base["adopted"]])
    scheduled(TopicPageFactory(parent=topic, slug="shadowed-later", topic=TopicFactory()), DAY, 3 * DAY)
    scheduled(ArticlePageFactory(parent=topic, slug="expired"), None, -DAY)
    restrict(ArticlePageFactory(parent=topic, slug="own-hidden"))
    hidden_shadow = ArticlePageFactory(parent=topic, slug="plain", live=False)
    StandardPageFactory(parent=home, title="Menü", show_in_menus=True)
    StandardPageFactory(parent=home, title="Entwurf", show_in_menus=True, live=False)
    ArticlePageFactory(parent=place.dresden_knowledge, title="Dresden", slug="dresden")
    BasePage.objects.filter(slug__in=("related", "shadowed")).update(first_published_at=NOW - 3 * DAY)
    BasePage.objects.filter(slug="anderswo").update(first_published_at=None)
    assert not hidden_shadow.live


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Saxony]:
    # The apps say which of their pages name others when the schema is made of them.
    import_module("cms.schema")
    with django_db_blocker.unblock(), transaction.atomic():
        place = saxony()
        fill_city(place, fill_library(place))
        yield place
        transaction.set_rollback(True)


def the_edition(municipality: Municipality) -> Edition:
    atlas, _versions = draw_atlas()
    return Edition(atlas.by_pk[municipality.pk], atlas, ())


class Told:
    """The pages shown at a time, and until when a reader was told that it is so."""

    def __init__(self, edition: Edition, now: datetime) -> None:
        self.times: list[datetime] = []
        self.shown = Reader(edition, "de", now, self.tell).directory

    def tell(self, at: datetime | None) -> None:
        if at is not None:
            self.times.append(at)

    @property
    def until(self) -> datetime | None:
        return min(self.times, default=None)


def told_of(entry: Entry | None) -> Any:
    """All that an entry says."""
    if entry is None:
        return None
    return {name: getattr(entry, name) for name in Entry.__slots__ if name != "owner"} | {"owner": entry.owner.pk}


def told_of_all(entries: Any) -> list[Any]:
    return [told_of(entry) for entry in entries]


def newest_of(directory: Directory, own: bool | None, mine: int) -> list[Any]:
    articles = [e for e in directory.of_model(ArticlePage) if own is None or own is (e.owner.pk == mine)]
    return told_of_all(sorted(articles, key=by_newest))


def questions(mine: int) -> Iterator[tuple[str, Question, Callable[[Directory], Any]]]:
    """What can be asked, and how the whole directory answers it."""
    paths = {"/" + url.lstrip("/").partition("/")[2] for url in Page.objects.values_list("url_path", flat=True)}
    for path in sorted(paths | {"/nirgends/", "/wissen/nirgends/tief/", "/\0/", "/" + "a/" * 200}):
        yield (
            f"at {path[:40]}",
            lambda s, p=path: told_of(s.by_path.get(p)),
            lambda d, p=path: told_of(d.by_path.get(p)),
        )
        yield f"above {path[:40]}", lambda s, p=path: above(s, p), lambda d, p=path: above(d, p)
    keys = [*Page.objects.values_list("pk", flat=True), 0, -1, 10**30, None]
    for key in keys:
        yield f"key {key}", lambda s, k=key: told_of(s.by_pk.get(k)), lambda d, k=key: told_of(d.by_pk.get(k))
        yield f"base {key}", lambda s, k=key: told_of(s.bases.get(k)), lambda d, k=key: told_of(d.bases.get(k))
    yield (
        "all keys",
        lambda s: {k: told_of(e) for k, e in s.of_pks(keys).items()},
        lambda d: {k: told_of(d.by_pk[k]) for k in keys if k in d.by_pk},
    )
    for model in MODELS:
        name = f"all of {model.__name__}"
        yield name, lambda s, m=model: told_of_all(s.of_model(m)), lambda d, m=model: told_of_all(d.of_model(m))
    yield "menu", lambda s: told_of_all(s.menu()), lambda d: told_of_all(menu_of(d, mine))
    for own in (None, True, False):
        yield (
            f"newest {own}",
            lambda s, o=own: told_of_all(s.newest(ArticlePage, own=o)[:]),
            lambda d, o=own: newest_of(d, o, mine),
        )


def above(pages: Any, path: str) -> Any:
    entry = pages.by_path.get(path)
    return told_of_all(pages.ancestors(entry)) if entry else None


def menu_of(directory: Directory, mine: int) -> list[Entry]:
    return sorted((e for e in directory.entries if e.in_menu and e.depth == 3), key=lambda e: e.owner.pk == mine)


@pytest.mark.parametrize("key", ["region", "leipzig", "dresden"])
def test_every_narrow_question_is_answered_as_the_whole_directory_would_at_any_time(place: Saxony, key: str):
    municipality = getattr(place, key)
    whole = the_edition(municipality)
    asked = list(questions(municipality.pk))
    answered = 0
    for now in TIMES:
        directory = Told(whole, now).shown.whole
        for name, ask, expected in asked:
            found = ask(Told(the_edition(municipality), now).shown)
            assert found == expected(directory), (name, now)
            answered += bool(found)
    assert answered > 200


@pytest.mark.parametrize("key", ["region", "leipzig", "dresden"])
@pytest.mark.parametrize("seed", range(3))
def test_questions_one_after_the_other_do_not_change_each_other_s_answers(
    place: Saxony, key: str, seed: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shown, "MOST_LOOKUPS", 10_000)
    municipality = getattr(place, key)
    asked = list(questions(municipality.pk))
    random.Random(seed).shuffle(asked)
    whole, narrow = the_edition(municipality), the_edition(municipality)
    for now in TIMES:
        directory = Told(whole, now).shown.whole
        for name, ask, expected in asked:
            assert ask(Told(narrow, now).shown) == expected(directory), (name, now)


@pytest.mark.parametrize("key", ["region", "leipzig"])
def test_an_answer_ends_before_the_moment_at_which_it_would_be_another(place: Saxony, key: str):
    municipality = getattr(place, key)
    changed = 0
    for name, ask, _expected in questions(municipality.pk):
        answers = []
        for now in TIMES:
            told = Told(the_edition(municipality), now)
            answers.append((now, ask(told.shown), told.until))
        for (_now, before, until), (after, then, _until) in pairwise(answers):
            if before != then:
                changed += 1
                assert until is not None, name
                assert until <= after, name
    assert changed > 5


def test_after_many_questions_all_pages_are_read_and_no_more_asked(
    place: Saxony, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shown, "MOST_LOOKUPS", 2)
    edition = the_edition(place.leipzig)
    first = Told(edition, NOW).shown
    for path in ("/wissen/a/", "/wissen/b/", "/wissen/c/"):
        assert first.by_path.get(path) is None
    with django_assert_num_queries(0):
        assert Told(edition, NOW).shown.by_path.get("/wissen/heizung/plain/") is not None
        assert Told(edition, NOW).shown.of_model(ArticlePage)


@pytest.mark.parametrize("key", ["region", "leipzig"])
def test_a_page_is_found_with_those_above_it_and_those_it_names_in_one_query(
    place: Saxony, key: str, django_assert_num_queries: Any
):
    edition = the_edition(getattr(place, key))
    named = ArticlePage.objects.get(slug="plain", locale__language_code="de", live=True)
    with django_assert_num_queries(1):
        pages = Told(edition, NOW).shown
        found = pages.by_path.get("/wissen/heizung/related/")
        assert found is not None
        assert [entry.path for entry in pages.ancestors(found)] == ["/", "/wissen/", "/wissen/heizung/"]
        assert pages.by_pk.get(named.pk) is not None
