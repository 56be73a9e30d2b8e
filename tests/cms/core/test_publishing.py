"""What is unfinished is not published, through whichever door it comes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.core.actions import set_up_municipality
from cms.core.checks import faults
from cms.core.models import User
from tests import factories
from tests.factories import block

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> factories.Saxony:
    made = factories.saxony()
    set_up_municipality(made.leipzig)
    set_up_municipality(made.region)
    return made


def person(municipality: Any, role: str) -> User:
    user = User.objects.create_user(f"{role}-{municipality.key}", f"{role}@{municipality.key}.example")
    user.groups.add(municipality.roles.get(role=role).group)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def draft(place: factories.Saxony, *, finished: bool = False, **fields: Any) -> Any:
    """A draft of an article; an unfinished one lacks its summary, audience and topics."""
    if finished:
        more = {"summary": "<p>Kurz gesagt.</p>", "audience": ["owner"], "topics": [factories.TopicFactory()]}
        fields = {**more, **fields}
    page = factories.ArticlePageFactory(parent=place.leipzig_knowledge, live=False, **fields)
    page.save_revision()
    return page


def fresh(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific


def told(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def approve(client: Client, item: Any, address: str, **headers: str) -> Any:
    state = item.current_workflow_task_state
    return client.post(reverse(address, args=[item.pk, "approve", state.pk]), {"comment": ""}, headers=headers)


def submitted(place: factories.Saxony, **fields: Any) -> Any:
    page = draft(place, **fields)
    page.get_workflow().start(page, person(place.leipzig, "editor"))
    return fresh(page)


def test_an_unfinished_page_is_not_approved_and_the_moderator_reads_why(place: Any):
    page = submitted(place, title="Pellets")
    client = signed_in(person(place.leipzig, "moderator"))
    response = approve(client, page, "wagtailadmin_pages:workflow_action")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Pellets" in told(response)
    assert "Einfach gesagt: Sagen Sie das Wichtigste" in told(response)
    page = fresh(page)
    assert not page.live
    assert page.current_workflow_state.status == "in_progress"


def test_the_window_in_which_it_is_approved_leads_to_the_page_too(place: Any):
    page = submitted(place, title="Pellets")
    client = signed_in(person(place.leipzig, "moderator"))
    answer = approve(client, page, "wagtailadmin_pages:workflow_action", **{"x-requested-with": "XMLHttpRequest"})
    assert answer.json() == {"step": "success", "redirect": reverse("wagtailadmin_pages:edit", args=[page.pk])}
    assert not fresh(page).live


def test_a_finished_page_is_published_when_it_is_approved(place: Any):
    page = submitted(place, finished=True)
    approve(signed_in(person(place.leipzig, "moderator")), page, "wagtailadmin_pages:workflow_action")
    assert fresh(page).live


def test_a_snippet_whose_words_became_wrong_is_not_approved(place: Any):
    programme = factories.FundingProgrammeFactory(municipality=place.leipzig, live=False)
    factories.rate(programme, 30, valid_from=timezone.localdate())
    programme.get_workflow().start(programme, person(place.leipzig, "editor"))
    revision = programme.get_latest_revision()
    revision.content["title"] = ""
    revision.save()
    client = signed_in(person(place.leipzig, "moderator"))
    response = approve(client, programme, programme.snippet_viewset.get_url_name("workflow_action"))
    programme.refresh_from_db()
    assert not programme.live
    assert response.status_code == 302
    assert told(response)


def publish_all(client: Client, pages: list[Any], **data: str) -> Any:
    ids = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?{ids}", data)


def test_of_several_pages_only_the_finished_are_published_and_the_others_named(place: Any):
    good, bad = draft(place, title="Fertig", finished=True), draft(place, title="Halbfertig")
    response = publish_all(signed_in(person(place.leipzig, "moderator")), [good, bad])
    assert fresh(good).live
    assert not fresh(bad).live
    assert "Halbfertig" in told(response)
    assert "Fertig" not in told(response).replace("Halbfertig", "")


def test_pages_below_those_chosen_are_looked_at_too(place: Any):
    parent = draft(place, title="Oben", finished=True)
    more = {"summary": "<p>Kurz.</p>", "audience": ["owner"], "topics": [factories.TopicFactory()]}
    good = factories.ArticlePageFactory(parent=parent, title="Darunter", live=False, **more)
    good.save_revision()
    bad = factories.ArticlePageFactory(parent=parent, title="Leer", live=False)
    client = signed_in(person(place.leipzig, "moderator"))
    response = publish_all(client, [fresh(parent)], include_descendants="on")
    assert fresh(parent).live
    assert fresh(good).live, told(response)
    assert not fresh(bad).live
    assert "Leer" in told(response)


def scheduled(place: Any, **fields: Any) -> Any:
    """A page that somebody planned for a moment that has come."""
    page = draft(place, **fields)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = page.save_revision(user=person(place.leipzig, "editor"))
    revision.approved_go_live_at = page.go_live_at
    revision.save()
    return page


def test_a_planned_page_that_is_unfinished_stays_unpublished_and_its_people_are_told(place: Any):
    page = scheduled(place, title="Pellets")
    moderator = person(place.leipzig, "moderator")
    person(place.region, "moderator")
    call_command("publish_scheduled")
    call_command("publish_scheduled")
    assert not fresh(page).live
    assert {mail_.to[0] for mail_ in mail.outbox} == {"editor@leipzig.example", moderator.email}
    assert len(mail.outbox) == 2, "once each"
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert "Pellets" in text
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in text
    assert "<" not in text


def test_one_unfinished_page_keeps_no_other_from_its_time(place: Any):
    scheduled(place, title="Pellets")
    User.objects.all().delete()
    good = scheduled(place, title="Fertig", finished=True)
    call_command("publish_scheduled")
    assert fresh(good).live


def test_a_lost_mail_keeps_nothing_from_its_time(place: Any, settings: Any):
    settings.EMAIL_BACKEND = "tests.cms.core.test_publishing.Nowhere"
    bad = scheduled(place, title="Pellets")
    call_command("publish_scheduled")
    assert not fresh(bad).live
    assert fresh(bad).get_latest_revision().approved_go_live_at is None


class Nowhere:
    """A mail server that is down."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def send_messages(self, messages: list[Any]) -> int:
        raise ConnectionRefusedError


def test_faults_name_the_block_they_are_in(place: Any):
    image = factories.ImageFactory(alt_de="")
    body = [block("text", "<p>Ein Absatz.</p>"), block("image", {"image": image.pk, "alt": "", "caption": ""})]
    found = faults(draft(place, finished=True, body=body, image=image))
    assert len(found) == 2
    [in_body] = [fault for fault in found if "2" in fault.place]
    assert "Bild" in in_body.place


def test_a_finished_page_has_no_faults_and_a_translation_only_its_own(place: Any):
    page = draft(place, finished=True)
    assert faults(fresh(page)) == []
    page.save_revision().publish()
    assert faults(factories.translate(fresh(page), "en", title="Pump", summary="")) == []
