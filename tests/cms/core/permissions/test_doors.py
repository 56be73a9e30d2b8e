"""Every address of the admin, asked as the people of Leipzig about the things of Dresden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.serializers import serialize
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail_localize.models import StringSegment, Translation

from cms.core.models import User
from cms.core.reports import reports_for
from tests import factories

from .people import MARK, Town, states, town

pytestmark = [pytest.mark.django_db]
# Each walk opens every address of the admin, which takes a minute.
ROLES = [
    pytest.param("moderator", marks=pytest.mark.thorough),
    pytest.param("editor", marks=pytest.mark.thorough),
    pytest.param("advice", marks=pytest.mark.thorough),
]
# They belong to whoever asks, end the session, or take no object.
# A page of results repeats what was searched for: the beginning of the mark, in small letters.
WORD = MARK.lower()[:8]
SKIPPED = {"wagtailadmin_logout", "wagtailadmin_error_test"}


@pytest.fixture
def places():
    saxony = factories.saxony()
    leipzig = town(saxony.leipzig, saxony.leipzig_knowledge, "Pleisse")
    dresden = town(saxony.dresden, saxony.dresden_knowledge, MARK)
    return leipzig, dresden


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))
        elif pattern.name:
            yield namespace + pattern.name, pattern


def admin_addresses() -> list[tuple[str, set[str]]]:
    admin = next(p for p in get_resolver().url_patterns if str(p.pattern) == "admin/")
    found = {}
    for name, pattern in addresses(admin):
        found.setdefault(
            (name, frozenset(pattern.pattern.converters) | frozenset(pattern.pattern.regex.groupindex)), None
        )
    return [(name, set(arguments)) for name, arguments in found]


def candidates(name: str, there: Town) -> list[dict[str, Any]]:
    """What the arguments of an address can be: each of the town's things in turn."""
    translation = Translation.objects.filter(source__object_id=there.pages[1].translation_key).first()
    shared = {
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "action_name": "approve",
        "filter_spec": "max-165x165",
        "destination_id": there.pages[2].pk,
        "image_id": there.image.pk,
        "document_id": there.document.pk,
        "doc_id": there.document.pk,
        "app_name": "core",
        "action": "delete",
        "session_id": 1,
        "mode": "",
        "translation_id": translation.pk,
        "translation_source_id": translation.source_id,
        "string_segment_id": getattr(StringSegment.objects.filter(source=translation.source).first(), "pk", 1),
        "overridable_segment_id": 1,
        "redirect_id": 1,
        "uploaded_file_id": 1,
        "collection_id": there.place.collection.pk,
        "restriction_id": 1,
        "task_id": 1,
        "uidb64": "x",
        "token": "x",
        "workflow_pk": there.place.workflow.pk,
    }
    reports = [report.key for report in reports_for(there.people["editor"])]
    things = [
        *there.pages, *there.snippets, *there.geodata, there.message, there.image, there.document, there.place,
        there.place.site, there.place.workflow, there.people["editor"],
    ]  # fmt: skip
    found = []
    for number, item in enumerate(things):
        meta = item._meta
        revision = getattr(item, "latest_revision_id", None) or 1
        state, task = states(item) if hasattr(item, "workflow_states") else (None, None)
        found.append(
            {
                **shared,
                "key": reports[number % len(reports)],
                "pk": item.pk,
                "page_id": item.pk,
                "parent_page_id": item.pk,
                "page_to_move_id": item.pk,
                "page_pk": item.pk,
                "object_id": item.pk,
                "revision_id": revision,
                "workflow_state_id": getattr(state, "pk", 1),
                "task_state_id": getattr(task, "pk", 1),
                "task_id": getattr(task, "task_id", 1),
                "app_label": meta.app_label,
                "model_name": meta.model_name,
                "content_type_app_name": meta.app_label,
                "content_type_model_name": meta.model_name,
            }
        )
    return found


def urls(there: Town) -> Iterator[tuple[str, str]]:
    seen = set()
    for name, arguments in admin_addresses():
        if name in SKIPPED:
            continue
        for values in candidates(name, there):
            try:
                url = reverse(name, kwargs={key: values[key] for key in arguments})
            except NoReverseMatch:
                continue
            if url not in seen:
                seen.add(url)
                yield name, url


def queries(there: Town) -> dict[str, list[str]]:
    """Query strings by which an address names or finds things."""
    pages = "&".join(f"id={page.pk}" for page in there.pages)
    return {
        "wagtail_bulk_action": [
            f"?{pages}",
            "?id=all",
            *(f"?id={item.pk}" for item in [*there.snippets, there.image, there.document]),
        ],
        "wagtailadmin_choose_page_chosen_multiple": [f"?{pages}"],
        "wagtailadmin_choose_page": ["?page_type=events.EventPage", "?page_type=articles.ArticlePage"],
        "geodata:buildings": [f"?q={WORD}"],
        "geodata:begin": [f"?dataset={there.geodata[0].pk}"],
        "geodata:propose": [f"?dataset={there.geodata[0].pk}&style=one"],
        "wagtailadmin_choose_page_search": [f"?q={WORD}"],
        "wagtailadmin_pages:search": [f"?q={WORD}"],
        "wagtailadmin_pages:search_results": [f"?q={WORD}"],
        "wagtailadmin_api:pages:listing": [
            f"?search={WORD}",
            "?child_of=root",
            f"?child_of={there.place.site.root_page_id}",
        ],
        "wagtailimages_chooser:choose": [f"?q={WORD}"],
        "wagtailimages_chooser:chosen_multiple": [f"?id={there.image.pk}"],
        "wagtaildocs_chooser:chosen_multiple": [f"?id={there.document.pk}"],
        **{
            f"wagtailsnippetchoosers_{item._meta.app_label}_{item._meta.model_name}:chosen_multiple": [f"?id={item.pk}"]
            for item in there.snippets
        },
    }


def picture_of(there: Town) -> str:
    things = [
        *there.pages, *there.snippets, *there.geodata, there.image, there.document, there.message, there.place,
    ]  # fmt: skip
    fresh = [type(item)._base_manager.filter(pk=item.pk).first() for item in things]
    revisions = [item.latest_revision_id for item in fresh if item is not None and hasattr(item, "latest_revision_id")]
    return f"{[item is None for item in fresh]} {revisions} " + serialize("json", [item for item in fresh if item])


def body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def leaks(client: Client, there: Town, method: str, data: dict[str, Any]) -> list[str]:
    asked = queries(there)
    found = []
    for name, url in urls(there):
        for query in ["", *asked.get(name, [])]:
            response = getattr(client, method)(url + query, data)
            if response.status_code == 302 and response.url != reverse("wagtailadmin_home"):
                response = client.get(response.url)
            if MARK in body(response):
                found.append(f"{name} {url}{query}")
    return found


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_no_address_shows_another_city_s_things(places, role):
    leipzig, dresden = places

    found = leaks(signed_in(leipzig.people[role]), dresden, "get", {})

    assert not found, "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_no_address_changes_another_city_s_things(places, role):
    leipzig, dresden = places
    before = picture_of(dresden)
    data = {
        "title": "Übernommen",
        "name": "Übernommen",
        "term": "Übernommen",
        "slug": "uebernommen",
        "action-publish": "1",
        "comment": "",
        "value": "Übernommen",
        "reason": "Übernommen von nebenan",
        "sure": "on",
        "reply": "Übernommen",
        "decision": "accept",
        "low": "7",
        "state": "measured",
        "basis": "open",
        "source_title": "Übernommen",
        "next": "/admin/",
        "confirm_site_name": "",
        "locales": factories.locales()["en"].pk,
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": leipzig.place.site.root_page_id,
    }

    found = leaks(signed_in(leipzig.people[role]), dresden, "post", data)

    assert not found, "\n".join(found)
    assert picture_of(dresden) == before


def test_editors_reach_their_own_things(places):
    leipzig, _ = places
    client = signed_in(leipzig.people["editor"])
    article, centre = leipzig.pages[1], leipzig.snippets[1]

    for address in [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        reverse("wagtailadmin_explore", args=[article.get_parent().pk]),
        reverse("wagtailadmin_pages:history", args=[article.pk]),
        reverse("wagtailsnippets_advice_advicecentre:list"),
        reverse("wagtailsnippets_advice_advicecentre:history", args=[centre.pk]),
        reverse("wagtailsnippets_advice_advicecentre:add"),
        reverse("wagtailimages:edit", args=[leipzig.image.pk]),
        reverse("wagtail_localize:submit_page_translation", args=[article.pk]),
    ]:
        assert client.get(address).status_code == 200, address


def test_an_address_without_a_rule_is_closed():
    from cms.core.permissions.doors import door_is_open

    assert not door_is_open(None, "some_app:new_view", {})


@pytest.mark.thorough
def test_their_own_things_show_nothing_of_the_other_city_that_uses_them(places):
    leipzig, dresden = places
    theirs = dresden.pages[1]
    theirs.topics.add(leipzig.snippets[0])
    theirs.image = leipzig.image
    theirs.save_revision().publish()

    found = leaks(signed_in(leipzig.people["moderator"]), leipzig, "get", {})

    assert not found, "\n".join(found)
