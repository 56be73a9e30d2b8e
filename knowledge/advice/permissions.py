from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from .models import AdviceCentre


def centres_of(user: Any) -> QuerySet[AdviceCentre]:
    """The centres whose hours, closures and languages ``user`` keeps."""
    return AdviceCentre.objects.filter(members__user=user).order_by("name")
