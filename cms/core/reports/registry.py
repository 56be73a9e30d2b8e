from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.core.permissions import scope_of
from cms.core.permissions.scope import ALL_PAGE_ACTIONS


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: what, whose, why, until when, and where it is done."""

    title: str
    detail: str
    url: str
    owner: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report of one kind of thing to do. ``rows`` gets the person; labels are lazy translations."""

    key: str
    label: Any
    hint: Any
    icon: str
    rows: Callable[[Any], Iterable[Row]]


_reports: dict[str, Report] = {}


def register_report(report: Report) -> None:
    """Add a report to the menu, the dashboard and the exports."""
    _reports[report.key] = report


def report_named(key: str) -> Report | None:
    return _reports.get(key)


def reports_for(user: Any) -> list[Report]:
    """Every report, for people who work on content."""
    scope = scope_of(user)
    works = scope.everything or page_permission_policy.user_has_any_permission(user, ALL_PAGE_ACTIONS)
    return list(_reports.values()) if works else []


def own_pages(user: Any, model: type[Page]) -> Any:
    """The pages of ``model`` that are the person's, neither aliases nor unpublished."""
    found = page_permission_policy.instances_user_has_any_permission_for(user, ALL_PAGE_ACTIONS)
    return model.objects.filter(pk__in=found.values("pk"), live=True, alias_of=None).order_by("path")
