"""The one place that says, in SQL, what is public."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import CollectionViewRestriction, PageViewRestriction


def without_private_pages(pages: QuerySet[Any], ignored: QuerySet[PageViewRestriction] | None = None) -> QuerySet[Any]:
    """Without pages that have a view restriction, or lie below one that has; ``ignored`` ones count as lifted."""
    above = PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length(F("page__path"))))
    if ignored is not None:
        above = above.exclude(pk__in=ignored.values("pk"))
    return pages.filter(~Exists(above))


def without_private_files(files: QuerySet[Any]) -> QuerySet[Any]:
    """Without images or documents in a restricted collection, or in one below it."""
    above = CollectionViewRestriction.objects.filter(
        collection__path=Substr(OuterRef("collection__path"), 1, Length(F("collection__path")))
    )
    return files.filter(~Exists(above))


def readable_snippets(snippets: QuerySet[Any], keys: list[int]) -> QuerySet[Any]:
    """Live snippets of the library and of the municipalities ``keys``."""
    return snippets.filter(Q(municipality=None) | Q(municipality_id__in=keys), live=True)


def is_open(go_live_at: datetime | None, expire_at: datetime | None, now: datetime) -> bool:
    """Whether the times an editor set let it be shown at ``now``, whatever the scheduler has done so far."""
    return (go_live_at is None or go_live_at <= now) and (expire_at is None or now < expire_at)


def is_over(go_live_at: datetime | None, expire_at: datetime | None, now: datetime) -> bool:
    """Whether it was shown once and its time has passed."""
    return expire_at is not None and expire_at <= now and (go_live_at is None or go_live_at < expire_at)


def next_boundary(times: list[datetime | None], now: datetime) -> datetime | None:
    """The first of ``times`` after ``now``."""
    return min((time for time in times if time is not None and time > now), default=None)
