from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from geo.actions.collect_leftovers import finish_discarding
from geo.models import Address, Cell, DatasetVersion, Fact, Feature, Shape
from tests import factories
from tests.factories import geodata

from .people import client_of, person

pytestmark = pytest.mark.django_db
State = DatasetVersion.State


@pytest.fixture
def saxony():
    return factories.saxony()


@pytest.fixture
def ready(saxony):
    """A version that an editor of Leipzig imported."""
    data = geodata.dataset(saxony.leipzig, basis="act")
    version = geodata.version(data, State.READY)
    version.imported_by = person(saxony.leipzig, "editor", "importer")
    version.save()
    geodata.building(version, "1", street="Probeweg", type="single_family", year=1931, storeys=2)
    geodata.building(version, "2", 20, street="Probeweg", type="multi_family", year=1904, storeys=4)
    return version


def test_a_colleague_sees_what_the_public_would_see_and_makes_it_so(saxony, ready):
    client = client_of(person(saxony.leipzig, "moderator"))
    address = reverse("geodata:version", args=[ready.pk])

    page = client.get(address).content.decode()
    shown = client.get(reverse("geodata:sample", args=[ready.pk])).json()["features"]
    client.post(reverse("geodata:activate", args=[ready.pk]))

    assert reverse("geodata:activate", args=[ready.pk]) in page
    told = [" ".join(str(value) for value in each["properties"].values()) for each in shown]
    assert "1904" in told[1]
    assert "1931" not in told[0]
    ready.refresh_from_db()
    assert ready.state == State.ACTIVE


def test_who_imported_a_version_can_t_activate_it_and_is_told_so(saxony, ready):
    moderator = person(saxony.leipzig, "moderator")
    DatasetVersion.objects.filter(pk=ready.pk).update(imported_by=moderator)
    client = client_of(moderator)

    page = client.get(reverse("geodata:version", args=[ready.pk])).content.decode()
    client.post(reverse("geodata:activate", args=[ready.pk]))

    assert reverse("geodata:activate", args=[ready.pk]) not in page
    ready.refresh_from_db()
    assert ready.state == State.READY


def test_editors_can_t_activate_recall_or_roll_back(saxony, ready):
    client = client_of(person(saxony.leipzig, "editor"))

    for name, key in [("activate", ready.pk), ("recall", ready.pk), ("roll_back", ready.dataset.pk)]:
        assert client.post(reverse(f"geodata:{name}", args=[key])).status_code in (302, 403), name

    ready.refresh_from_db()
    assert ready.state == State.READY
    assert reverse("geodata:activate", args=[ready.pk]) not in client.get(
        reverse("geodata:version", args=[ready.pk])
    ).content.decode()  # fmt: skip


def test_a_recall_wants_a_reason_and_a_yes(saxony, ready):
    client = client_of(person(saxony.leipzig, "moderator"))
    geodata.activate(ready)
    address = reverse("geodata:recall", args=[ready.pk])

    unsure = client.post(address, {"reason": "Falsche Datei veröffentlicht"})
    short = client.post(address, {"reason": "nein", "sure": "on"})
    done = client.post(address, {"reason": "Falsche Datei veröffentlicht", "sure": "on"})

    assert (unsure.status_code, short.status_code, done.status_code) == (422, 422, 302)
    ready.refresh_from_db()
    assert (ready.state, ready.recall_reason) == (State.RECALLED, "Falsche Datei veröffentlicht")
    assert "Falsche Datei" in client.get(reverse("geodata:version", args=[ready.pk])).content.decode()


def test_two_versions_are_compared_feature_by_feature(saxony, ready):
    geodata.activate(ready)
    new = geodata.version(ready.dataset, State.READY)
    geodata.building(new, "1", street="Probeweg", type="single_family", year=1931, storeys=3)
    geodata.building(new, "3", 60, storeys=1)

    page = client_of(person(saxony.leipzig, "editor")).get(reverse("geodata:compare", args=[new.pk])).content.decode()

    assert "<li><strong>1</strong>" in page
    assert "<li>3</li>" in page


def test_going_back_makes_the_version_before_active(saxony, ready):
    geodata.activate(ready)
    geodata.version(ready.dataset)
    client = client_of(person(saxony.leipzig, "moderator"))

    assert reverse("geodata:roll_back", args=[ready.dataset.pk]) in client.get(
        reverse("dataset:inspect", args=[ready.dataset.pk])
    ).content.decode()  # fmt: skip
    client.post(reverse("geodata:roll_back", args=[ready.dataset.pk]))

    ready.refresh_from_db()
    assert ready.state == State.ACTIVE


def test_another_city_s_versions_are_closed(saxony, ready):
    client = client_of(person(saxony.dresden, "moderator"))

    for name in ("version", "sample", "compare"):
        assert client.get(reverse(f"geodata:{name}", args=[ready.pk])).status_code in (302, 403), name
    assert client.get(reverse("dataset:inspect", args=[ready.dataset.pk])).status_code in (302, 403)
    assert str(ready.dataset) not in client.get(reverse("dataset:index")).content.decode()


def test_who_imported_a_version_can_discard_it_with_a_yes(saxony, ready, django_capture_on_commit_callbacks):
    client = client_of(ready.imported_by)
    address = reverse("geodata:discard", args=[ready.pk])

    offered = client.get(reverse("geodata:version", args=[ready.pk])).content.decode()
    asked = client.get(address)
    ready.refresh_from_db()
    still = ready.state
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(address)

    assert address in offered
    assert (asked.status_code, still, done.status_code) == (200, State.READY, 302)
    ready.refresh_from_db()
    assert ready.state == State.DISCARDED
    assert not any(model.objects.exists() for model in (Shape, Fact, Address, Cell, Feature))
    page = client.get(reverse("geodata:version", args=[ready.pk]))
    assert (page.status_code, address in page.content.decode()) == (200, False)
    told = ModelLogEntry.objects.get(action="geo.discard_version")
    assert (told.user, told.data["number"]) == (ready.imported_by, 1)


def test_a_moderator_discards_it_too_but_no_other_editor(saxony, ready):
    address = reverse("geodata:discard", args=[ready.pk])
    other = client_of(person(saxony.leipzig, "editor"))

    assert other.post(address).status_code in (302, 403)
    assert address not in other.get(reverse("geodata:version", args=[ready.pk])).content.decode()
    ready.refresh_from_db()
    assert ready.state == State.READY

    client_of(person(saxony.leipzig, "moderator")).post(address)
    ready.refresh_from_db()
    assert ready.state == State.DISCARDED


@pytest.mark.parametrize("state", [State.ACTIVE, State.REPLACED, State.STAGING, State.RECALLED])
def test_what_readers_have_seen_or_what_is_under_way_is_not_discarded(saxony, ready, state):
    DatasetVersion.objects.filter(pk=ready.pk).update(state=state)
    client = client_of(person(saxony.leipzig, "moderator"))

    client.post(reverse("geodata:discard", args=[ready.pk]))

    ready.refresh_from_db()
    assert (ready.state, Shape.objects.count()) == (state, 2)


def test_discarding_leaves_the_version_that_readers_see_as_it_is(saxony, ready, django_capture_on_commit_callbacks):
    geodata.activate(ready)
    new = geodata.version(ready.dataset, State.READY)
    geodata.building(new, "1", street="Probeweg", storeys=3)
    geodata.building(new, "3", 60, storeys=1)

    with django_capture_on_commit_callbacks(execute=True):
        client_of(person(saxony.leipzig, "moderator")).post(reverse("geodata:discard", args=[new.pk]))

    assert sorted(Feature.objects.values_list("source_id", flat=True)) == ["1", "2"]
    assert set(Shape.objects.values_list("version", flat=True)) == {ready.pk}
    assert not Feature.objects.exclude(gone_since=None).exists()


def test_a_removal_that_was_stopped_is_finished_later(saxony, ready):
    DatasetVersion.objects.filter(pk=ready.pk).update(state=State.DISCARDED)

    assert (finish_discarding(), finish_discarding()) == (1, 0)
    assert not Shape.objects.exists()
