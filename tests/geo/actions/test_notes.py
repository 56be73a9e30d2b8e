from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from geo.actions.decide_note import accept_note, decline_note, delete_expired_notes
from geo.actions.mail_notes import remind_of_notes, send_waiting_mails
from geo.actions.make_groups import make_groups
from geo.actions.receive_note import receive_note
from geo.actions.refusals import Refusal
from geo.models import BuildingNote, Feature, GroupFigure
from geo.queries.visible import public_facts
from geo.values.notes import Sent, a_month_after
from tests.factories import saxony
from tests.factories.geodata import building, dataset, version

pytestmark = pytest.mark.django_db
KEY = "abcdefghijklmnop"


@pytest.fixture
def place():
    return saxony()


@pytest.fixture
def houses(place):
    return version(dataset(place.leipzig, basis="act"))


def send(place, house, key=KEY, kind="objection", text="", client="10.0.0.1", **more):
    return receive_note(place.leipzig, house, Sent(kind, text, "de", key, **more), timezone.now(), client)


def editor():
    return get_user_model().objects.create_user("redaktion")


def test_a_note_is_stored_once_and_answered_within_a_month(place, houses):
    house = building(houses, "1")

    first, second = send(place, house), send(place, house)

    note = BuildingNote.objects.get()
    assert first == second
    assert (first.due_on, note.municipality) == (a_month_after(timezone.localdate()), place.leipzig)


def test_an_objection_needs_no_reason_and_a_correction_says_what_is_wrong(place, houses):
    house = building(houses, "1")

    assert send(place, house).accepted
    assert [each.field for each in send(place, house, kind="correction", attribute="colour", email="x").problems] == [
        "text", "email", "attribute",
    ]  # fmt: skip


def test_buildings_of_other_cities_are_not_known(place):
    other = building(version(dataset(place.dresden)), "1")

    assert not send(place, other).accepted
    assert not send(place, None).accepted


def test_machines_get_a_receipt_and_too_many_notes_are_refused(place, houses):
    house = building(houses, "1")

    assert send(place, house, trap="x").accepted
    assert not BuildingNote.objects.exists()
    found = []
    for n in range(6):
        # Not in a cache, which each process has its own of.
        cache.clear()
        found.append(send(place, house, key=f"{KEY}{n}").accepted)
    assert found == [True] * 5 + [False]
    assert send(place, house, key=f"{KEY}9", client="10.0.0.2").accepted


@pytest.mark.parametrize(
    ("day", "due"), [(date(2026, 1, 31), date(2026, 2, 28)), (date(2026, 12, 5), date(2027, 1, 5))]
)
def test_a_month_ends_on_the_same_day_or_the_last(day, due):
    assert a_month_after(day) == due


@pytest.mark.database
def test_an_accepted_objection_hides_the_figures_everywhere(place, houses):
    built = [building(houses, str(n), n * 12, type="single_family", height=6, heat_consumption=1000) for n in range(6)]
    make_groups(houses)
    send(place, built[0])

    accept_note(BuildingNote.objects.get(), editor(), "Erledigt.")

    assert Feature.objects.get(pk=built[0].pk).hidden
    assert public_facts([built[0].pk], [houses.pk]) == {}
    assert not GroupFigure.objects.exclude(low=None).exists()


def test_a_declined_note_changes_nothing_and_needs_an_answer(place, houses):
    house = building(houses, "1", height=6)
    send(place, house)
    note, user = BuildingNote.objects.get(), editor()

    with pytest.raises(Refusal):
        decline_note(note, user, " ")
    decline_note(note, user, "Die Höhe stimmt.")
    with pytest.raises(Refusal):
        accept_note(note, user, "Doch.")
    assert not Feature.objects.get(pk=house.pk).hidden
    assert (note.state, note.decided_by) == ("declined", user)


def test_notes_go_when_nobody_needs_them_but_not_before_they_are_answered(place, houses):
    house = building(houses, "1")
    send(place, house)
    later = timezone.localdate() + timedelta(days=800)

    assert delete_expired_notes(later) == 0
    decline_note(BuildingNote.objects.get(), editor(), "Nein.")
    assert delete_expired_notes(timezone.localdate()) == 0
    assert delete_expired_notes(later) == 1


def test_who_sent_a_note_is_forgotten_the_next_day(place, houses):
    send(place, building(houses, "1"))
    assert "10.0.0.1" not in BuildingNote.objects.get().sender != ""

    delete_expired_notes(timezone.localdate() + timedelta(days=1))

    assert BuildingNote.objects.get().sender == ""


def with_office(place):
    place.leipzig.contact_email = "amt@example.org"
    place.leipzig.save()


def test_the_office_is_told_once_and_not_what_was_written(
    place, houses, monkeypatch, django_capture_on_commit_callbacks
):
    with_office(place)
    monkeypatch.setattr("geo.actions.mail_notes.EmailMessage.send", _fails)
    with django_capture_on_commit_callbacks(execute=True):
        send(place, building(houses, "1"), text="Frau Muster", email="a@example.org")
    monkeypatch.undo()
    later = timezone.now() + timedelta(minutes=5)

    assert (send_waiting_mails(later), send_waiting_mails(later)) == (1, 0)
    [told] = mail.outbox
    assert told.to == ["amt@example.org"]
    assert "Muster" not in told.message().as_string()
    assert "a@example.org" not in told.message().as_string()
    assert f"{BuildingNote.objects.get().due_on:%d.%m.%Y}" in told.body


def _fails(*_given):
    raise OSError


def test_the_office_is_reminded_before_the_day_and_after_it(place, houses):
    with_office(place)
    send(place, building(houses, "1"))
    due = BuildingNote.objects.get().due_on

    days = (-8, -7, -6, 0, 1, 2)
    assert [remind_of_notes(due + timedelta(days=day)) for day in days] == [0, 1, 0, 0, 1, 0]
