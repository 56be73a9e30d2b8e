"""Look at published flows again when something they rest on has changed, and tell their people once what broke."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from smtplib import SMTPException
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.admin.admin_url_finder import AdminURLFinder

from cms.core.models import MunicipalityRole, User, source_locale
from knowledge.guidance.checks.drafts import Surroundings
from knowledge.guidance.checks.flows import found_in, surroundings
from knowledge.guidance.checks.notes import Note
from knowledge.guidance.checks.places import Spots
from knowledge.guidance.checks.records import flows_resting_on
from knowledge.guidance.models import FlowFault, GuidancePage, PersonaOverride

logger = structlog.get_logger("guidance")
Roles = MunicipalityRole.Role


def check_soon(record: Any) -> None:
    """Have the flows that rest on ``record`` looked at by the worker, once what was changed is stored."""
    pages = [record] if isinstance(record, GuidancePage) else list(flows_resting_on(record))
    keys = [page.pk for page in pages]
    if keys:
        transaction.on_commit(lambda: check_flows.enqueue(keys))


@task()
def check_flows(keys: list[int]) -> None:
    """Look at the flows ``keys``."""
    check_each(published_flows().filter(pk__in=keys))


def published_flows() -> Any:
    """All flows that readers may see, in the source language."""
    return GuidancePage.objects.filter(live=True, alias_of=None, locale=source_locale())


def check_each(pages: Iterable[GuidancePage]) -> None:
    """Look at ``pages``."""
    for page in pages:
        check_flow(page)


def check_flow(page: GuidancePage) -> None:
    """Note what is wrong with the published ``page``; its people are told of what was not there before."""
    around = surroundings(page)
    excused = set(PersonaOverride.reasons())
    wrong = [each for each in found_in(page, around) if each.is_error and each.identity not in excused]
    found = {each.identity: each for each in wrong}
    with transaction.atomic():
        known = {fault.identity: fault for fault in page.faults.all()}
        gone = [fault.pk for identity, fault in known.items() if identity not in found]
        FlowFault.objects.filter(pk__in=gone).delete()
        new = [each for identity, each in found.items() if identity not in known]
        FlowFault.objects.bulk_create(
            FlowFault(page=page, code=each.code, place=each.place, values=list(each.values)) for each in new
        )
    if new:
        tell(page, around, new)


def tell(page: GuidancePage, around: Surroundings, new: list[Note]) -> None:
    """Write to the editors and moderators of ``page``. A lost mail loses nothing: the report has it too."""
    for person in people_of(page):
        try:
            _mail(person, page, around, new).send()
        except (OSError, SMTPException) as failure:
            logger.warning("guidance_mail_failed", person=person.pk, failure=type(failure).__name__)


def people_of(page: GuidancePage) -> Iterator[User]:
    """Whose flow it is."""
    roles = MunicipalityRole.objects.filter(municipality=page.municipality_id, role__in=(Roles.EDITOR, Roles.MODERATOR))
    people = User.objects.filter(Q(pk=page.owner_id) | Q(groups__municipality_role__in=roles), is_active=True)
    yield from people.exclude(email="").distinct()


def _mail(person: User, page: GuidancePage, around: Surroundings, new: list[Note]) -> EmailMessage:
    profile = getattr(person, "wagtail_userprofile", None)
    with translation.override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        spots = Spots(page, around)
        lines = [
            _("Something that the published flow “%(title)s” rests on has changed:") % {"title": page.title},
            "",
            *(f"- {spots.of(each.place).label}: {around.names.message(each)}" for each in new),
            "",
            _("Readers may get another result than you expect. Look at it here:"),
            f"{settings.WAGTAILADMIN_BASE_URL}{AdminURLFinder().get_edit_url(page)}",
        ]
        subject = _("Please check the flow: %(title)s") % {"title": page.title}
    return EmailMessage(subject, "\n".join(lines), to=[person.email])
