"""Record why something is published although personas are judged otherwise than expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import log

from cms.core.models import User
from knowledge.guidance.checks.notes import Note
from knowledge.guidance.models import PersonaOverride


@transaction.atomic
def override_personas(
    record: Any, kind: ContentType, failed: Sequence[tuple[Note, str]], reason: str, user: User
) -> None:  # fmt: skip
    """Let ``record`` be published with just these failures, and write the reason into its history."""
    for note, _text in failed:
        PersonaOverride.objects.create(
            content_type=kind, object_id=record.pk, code=note.code, place=note.place, values=list(note.values),
            reason=reason, user=user,
        )  # fmt: skip
    data = {"reason": reason, "personas": [text for _note, text in failed]}
    log(record, "guidance.override_persona", user=user, data=data)
