from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from cms.core.graphql.context import Context
from knowledge.feedback.models import CountedMessage, CountingDay, FeedbackMessage
from tests.asking import answer
from tests.factories import Saxony, saxony

pytestmark = pytest.mark.django_db

SUBMIT = """
mutation ($input: SubmitFeedbackInput!) {
  submitFeedback(input: $input) { accepted reference deleteOn errors { field code } }
}
"""


@pytest.fixture
def place() -> Saxony:
    cache.clear()
    return saxony()


def send(place: Saxony, client: str = "192.0.2.7", **fields: Any) -> dict[str, Any]:
    message = {"kind": "BARRIER", "text": "Der Knopf fehlt.", "submissionKey": "k" * 20, **fields}
    context = Context(place.leipzig, "http://leipzig.localhost", client_address=client)
    result = answer(SUBMIT, place.leipzig, context, input=message)
    assert not result.errors
    return result.data["submitFeedback"]


def test_a_message_is_stored_for_180_days_and_mailed_to_the_office(
    place: Saxony, django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        sent = send(place, email="frau.becker@example.org", path="/wissen/")
    message = FeedbackMessage.objects.get()
    assert sent["accepted"]
    assert message.municipality == place.leipzig
    assert sent["deleteOn"] == (timezone.localdate() + timedelta(days=180)).isoformat()
    assert [(letter.to, letter.reply_to) for letter in mail.outbox] == [
        (["leipzig@example.org"], ["frau.becker@example.org"])
    ]
    assert message.notified_at is not None


def test_the_same_key_sent_twice_stores_once_and_tells_the_same_reference(place: Saxony):
    assert send(place)["reference"] == send(place)["reference"]
    assert FeedbackMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"text": " a "}, {"field": "text", "code": "TOO_SHORT"}),
        ({"text": "a" * 4001}, {"field": "text", "code": "TOO_LONG"}),
        ({"email": "nobody"}, {"field": "email", "code": "INVALID_EMAIL"}),
        ({"email": "a@b.de\nBcc: c@d.de"}, {"field": "email", "code": "INVALID_EMAIL"}),
        ({"path": "//elsewhere.example"}, {"field": "path", "code": "INVALID_PATH"}),
        ({"submissionKey": "short"}, {"field": "submissionKey", "code": "INVALID_KEY"}),
    ],
)
def test_what_is_wrong_is_told_by_the_field_and_nothing_is_stored(
    place: Saxony, fields: dict[str, str], error: dict[str, str]
):
    assert send(place, **fields) == {"accepted": False, "reference": None, "deleteOn": None, "errors": [error]}
    assert not FeedbackMessage.objects.exists()


def test_who_fills_the_hidden_field_is_thanked_but_nobody_is_mailed(
    place: Saxony, django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        assert send(place, website="https://spam.example")["accepted"]
    assert FeedbackMessage.objects.get().suspicious
    assert mail.outbox == []


def test_the_sixth_message_of_an_address_within_an_hour_is_refused_and_another_address_is_not(place: Saxony):
    for number in range(5):
        assert send(place, submissionKey=f"key-number-{number:06}")["accepted"]
    assert send(place, submissionKey="key-number-sixth")["errors"] == [{"field": None, "code": "RATE_LIMITED"}]
    assert send(place, client="198.51.100.9", submissionKey="key-number-other")["accepted"]


def test_another_worker_counts_on_and_an_hour_later_there_is_room_again(place: Saxony):
    for number in range(5):
        send(place, submissionKey=f"key-number-{number:06}")
    cache.clear()
    assert not send(place, submissionKey="key-number-sixth")["accepted"]
    CountedMessage.objects.update(at=timezone.now() - timedelta(minutes=61))
    assert send(place, submissionKey="key-number-sixth")["accepted"]


def test_no_address_is_stored_and_what_was_counted_is_forgotten_with_the_day(place: Saxony):
    send(place)
    stored = repr([*CountingDay.objects.values(), *CountedMessage.objects.values(), *FeedbackMessage.objects.values()])
    assert "192.0.2.7" not in stored
    assert hashlib.sha256(b"192.0.2.7").hexdigest() not in stored
    CountingDay.objects.update(day=timezone.localdate() - timedelta(days=1))
    before = set(CountedMessage.objects.values_list("sender", flat=True))
    send(place, submissionKey="key-of-the-next-day")
    assert CountingDay.objects.count() == 1
    assert not before & set(CountedMessage.objects.values_list("sender", flat=True))
    CountingDay.objects.update(day=timezone.localdate() - timedelta(days=1))
    call_command("delete_expired_feedback", verbosity=0)
    assert not CountedMessage.objects.exists()


def test_a_message_is_mailed_later_when_mail_was_down(place: Saxony, monkeypatch: Any):
    def refuse(self: Any) -> None:
        raise ConnectionRefusedError

    send(place)
    FeedbackMessage.objects.update(received_at=timezone.now() - timedelta(minutes=5))
    with monkeypatch.context() as down:
        down.setattr("django.core.mail.EmailMessage.send", refuse)
        call_command("send_feedback_mail", verbosity=0)
    assert FeedbackMessage.objects.get().notified_at is None
    call_command("send_feedback_mail", verbosity=0)
    assert len(mail.outbox) == 1
    assert FeedbackMessage.objects.get().notified_at is not None


def test_a_message_is_deleted_on_its_day(place: Saxony):
    send(place)
    call_command("delete_expired_feedback", verbosity=0)
    assert FeedbackMessage.objects.count() == 1
    FeedbackMessage.objects.update(delete_on=timezone.localdate())
    call_command("delete_expired_feedback", verbosity=0)
    assert not FeedbackMessage.objects.exists()
