"""Editors send a flow away and take one in, and nobody does so in another municipality."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.core.actions import set_up_municipality
from cms.core.models import User
from knowledge.guidance.actions.import_flow import import_flow
from knowledge.guidance.actions.plan_import import plan_import
from knowledge.guidance.files.flow_file import read_flow_file
from knowledge.guidance.models import GuidanceFact, GuidancePage
from tests.factories import saxony
from tests.factories.guidance import GuidanceIndexPageFactory

from .files.travelling import SENT, changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return saxony()


@pytest.fixture
def index(place):
    return GuidanceIndexPageFactory(parent=place.leipzig.site.root_page)


@pytest.fixture
def sign_in(client, place):
    def sign_in(municipality):
        user = User.objects.create_user(f"redaktion-{municipality.key}")
        user.groups.add(set_up_municipality(municipality)["editor"])
        client.force_login(user)
        return client

    return sign_in


def upload(content=SENT):
    return {"file": SimpleUploadedFile("heizung.yaml", content)}


def hidden(html):
    return dict(re.findall(r'<input type="hidden" name="(name|content|seen)" value="([^"]*)"', html))


def test_an_editor_looks_at_what_an_import_would_do_and_confirms_it(sign_in, place, index):
    client, url = sign_in(place.leipzig), reverse("guidance:import", args=[index.pk])
    assert url in client.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
    assert 'type="file"' in client.get(url).content.decode()
    shown = client.post(url, upload()).content.decode()
    assert "Energieträger" in shown
    assert "/beratung/" in shown
    assert not GuidanceFact.objects.exists()
    answer = client.post(url, hidden(shown))
    page = GuidancePage.objects.get(locale__language_code="de")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live
    assert client.get(answer.url).status_code == 200


def test_what_changed_after_the_look_is_shown_again(sign_in, place, index):
    client, url = sign_in(place.leipzig), reverse("guidance:import", args=[index.pk])
    seen = hidden(client.post(url, upload()).content.decode())
    import_flow(plan_import(read_flow_file(changed("key: heizung\n", "key: andere\n"), "x"), index))
    assert client.post(url, seen).status_code == 200
    assert not GuidancePage.objects.filter(slug="heizung").exists()


def test_mistakes_are_shown_with_their_line(sign_in, place, index):
    client, url = sign_in(place.leipzig), reverse("guidance:import", args=[index.pk])
    answer = client.post(url, upload(changed("kind: choice", "kind: <script>")))
    assert answer.status_code == 400
    assert "heizung.yaml, Zeile 31, facts[1].kind" in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert client.post(url, upload(b"x" * 1_000_001)).status_code == 400
    assert client.post(url, {}).status_code == 200
    assert client.post(url, {"content": "no base64!", "seen": "x"}).status_code == 200


def test_an_editor_downloads_a_flow(sign_in, place, index):
    page = import_flow(plan_import(read_flow_file(SENT, "x"), index))
    client, url = sign_in(place.leipzig), reverse("guidance:export", args=[page.pk])
    assert url in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    answer = client.get(url)
    assert answer["Content-Disposition"] == 'attachment; filename="heizung.yaml"'
    assert read_flow_file(answer.content, "again").flow.key == "heizung"


def test_a_flow_that_is_only_begun_is_not_written_and_that_is_said(sign_in, place, index):
    page = GuidancePage(title="Begonnen", slug="begonnen", locale=index.locale, live=False)
    index.add_child(instance=page)
    page.steps = [{"type": "question", "id": "x", "value": {"fact": "", "words": "Was?", "why": ""}}]
    page.save_revision(clean=False)
    client = sign_in(place.leipzig)
    answer = client.get(reverse("guidance:export", args=[page.pk]), follow=True)
    assert answer.redirect_chain[0][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "steps[0].ask" in answer.content.decode()


def test_people_of_another_city_neither_export_nor_import(sign_in, place, index):
    page = import_flow(plan_import(read_flow_file(SENT, "x"), index))
    client = sign_in(place.dresden)
    for url in (reverse("guidance:export", args=[page.pk]), reverse("guidance:import", args=[index.pk])):
        assert client.get(url).status_code in (302, 403, 404)
        assert client.post(url, upload()).status_code in (302, 403, 404)
    assert GuidancePage.objects.filter(locale__language_code="de").count() == 1
