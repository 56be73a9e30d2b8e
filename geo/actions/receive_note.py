"""Take what a reader says of a building's figures."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.core.models import Municipality
from geo.models import BuildingNote, Feature
from geo.values.notes import FieldProblem, Problem, Sent, a_month_after

from .mail_notes import mail_note

NOTES_AN_HOUR = 5
HOUR = timedelta(hours=1)
# Until it is decided; then ``decide_note`` sets the day.
KEPT_DAYS = 365


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender is told: what is wrong, or how to refer to the note and until when it is answered."""

    problems: tuple[FieldProblem, ...] = ()
    reference: str = ""
    due_on: date | None = None

    @property
    def accepted(self) -> bool:
        return not self.problems


def receive_note(
    municipality: Municipality, building: Feature | None, sent: Sent, now: datetime, client: str
) -> Receipt:
    """Store what was sent, once for each key. ``client`` is kept as a hash until the next day, to count.

    What a machine wrote into the field that people do not see gets a receipt and is forgotten.
    """
    problems = tuple(sent.problems())
    if building is None or building.dataset.municipality_id not in municipality.readable_keys:
        problems += (FieldProblem(Problem.UNKNOWN_BUILDING, "building"),)
    if problems or building is None:
        return Receipt(problems)
    today = timezone.localdate(now)
    known = BuildingNote.objects.filter(submission_key=sent.key).first()
    if known is not None:
        return _receipt(sent.key, known.due_on)
    sender = _hash(client, today) if client else ""
    if sender and _sent_too_often(sender, now):
        return Receipt((FieldProblem(Problem.RATE_LIMITED),))
    due = a_month_after(today)
    if not sent.trap:
        _store(building, sent, sender, today)
    return _receipt(sent.key, due)


def _receipt(key: str, due: date) -> Receipt:
    return Receipt((), hashlib.sha256(key.encode()).hexdigest()[:8].upper(), due)


def _store(building: Feature, sent: Sent, sender: str, today: date) -> None:
    with transaction.atomic():
        note, created = BuildingNote.objects.get_or_create(
            submission_key=sent.key,
            defaults={
                "municipality": building.dataset.municipality, "building": building, "kind": sent.kind,
                "attribute": sent.attribute, "text": sent.text.strip(), "email": sent.email,
                "language": sent.language, "sender": sender, "due_on": a_month_after(today),
                "delete_on": today + timedelta(days=KEPT_DAYS),
            },
        )  # fmt: skip
        if created:
            transaction.on_commit(lambda: mail_note.enqueue(note.pk))


def _hash(client: str, today: date) -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), f"{today} {client}".encode(), "sha256").hex()


def _sent_too_often(sender: str, now: datetime) -> bool:
    """Counted in the database, which all workers share."""
    return BuildingNote.objects.filter(sender=sender, received_at__gt=now - HOUR).count() >= NOTES_AN_HOUR
