from __future__ import annotations

import time

from django.db.models import F
from django.utils import timezone

from cms.core.models import ContentVersion, Municipality


def raise_content_version(municipality: Municipality | int | None) -> None:
    """Say, in the transaction that writes it, that public content of ``municipality`` changed; None: of all.

    Every answer and page made before is then out of use, in all processes.
    """
    key = municipality.pk if isinstance(municipality, Municipality) else municipality
    raised = ContentVersion.objects.filter(municipality=key).update(number=F("number") + 1, changed_at=timezone.now())
    if not raised:
        # Numbers begin at the clock, so that a new database never repeats those an old cache knows.
        ContentVersion.objects.create(municipality_id=key, number=time.time_ns() // 1_000_000)
