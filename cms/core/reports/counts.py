"""How much each report has, without making it at every look at the dashboard."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.cache import cache
from django.utils import timezone

from cms.core.queries.versions import content_versions

from .registry import reports_for

# Drafts and references change counts without changing what is public.
SECONDS = 300


def counts_for(user: Any) -> dict[str, int]:
    """The number of rows of each of the person's reports, by key; counted anew when content, rights or the day do."""
    key = f"attention:{user.pk}:{_state_of(user)}"
    counts: dict[str, int] | None = cache.get(key)
    if counts is None:
        counts = {report.key: sum(1 for _row in report.rows(user)) for report in reports_for(user)}
        cache.set(key, counts, SECONDS)
    return counts


def _state_of(user: Any) -> str:
    groups = sorted(user.groups.values_list("pk", flat=True))
    versions = sorted(content_versions().items(), key=str)
    state = repr((timezone.localdate(), user.is_superuser, groups, versions))
    return hashlib.sha256(state.encode()).hexdigest()[:32]
