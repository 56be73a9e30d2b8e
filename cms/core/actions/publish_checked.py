"""Publish a revision only if nothing keeps it from being published, and say what does."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms.core.checks import Fault, faults


class Unpublishable(Exception):
    """What was to be published has faults. Nothing of it has happened."""

    def __init__(self, record: Any, found: list[Fault]) -> None:
        super().__init__(f"{record} has {len(found)} faults")
        self.record = record
        self.faults = found

    @property
    def told(self) -> SafeString:
        """Which, and why, in words."""
        return told(self.record, self.faults)


def publish_checked(revision: Revision, user: Any = None, **options: Any) -> None:
    """Publish ``revision``. Raises ``Unpublishable`` where it has faults."""
    record = revision.as_object()
    found = faults(record)
    if found:
        raise Unpublishable(record, found)
    revision.publish(user=user, **options)


def told(record: Any, found: list[Fault]) -> SafeString:
    """That ``record`` is not published, and why."""
    placed = ((f"{each.place}: " if each.place else "", each.message) for each in found)
    reasons = format_html_join("", "<li>{}{}</li>", placed)
    first = _("“%(title)s” has not been published, because something is missing:") % {"title": title_of(record)}
    return format_html("{}<ul>{}</ul>", first, reasons)


def title_of(record: Any) -> str:
    """What ``record`` is called in the admin."""
    return str(record.get_admin_display_title() if hasattr(record, "get_admin_display_title") else record)
