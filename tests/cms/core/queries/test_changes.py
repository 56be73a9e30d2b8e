from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import AddressChange
from tests.asking import ask
from tests.factories import (
    ArticlePageFactory,
    GlossaryIndexPageFactory,
    GlossaryTermFactory,
    Saxony,
    TopicFactory,
    TopicPageFactory,
    adopt,
    alias,
    restrict,
    saxony,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# Every city has its own where the library has one, too.
OWN = ("/", "/wissen/")
CHANGES = """
query ($since: DateTime) {
  changes(since: $since, first: 100) { edges { node { id kind title path url changedAt removed } } }
}
"""


@pytest.fixture
def place() -> Saxony:
    return saxony()


def changes(at: Any, since: Any = None) -> list[dict[str, Any]]:
    found = ask(CHANGES, at, since=since.isoformat() if since else None)["changes"]["edges"]
    return [edge["node"] for edge in found]


def gone(at: Any, since: Any = None) -> list[str]:
    """The paths a client has to drop."""
    return [change["path"] for change in changes(at, since) if change["removed"] and change["path"] not in OWN]


def kept(at: Any, before: Any) -> dict[str, str]:
    """What a client that knew everything at ``before`` holds after it followed the changes, by path."""
    held = {change["path"]: change["id"] for change in changes(at, None) if not change["removed"]}
    for change in reversed(changes(at, before)):
        if change["removed"]:
            held.pop(change["path"], None)
        else:
            held[change["path"]] = change["id"]
    return held


def section_of(place: Saxony, **fields: Any) -> Any:
    return TopicPageFactory(parent=place.leipzig_knowledge, topic=TopicFactory(), **fields)


def fresh(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific


def test_an_unpublished_page_is_named_with_its_path_and_id_and_no_title(place: Saxony):
    page = ArticlePageFactory(parent=place.leipzig_knowledge, title="Pumpe", slug="pumpe")
    [known] = [change["id"] for change in changes(place.leipzig) if change["path"] == "/wissen/pumpe/"]
    before = timezone.now()
    fresh(page).unpublish()
    [change] = changes(place.leipzig, before)
    assert change.pop("changedAt") > before.isoformat()
    assert change == {
        "id": known,
        "kind": "Article",
        "title": None,
        "path": "/wissen/pumpe/",
        "url": "http://leipzig.localhost/de/wissen/pumpe/",
        "removed": True,
    }


def test_a_deleted_page_takes_those_below_it_along(place: Saxony):
    section = section_of(place, title="Heizung", slug="heizung")
    ArticlePageFactory(parent=section, title="Pumpe", slug="pumpe")
    ArticlePageFactory(parent=section, title="Entwurf", slug="entwurf", live=False)
    before = timezone.now()
    fresh(section).delete()
    assert sorted(gone(place.leipzig, before)) == ["/wissen/heizung/", "/wissen/heizung/pumpe/"]


def test_a_page_made_private_takes_those_below_it_along_until_it_is_opened(place: Saxony):
    section = section_of(place, title="Heizung", slug="heizung")
    ArticlePageFactory(parent=section, title="Pumpe", slug="pumpe")
    restriction = restrict(section)
    assert sorted(gone(place.leipzig)) == ["/wissen/heizung/", "/wissen/heizung/pumpe/"]
    before = timezone.now()
    restriction.delete()
    assert gone(place.leipzig) == []
    assert {change["path"] for change in changes(place.leipzig, before)} == {
        "/wissen/heizung/",
        "/wissen/heizung/pumpe/",
    }


def test_a_private_page_that_is_deleted_stays_gone(place: Saxony):
    page = ArticlePageFactory(parent=place.leipzig_knowledge, title="Pumpe", slug="pumpe")
    restrict(page)
    fresh(page).delete()
    assert gone(place.leipzig) == ["/wissen/pumpe/"]


def test_what_was_never_public_leaves_no_trace(place: Saxony):
    draft = ArticlePageFactory(parent=place.leipzig_knowledge, title="Entwurf", slug="entwurf", live=False)
    section = section_of(place, title="Intern", slug="intern", live=False)
    restrict(section)
    inside = ArticlePageFactory(parent=section, title="Innen", slug="innen")
    waiting = ArticlePageFactory(
        parent=place.leipzig_knowledge, title="Bald", slug="bald", go_live_at=timezone.now() + timedelta(days=1)
    )
    copy = alias(ArticlePageFactory(parent=place.leipzig_knowledge, title="Pumpe", slug="pumpe"), "en")
    restrict(draft)
    fresh(inside).move(draft, "last-child")
    for page in (waiting, inside, draft, section, copy):
        fresh(page).delete()
    GlossaryTermFactory(term="Entwurf", slug="entwurf", live=False).delete()
    assert not AddressChange.objects.exists()


def test_a_page_published_again_is_no_longer_gone(place: Saxony):
    page = ArticlePageFactory(parent=place.leipzig_knowledge, title="Pumpe", slug="pumpe")
    fresh(page).unpublish()
    before = timezone.now()
    fresh(page).save_revision().publish()
    assert [(change["path"], change["removed"]) for change in changes(place.leipzig, before)] == [
        ("/wissen/pumpe/", False)
    ]
    assert not AddressChange.objects.exists()


def test_a_page_published_where_nobody_may_read_stays_gone(place: Saxony):
    page = ArticlePageFactory(parent=place.leipzig_knowledge, title="Pumpe", slug="pumpe")
    restrict(page)
    fresh(page).save_revision().publish()
    assert gone(place.leipzig) == ["/wissen/pumpe/"]


def test_another_city_s_removals_are_not_named_the_library_s_are(place: Saxony):
    own = ArticlePageFactory(parent=place.dresden_knowledge, title="Dresden", slug="dresden")
    shared = ArticlePageFactory(parent=place.library, title="Pumpe", slug="pumpe")
    fresh(own).unpublish()
    fresh(shared).unpublish()
    assert gone(place.leipzig) == ["/wissen/pumpe/"]
    assert gone(place.region) == ["/wissen/pumpe/"]
    assert sorted(gone(place.dresden)) == ["/wissen/dresden/", "/wissen/pumpe/"]


def test_a_moved_page_is_gone_at_its_old_address_and_told_at_its_new_one(place: Saxony):
    section = section_of(place, title="Heizung", slug="heizung")
    page = ArticlePageFactory(parent=section, title="Pumpe", slug="pumpe")
    other = section_of(place, title="Technik", slug="technik")
    before = timezone.now()
    fresh(section).move(fresh(other), "last-child")
    assert sorted(gone(place.leipzig, before)) == ["/wissen/heizung/", "/wissen/heizung/pumpe/"]
    held = kept(place.leipzig, before)
    assert "/wissen/technik/heizung/pumpe/" in held
    assert "/wissen/heizung/pumpe/" not in held
    told = [change["removed"] for change in changes(place.leipzig, before) if change["id"] == page_id(page)]
    assert told == [False, True], "whoever goes by ids and reads from the oldest change keeps it"
    fresh(section).move(fresh(place.leipzig_knowledge), "last-child")
    assert sorted(gone(place.leipzig)) == ["/wissen/technik/heizung/", "/wissen/technik/heizung/pumpe/"]


def page_id(page: Any) -> str:
    from cms.core.graphql.scalars import global_id

    return global_id("Article", page.translation_key)


def test_a_page_moved_to_another_city_is_gone_at_the_first(place: Saxony):
    page = ArticlePageFactory(parent=place.leipzig_knowledge, title="Pumpe", slug="pumpe")
    before = timezone.now()
    fresh(page).move(fresh(place.dresden_knowledge), "last-child")
    assert gone(place.leipzig, before) == ["/wissen/pumpe/"]
    assert [(change["path"], change["removed"]) for change in changes(place.dresden, before)] == [
        ("/wissen/pumpe/", False)
    ]


def test_a_page_moved_below_a_private_one_is_gone(place: Saxony):
    page = ArticlePageFactory(parent=place.leipzig_knowledge, title="Pumpe", slug="pumpe")
    section = section_of(place, title="Intern", slug="intern", live=False)
    restrict(section)
    fresh(page).move(fresh(section), "last-child")
    assert gone(place.leipzig) == ["/wissen/pumpe/"]
    before = timezone.now()
    fresh(page).move(fresh(place.leipzig_knowledge), "last-child")
    assert [(change["path"], change["removed"]) for change in changes(place.leipzig, before)] == [
        ("/wissen/pumpe/", False)
    ]


def test_a_new_address_leaves_the_old_one_gone(place: Saxony, django_capture_on_commit_callbacks: Any):
    section = section_of(place, title="Heizung", slug="heizung")
    ArticlePageFactory(parent=section, title="Pumpe", slug="pumpe")
    before = timezone.now()
    page = fresh(section)
    page.slug = "waerme"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert sorted(gone(place.leipzig, before)) == ["/wissen/heizung/", "/wissen/heizung/pumpe/"]
    assert {"/wissen/waerme/", "/wissen/waerme/pumpe/"} <= kept(place.leipzig, before).keys()


def test_what_has_expired_is_gone_since_then_whether_or_not_the_scheduler_ran(place: Saxony):
    over = timezone.now() - timedelta(hours=2)
    page = ArticlePageFactory(parent=place.leipzig_knowledge, title="Pumpe", slug="pumpe")
    GlossaryIndexPageFactory(parent=place.region.site.root_page)
    term = GlossaryTermFactory(term="Wärmeplan", slug="waermeplan")
    for item in (page, term):
        type(item).objects.filter(pk=item.pk).update(expire_at=over)
    place.leipzig.save()
    expected = {"/wissen/pumpe/": over.isoformat(), "/glossar/waermeplan/": over.isoformat()}
    assert since_when(place) == expected
    call_command("publish_scheduled")
    assert since_when(place) == expected
    assert gone(place.leipzig, over + timedelta(minutes=1)) == []


def since_when(place: Saxony) -> dict[str, str]:
    found = [change for change in changes(place.leipzig) if change["removed"] and change["path"] not in OWN]
    return {change["path"]: change["changedAt"] for change in found}


@pytest.mark.parametrize("how", ["unpublish", "delete", "slug", "owner"])
def test_a_term_is_gone_below_the_page_of_its_kind(place: Saxony, how: str):
    GlossaryIndexPageFactory(parent=place.region.site.root_page)
    term = GlossaryTermFactory(term="Wärmeplan", slug="waermeplan")
    before = timezone.now()
    match how:
        case "unpublish":
            term.unpublish()
        case "delete":
            term.delete()
        case "slug":
            term.slug = "plan"
            term.save_revision().publish()
        case "owner":
            term.municipality = place.dresden
            term.save_revision().publish()
    assert gone(place.leipzig, before) == ["/glossar/waermeplan/"]
    held = kept(place.leipzig, before)
    assert "/glossar/waermeplan/" not in held
    assert ("/glossar/plan/" in held) == (how == "slug")


def test_terms_go_with_the_page_of_their_kind(place: Saxony):
    index = GlossaryIndexPageFactory(parent=place.region.site.root_page)
    GlossaryTermFactory(term="Wärmeplan", slug="waermeplan")
    before = timezone.now()
    fresh(index).unpublish()
    assert sorted(gone(place.leipzig, before)) == ["/glossar/", "/glossar/waermeplan/"]
    fresh(index).save_revision().publish()
    assert gone(place.leipzig, before) == []


def test_a_library_page_that_a_city_made_its_own_is_gone_there_and_comes_back(place: Saxony):
    base = ArticlePageFactory(parent=place.library, title="Pumpe", slug="pumpe")
    before = timezone.now()
    own = adopt(base, place.leipzig_knowledge, slug="pumpe-leipzig")
    assert gone(place.leipzig, before) == ["/wissen/pumpe/"]
    assert gone(place.dresden, before) == []
    same = ArticlePageFactory(parent=place.dresden_knowledge, title="Pumpe", slug="pumpe")
    assert kept(place.dresden, before)["/wissen/pumpe/"] == page_id(same)
    later = timezone.now()
    fresh(same).unpublish()
    assert kept(place.dresden, later)["/wissen/pumpe/"] == page_id(base)
    fresh(own).unpublish()
    assert gone(place.leipzig, before) == ["/wissen/pumpe-leipzig/"]


def test_a_translation_that_goes_removes_nothing(place: Saxony):
    page = ArticlePageFactory(parent=place.leipzig_knowledge, title="Pumpe", slug="pumpe")
    english = translate(page, "en", title="Pump")
    fresh(english).unpublish()
    fresh(english).delete()
    assert gone(place.leipzig) == []


def test_removals_are_forgotten_after_their_time(place: Saxony):
    for slug, days in (("alt", 401), ("neu", 399)):
        fresh(ArticlePageFactory(parent=place.leipzig_knowledge, title=slug, slug=slug)).unpublish()
        AddressChange.objects.filter(address=f"/wissen/{slug}/").update(at=timezone.now() - timedelta(days=days))
    call_command("forget_removals")
    assert gone(place.leipzig) == ["/wissen/neu/"]
