"""Answer what somebody says of a building's figures."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import User
from geo.models import BuildingNote, Feature, GroupFigure

from .follow_fact import follow_fact
from .refusals import Refusal

KEPT_DAYS = 180
"""How long a note is kept after it was decided."""


def accept_note(note: BuildingNote, user: User, reply: str) -> None:
    """An accepted objection hides the building's figures in every channel, at once; of a correction the right value
    is then to be written with ``write_fact``. Raises Refusal where it is decided already.
    """
    with transaction.atomic():
        _decide(note, BuildingNote.State.ACCEPTED, user, reply)
        if note.kind == BuildingNote.Kind.OBJECTION:
            hide_building(note.building)


def decline_note(note: BuildingNote, user: User, reply: str) -> None:
    """Nothing changes; the answer says why. Raises Refusal where it is decided already, or without an answer."""
    if not reply.strip():
        raise Refusal(_("Say why it is declined; whoever wrote has a right to know."))
    with transaction.atomic():
        _decide(note, BuildingNote.State.DECLINED, user, reply)


def hide_building(building: Feature) -> None:
    """Tell nothing of ``building`` any more. The figures of its group end with it until they are counted anew."""
    Feature.objects.filter(pk=building.pk).update(hidden=True)
    GroupFigure.objects.filter(group__members__feature=building).delete()
    follow_fact(building)


def delete_expired_notes(today: date) -> int:
    """Delete decided notes whose day has come; how many. What is not decided yet is kept, and shown as overdue.

    Who sent what came before today is forgotten.
    """
    BuildingNote.objects.filter(received_at__date__lt=today).exclude(sender="").update(sender="")
    expired = BuildingNote.objects.filter(delete_on__lte=today).exclude(state=BuildingNote.State.NEW)
    return expired.delete()[0]


def _decide(note: BuildingNote, state: str, user: User, reply: str) -> None:
    now = timezone.now()
    decided = BuildingNote.objects.filter(pk=note.pk, state=BuildingNote.State.NEW).update(
        state=state, decided_by=user, decided_at=now, reply=reply.strip(),
        delete_on=timezone.localdate(now) + timedelta(days=KEPT_DAYS),
    )  # fmt: skip
    if not decided:
        raise Refusal(_("It was decided already."))
    note.refresh_from_db()
