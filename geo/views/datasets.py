"""A dataset's page: what it is, its versions, and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.widgets import HeaderButton

from cms.core.permissions import scope_of
from geo.actions.activate_version import roll_back
from geo.actions.refusals import Refusal
from geo.models import Dataset, DatasetVersion, GeodataImport
from geo.values.reports import Report

from .doors import may
from .frames import GeodataPage
from .reports import grouped

State = DatasetVersion.State


@dataclass(frozen=True, slots=True)
class Row:
    """A version in the list, with what its import counted."""

    version: DatasetVersion
    report: Report
    is_newest: bool

    @property
    def features(self) -> str:
        return grouped(self.version.feature_count)

    @property
    def changes(self) -> str:
        """New, changed and gone, as people read numbers."""
        report = self.report
        return " / ".join(grouped(number) for number in (report.added, report.changed, report.gone))


class DatasetView(generic.InspectView):
    """What is known of a dataset, its versions, its imports that are under way."""

    page_title = gettext_lazy("Dataset")
    template_name = "geo/admin/dataset.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        datasets = {"url": reverse("dataset:index"), "label": _("Datasets")}
        return [*self.breadcrumbs_items, datasets, {"url": "", "label": str(self.object)}]

    @cached_property
    def header_buttons(self) -> list[Any]:
        dataset: Dataset = self.object
        if not may(self.request.user, "change", dataset):
            return []
        begin = f"{reverse('geodata:begin')}?dataset={dataset.pk}"
        edit = HeaderButton(_("Edit"), reverse("dataset:edit", args=[dataset.pk]), icon_name="edit", priority=10)
        return [edit, HeaderButton(_("Import a new version"), begin, icon_name="upload", priority=20)]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dataset: Dataset = self.object
        if not scope_of(self.request.user).owns(dataset):
            raise PermissionDenied
        rows = list(version_rows(dataset))
        open_states = (*GeodataImport.State.values,)
        under_way = dataset.imports.filter(state__in=open_states).exclude(
            state__in=(GeodataImport.State.DONE, GeodataImport.State.REFUSED)
        )
        publishes = may(self.request.user, "publish", dataset)
        back = next((row.version for row in rows if row.version.state == State.REPLACED), None)
        return super().get_context_data(
            dataset=dataset, rows=rows, under_way=under_way, publishes=publishes,
            back=back if publishes else None,
            undecided=dataset.basis == Dataset.Basis.OPEN and dataset.kind == Dataset.Kind.BUILDINGS
            and not dataset.decision,
            **kwargs,
        )  # fmt: skip


def version_rows(dataset: Dataset) -> Iterator[Row]:
    """The versions, the newest first."""
    versions = dataset.versions.select_related("imported_by", "activated_by").order_by("-number")
    for place, version in enumerate(versions[:100]):
        yield Row(version, Report.read_from(version.report), place == 0)


class RollBackView(GeodataPage):
    """Asks, then makes the earlier version active again."""

    page_title = gettext_lazy("Go back to the earlier version")
    header_icon = "undo"
    template_name = "geo/admin/roll_back.html"
    action = "publish"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        earlier = self.dataset.versions.filter(state=State.REPLACED).order_by("-activated_at", "-number").first()
        return super().get_context_data(dataset=self.dataset, earlier=earlier, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            version = roll_back(self.dataset, request.user)  # type: ignore[arg-type]
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Version %(number)s is active again.") % {"number": version.number})
        return redirect("dataset:inspect", self.dataset.pk)
