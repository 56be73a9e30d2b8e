"""The picture of a flow in the admin."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.core.actions import set_up_municipality
from cms.core.models import Municipality, User
from knowledge.guidance.models import FlowUse, GuidancePage
from tests.factories import Saxony

pytestmark = pytest.mark.django_db


@pytest.fixture
def flow(place: Saxony) -> GuidancePage:
    page = GuidancePage.objects.get(locale__language_code="de")
    page.save_revision()
    return page


def signed_in(municipality: Municipality) -> Client:
    groups = set_up_municipality(Municipality.objects.get(pk=municipality.pk))
    user, _made = User.objects.get_or_create(username=f"editor-{municipality.key}")
    user.groups.add(groups["editor"])
    client = Client()
    client.force_login(user)
    return client


def used(flow: GuidancePage, municipality: Municipality, to: str, count: int) -> None:
    FlowUse.objects.create(
        municipality=municipality, flow=flow.translation_key, step="heating.carrier", to=to, event="reached",
        day=timezone.localdate(), count=count,
    )  # fmt: skip


def test_every_step_leads_to_its_block_and_conditions_are_sentences(place: Saxony, flow: GuidancePage):
    page = signed_in(place.region).get(reverse("guidance:picture", args=[flow.pk])).content.decode()
    for block in flow.steps.raw_data:
        assert page.count(f"#block-{block['id']}-section") >= 2, "in the drawing and in the list"
    assert "Energieträger ist Fernwärme" in page or "Energieträger is Fernwärme" in page


def test_small_counts_are_hidden_and_those_of_others_not_counted(place: Saxony, flow: GuidancePage):
    used(flow, place.region, "owner.income", 37)
    used(flow, place.leipzig, "owner.income", 100)
    used(flow, place.region, "connected", 4)
    page = signed_in(place.region).get(reverse("guidance:picture", args=[flow.pk])).content.decode()
    assert "37×" in page
    assert "137×" not in page
    assert "4×" not in page


def test_other_towns_have_no_picture_of_it(place: Saxony, flow: GuidancePage):
    assert signed_in(place.leipzig).get(reverse("guidance:picture", args=[flow.pk])).status_code == 302
