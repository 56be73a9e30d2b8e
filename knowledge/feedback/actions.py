"""Take a reader's message, tell the office, forget it in time."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException

import structlog
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from cms.core.models import Municipality

from .models import CountedMessage, CountingDay, FeedbackMessage
from .values import FieldProblem, Problem, Submission

logger = structlog.get_logger("feedback")

KEPT_DAYS = 180
MESSAGES_AN_HOUR = 5
HOUR = timedelta(hours=1)
# The task that follows a message has this long before the scheduler takes over.
TASK_TIME = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender is told: either what is wrong, or how to refer to the message and when it is deleted."""

    problems: tuple[FieldProblem, ...] = ()
    reference: str = ""
    delete_on: date | None = None

    @property
    def accepted(self) -> bool:
        return not self.problems


def receive_feedback(municipality: Municipality, sent: Submission, now: datetime, client: str) -> Receipt:
    """Store what was sent, once for each key, and have the office told. ``client`` is counted, never stored."""
    problems = tuple(sent.problems())
    if problems:
        return Receipt(problems)
    known = FeedbackMessage.objects.filter(submission_key=sent.key).first()
    if known is not None:
        return receipt_of(known)
    if client and sent_too_often(client, now):
        return Receipt((FieldProblem(Problem.RATE_LIMITED),))
    with transaction.atomic():
        message, created = FeedbackMessage.objects.get_or_create(
            submission_key=sent.key,
            defaults={
                "municipality": municipality,
                "kind": sent.kind,
                "path": sent.path,
                "language": sent.language,
                "text": sent.text.strip(),
                "email": sent.email,
                "suspicious": bool(sent.trap),
                "delete_on": now.date() + timedelta(days=KEPT_DAYS),
            },
        )
        if created and not message.suspicious:
            transaction.on_commit(lambda: mail_message.enqueue(message.pk))
    return receipt_of(message)


def receipt_of(message: FeedbackMessage) -> Receipt:
    reference = hashlib.sha256(message.submission_key.encode()).hexdigest()[:8].upper()
    return Receipt((), reference, message.delete_on)


def sent_too_often(client: str, now: datetime) -> bool:
    """Count one more message of ``client`` in the database, which all workers share; its address is not stored."""
    day = counting_day(now)
    sender = hmac.digest(day.salt.encode(), client.encode(), "sha256").hex()
    sent = CountedMessage.objects.filter(sender=sender, at__gt=now - HOUR)
    if sent.count() >= MESSAGES_AN_HOUR:
        return True
    CountedMessage.objects.create(day=day, sender=sender, at=now)
    # Two at the same moment may both have been let through by the first look.
    return sent.count() > MESSAGES_AN_HOUR


def counting_day(now: datetime) -> CountingDay:
    """Today with its salt. What was counted before is forgotten when it begins."""
    today = timezone.localdate(now)
    day, begun = CountingDay.objects.get_or_create(day=today, defaults={"salt": secrets.token_hex(32)})
    if begun:
        forget_senders(today)
    return day


def forget_senders(today: date) -> None:
    """Delete what was counted before ``today``."""
    CountingDay.objects.filter(day__lt=today).delete()


@task()
def mail_message(key: int) -> None:
    """Tell the office of the message ``key``. What fails here is done by the scheduler."""
    send_mails(FeedbackMessage.objects.filter(pk=key))


def send_waiting_mails(now: datetime) -> int:
    """Tell the offices of every message they have not been told of; how many could be sent."""
    return send_mails(FeedbackMessage.objects.filter(received_at__lt=now - TASK_TIME))


def send_mails(messages: Iterable[FeedbackMessage]) -> int:
    waiting = FeedbackMessage.objects.filter(
        pk__in=[message.pk for message in messages], notified_at=None, suspicious=False
    )
    sent = 0
    for message in waiting.exclude(municipality__contact_email="").select_related("municipality"):
        try:
            mail_of(message).send()
        except (OSError, SMTPException) as failure:
            # Stays waiting. The message itself is not logged: it is somebody's letter.
            logger.warning(
                "feedback_mail_failed", municipality=message.municipality.key, failure=type(failure).__name__
            )
            continue
        FeedbackMessage.objects.filter(pk=message.pk).update(notified_at=timezone.now())
        sent += 1
    return sent


def mail_of(message: FeedbackMessage) -> EmailMessage:
    with translation.override("de"):
        subject = _("Feedback about: %(kind)s") % {"kind": message.get_kind_display()}
        lines = [
            message.text,
            "",
            _("Page: %(path)s") % {"path": message.path or "–"},
            _("Language: %(language)s") % {"language": message.language},
            _("Deleted on: %(day)s") % {"day": f"{message.delete_on:%d.%m.%Y}"},
        ]
    return EmailMessage(
        subject,
        "\n".join(lines),
        to=[message.municipality.contact_email],
        reply_to=[message.email] if message.email else None,
    )


def delete_expired(today: date) -> int:
    """Delete the messages whose day has come, and what was counted before today; how many messages."""
    forget_senders(today)
    deleted, _by_model = FeedbackMessage.objects.filter(delete_on__lte=today).delete()
    return deleted
