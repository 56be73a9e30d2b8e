from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports.base import ReportView

from .registry import Report, Row, report_named, reports_for


class AttentionReportView(ReportView):
    """One of the registered reports as a table, or as a spreadsheet."""

    list_export = ["title", "detail", "owner", "day"]
    export_headings = {"title": _("Title"), "detail": _("What is to do"), "owner": _("Belongs to"), "day": _("Since")}
    columns = [
        TitleColumn("title", label=_("Title"), get_url=lambda row: row.url),
        Column("detail", label=_("What is to do")),
        Column("owner", label=_("Belongs to")),
        DateColumn("day", label=_("Since")),
    ]
    is_searchable = False
    default_ordering = None

    @cached_property
    def report(self) -> Report:
        found = report_named(self.kwargs["key"])
        if found is None:
            raise Http404
        if found not in reports_for(self.request.user):
            raise PermissionDenied
        return found

    @property
    def page_title(self) -> Any:
        return self.report.label

    @property
    def header_icon(self) -> str:
        return self.report.icon

    def get_filename(self) -> str:
        return self.report.key

    def get_index_url(self) -> str:
        return reverse("attention_report", args=[self.kwargs["key"]])

    def get_index_results_url(self) -> str:
        return reverse("attention_report_results", args=[self.kwargs["key"]])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.report.label, "sublabel": self.report.hint}]

    def get_queryset(self) -> list[Row]:
        return list(self.report.rows(self.request.user))
