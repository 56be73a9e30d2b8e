"""Tell the office of corrections and objections, and remind it in time. No mail holds what somebody wrote."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from geo.models import BuildingNote

logger = structlog.get_logger("geodata")

# The task that follows a note has this long before the scheduler takes over.
TASK_TIME = timedelta(minutes=2)
REMINDED_BEFORE = timedelta(days=7)


@task()
def mail_note(key: int) -> None:
    """Tell the office of the note ``key``. What fails here is done by the scheduler."""
    _tell(BuildingNote.objects.filter(pk=key))


def send_waiting_mails(now: datetime) -> int:
    """Tell the offices of every note they have not been told of; how many could be sent."""
    return _tell(BuildingNote.objects.filter(received_at__lt=now - TASK_TIME, state=BuildingNote.State.NEW))


def remind_of_notes(today: date) -> int:
    """Remind the offices a week before a note is due, and once more when it is overdue; how many mails were sent."""
    soon = Q(reminded_on=None, due_on__lte=today + REMINDED_BEFORE)
    overdue = Q(due_on__lt=today, reminded_on__lte=F("due_on"))
    sent = 0
    for note in _of_offices(BuildingNote.objects.filter(soon | overdue, state=BuildingNote.State.NEW)):
        with translation.override("de"):
            late = note.due_on < today
            subject = _("Overdue: correction or objection") if late else _("Due soon: correction or objection")
        if _send(note, subject):
            BuildingNote.objects.filter(pk=note.pk).update(reminded_on=today)
            sent += 1
    return sent


def _tell(notes: QuerySet[BuildingNote]) -> int:
    sent = 0
    for note in _of_offices(notes.filter(notified_at=None)):
        with translation.override("de"):
            subject = _("New message about a building: %(kind)s") % {"kind": note.get_kind_display()}
        if _send(note, subject):
            BuildingNote.objects.filter(pk=note.pk).update(notified_at=timezone.now())
            sent += 1
    return sent


def _of_offices(notes: QuerySet[BuildingNote]) -> QuerySet[BuildingNote]:
    return notes.exclude(municipality__contact_email="").select_related("municipality")


def _send(note: BuildingNote, subject: str) -> bool:
    with translation.override("de"):
        answer = _("To be answered by %(day)s") % {"day": f"{note.due_on:%d.%m.%Y}"}
    lines = [answer, "", settings.WAGTAILADMIN_BASE_URL + reverse("geodata:note", args=[note.pk])]
    try:
        EmailMessage(subject, "\n".join(lines), to=[note.municipality.contact_email]).send()
    except (OSError, SMTPException) as failure:
        # Stays waiting.
        logger.warning("note_mail_failed", municipality=note.municipality.key, failure=type(failure).__name__)
        return False
    return True
