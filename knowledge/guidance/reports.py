"""Published flows with which something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from cms.core.models import source_locale
from cms.core.reports import Row
from cms.core.reports.registry import own_pages
from knowledge.guidance.checks.flows import surroundings
from knowledge.guidance.checks.notes import Note
from knowledge.guidance.checks.places import Spots
from knowledge.guidance.models import FlowFault, GuidancePage


def broken_flows(user: Any) -> Iterator[Row]:
    """Each thing that broke because what a flow rests on has changed: personas, numbers that ended, contacts."""
    mine = own_pages(user, GuidancePage).filter(locale=source_locale(), faults__isnull=False).distinct()
    for page in mine.select_related("municipality"):
        around = surroundings(page)
        spots = Spots(page, around)
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        for fault in FlowFault.objects.filter(page=page):
            code, place, values = fault.identity
            text = around.names.message(Note(code, place, values))
            detail = f"{spots.of(place).label}: {text}"
            yield Row(page.title, detail, url, str(page.municipality or ""), fault.found_at.date())
