"""Publish and take back what is scheduled, and tell people where that could not be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from smtplib import SMTPException
from typing import Any

import structlog
from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision

from cms.core.models import Municipality, MunicipalityRole, User

from .publish_checked import Unpublishable, publish_checked, title_of

logger = structlog.get_logger("publishing")


def publish_due(now: datetime) -> None:
    """Do everything whose time has come; what fails keeps nothing else from its time."""
    for record in _expired(now):
        record.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        try:
            publish_checked(revision, log_action="wagtail.publish.scheduled")
        except Unpublishable as refusal:
            _refuse(revision, refusal)
        except Exception:
            logger.exception("scheduled_publication_failed", revision=revision.pk)


def _expired(now: datetime) -> Iterator[Any]:
    drafted = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in (Page, *(model for model in drafted if not issubclass(model, Page))):
        yield from list(model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at"))


def _refuse(revision: Revision, refusal: Unpublishable) -> None:
    """Take it off the schedule, and tell who wrote it and who moderates there."""
    record = refusal.record
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    log(instance=record, action="wagtail.schedule.cancel", revision=revision, data={"faults": len(refusal.faults)})
    logger.warning("scheduled_publication_refused", kind=record._meta.label_lower, key=record.pk)
    for person in _people(record, revision.user_id):
        try:
            _mail(person, refusal).send()
        except (OSError, SMTPException) as failure:
            logger.warning("publishing_mail_failed", person=person.pk, failure=type(failure).__name__)


def _people(record: Any, author: int | None) -> Iterator[User]:
    owner = record.municipality_id
    place = Q(municipality=owner) if owner else Q(municipality__kind=Municipality.Kind.REGION)
    roles = MunicipalityRole.objects.filter(place, role=MunicipalityRole.Role.MODERATOR)
    found = User.objects.filter(Q(pk=author) | Q(groups__municipality_role__in=roles), is_active=True)
    yield from found.exclude(email="").distinct()


def _mail(person: User, refusal: Unpublishable) -> EmailMessage:
    profile = getattr(person, "wagtail_userprofile", None)
    with translation.override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        title = title_of(refusal.record)
        lines = [
            _("“%(title)s” was planned to be published now, but something is missing:") % {"title": title},
            "",
            *(f"- {each.place}: {strip_tags(str(each.message))}" for each in refusal.faults),
            "",
            _("It has not been published. Complete it, then publish or plan it again:"),
            f"{settings.WAGTAILADMIN_BASE_URL}{AdminURLFinder().get_edit_url(refusal.record)}",
        ]
        subject = _("Not published: %(title)s") % {"title": title}
    return EmailMessage(subject, "\n".join(lines), to=[person.email])
