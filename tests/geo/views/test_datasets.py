from __future__ import annotations

import pytest
from django.urls import reverse

from geo.models import Dataset, DatasetVersion
from tests import factories
from tests.factories import geodata

from .people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def saxony():
    return factories.saxony()


def fields(**other):
    return {
        "title_de": "Gebäude", "title_en": "", "title_it": "", "name": "gebaeude", "kind": "buildings", "theme": "",
        "joins": "", "plan": "", "source_title": "Kataster", "source_url": "", "licence": "CC0", "licence_url": "",
        "attribution": "Stadt", "rank": "100", "basis": "open", "decision": "", **other,
    }  # fmt: skip


def test_an_editor_makes_a_dataset_of_their_own_city_only(saxony):
    client = client_of(person(saxony.leipzig, "editor"))
    address = reverse("dataset:add")

    foreign = client.post(address, fields(municipality=saxony.dresden.pk))
    own = client.post(address, fields(municipality=saxony.leipzig.pk))

    assert (foreign.status_code, own.status_code) == (200, 302)
    assert Dataset.objects.get().municipality == saxony.leipzig
    assert client.get(reverse("dataset:inspect", args=[Dataset.objects.get().pk])).status_code == 200


def test_the_form_and_lists_can_be_opened(saxony):
    data = geodata.dataset(saxony.leipzig)
    client = client_of(person(saxony.leipzig, "editor"))

    for address in [
        reverse("dataset:index"),
        reverse("dataset:add"),
        reverse("dataset:edit", args=[data.pk]),
        reverse("geodataimport:index"),
        reverse("buildingnote:index"),
        reverse("wagtailsnippets_geo_maplayer:add"),
        reverse("wagtailsnippets_geo_maplayer:list"),
        reverse("wagtailsnippets_geo_heatplan:add"),
        reverse("geodata:begin"),
        reverse("geodata:buildings"),
    ]:
        assert client.get(address).status_code == 200, address


def test_a_decision_on_which_data_were_imported_can_t_be_removed(saxony):
    data = geodata.dataset(saxony.leipzig, decision="Stadtrat, 1. Mai")
    version = geodata.version(data)
    client = client_of(person(saxony.leipzig, "moderator"))
    address = reverse("dataset:edit", args=[data.pk])
    said = fields(municipality=saxony.leipzig.pk, name=data.name)

    refused = client.post(address, {**said, "decision": ""})
    changed = client.post(address, {**said, "decision": "Stadtrat, 2. Mai", "basis": "owner"})
    data.refresh_from_db()
    assert (refused.status_code, changed.status_code) == (200, 302)
    assert (data.decision, data.basis) == ("Stadtrat, 2. Mai", "open")

    DatasetVersion.objects.filter(pk=version.pk).update(state="recalled")
    assert client.post(address, {**said, "decision": ""}).status_code == 302


def test_reports_tell_what_is_to_do_in_the_own_city(saxony):
    geodata.dataset(saxony.leipzig, title_de="Unentschieden", decision="")
    geodata.dataset(saxony.dresden, title_de="Fremdes", decision="")
    geodata.version(geodata.dataset(saxony.leipzig, title_de="Wartendes"), "ready")
    client = client_of(person(saxony.leipzig, "editor"))

    undecided = client.get(reverse("attention_report", args=["undecided-data"])).content.decode()
    waiting = client.get(reverse("attention_report", args=["waiting-versions"])).content.decode()

    assert "Unentschieden" in undecided
    assert "Fremdes" not in undecided
    assert "Wartendes" in waiting
