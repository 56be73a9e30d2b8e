"""How flows are used: by step reached, left, not known; as a table, a chart and a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.models import source_locale
from cms.core.permissions import scope_of
from cms.core.reports.registry import own_pages
from knowledge.guidance.checks.flows import key_of_block
from knowledge.guidance.models import GuidancePage
from knowledge.guidance.queries.use import StepUse, Use, flows_used, shown, use_of

PERIODS = (30, 90, 365)
FEW = gettext_lazy("fewer than 5")
ROW, LABEL, BARS = 46, 280, 400
KINDS = ("reached", "left", "dont_know")


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with its counts; None where a count is too small to be shown."""

    number: int | None
    title: str
    key: str
    reached: int | None
    left: int | None
    dont_know: int | None

    @property
    def counts(self) -> list[tuple[str, int | None]]:
        """Its counts by kind."""
        return [("reached", self.reached), ("left", self.left), ("dont_know", self.dont_know)]


class UseView(WagtailAdminTemplateMixin, TemplateView):
    """The counts of the person's municipalities."""

    page_title = gettext_lazy("Use of guidance")
    header_icon = "order"
    template_name = "guidance/admin/use.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.municipalities = scope_of(request.user).municipalities
        if not self.municipalities.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") == "csv" and self.chosen is not None:
            return as_csv(self.chosen, self.days, self.rows, self.use.results)
        return self.render_to_response(self.get_context_data(**kwargs))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = {
            "flows": self.flows, "chosen": self.chosen, "periods": PERIODS, "days": self.days, "few": FEW,
            "places": ", ".join(map(str, self.municipalities)),
        }  # fmt: skip
        if self.chosen is not None:
            context |= {"rows": self.rows, "results": shown(self.use.results), "chart": chart(self.rows)}
        return super().get_context_data(**context, **kwargs)

    @cached_property
    def days(self) -> int:
        """Over how many days is counted."""
        asked = self.request.GET.get("days", "")
        return int(asked) if asked in map(str, PERIODS) else PERIODS[0]

    @cached_property
    def flows(self) -> list[GuidancePage]:
        """Their own flows, and those of the library that were used with them."""
        last = timezone.localdate()
        keys = flows_used(self.municipalities, last - timedelta(max(PERIODS)), last)
        pages = GuidancePage.objects.filter(locale=source_locale(), alias_of=None)
        mine = own_pages(self.request.user, GuidancePage).values("pk")
        return list((pages.filter(translation_key__in=keys) | pages.filter(pk__in=mine)).order_by("title").distinct())

    @cached_property
    def chosen(self) -> GuidancePage | None:
        """The flow asked for, else the first."""
        asked = self.request.GET.get("flow", "")
        return next((flow for flow in self.flows if str(flow.pk) == asked), next(iter(self.flows), None))

    @cached_property
    def use(self) -> Use:
        """What was counted of it."""
        last = timezone.localdate()
        flow = self.chosen.translation_key if self.chosen else None
        return use_of(flow, self.municipalities, last - timedelta(self.days), last)

    @cached_property
    def rows(self) -> list[StepRow]:
        """Its steps, then those that were counted and are no longer there."""
        return list(rows_of(self.chosen, self.use)) if self.chosen else []


def rows_of(flow: GuidancePage, use: Use) -> Iterator[StepRow]:
    """The counts of each step of ``flow``."""
    known = {key_of_block(block): block["value"].get("words") or "" for block in flow.steps.raw_data}
    for number, (key, words) in enumerate(known.items(), start=1):
        yield _row(number, words or key, key, use.at(key))
    for key in sorted(use.steps.keys() - known.keys() - {""}):
        yield _row(None, _("%(key)s (not in the flow any more)") % {"key": key}, key, use.at(key))


def _row(number: int | None, title: str, key: str, use: StepUse) -> StepRow:
    return StepRow(number, title, key, shown(use.reached), shown(use.left), shown(use.dont_know))


def chart(rows: list[StepRow]) -> dict[str, Any]:
    """The bars of the chart, with their places."""
    most = max((count or 0 for row in rows for _kind, count in row.counts), default=0) or 1
    bars = []
    for place, row in enumerate(rows):
        lines = [
            {
                "kind": kind,
                "top": place * ROW + 6 + 12 * line,
                "width": round((count or 0) / most * BARS),
                "count": count,
            }
            for line, (kind, count) in enumerate(row.counts)
        ]
        bars.append({"row": row, "top": place * ROW + 18, "lines": lines})
    return {"bars": bars, "height": len(rows) * ROW + 10, "width": LABEL + BARS + 60, "label": LABEL}


def as_csv(flow: GuidancePage, days: int, rows: list[StepRow], results: int) -> HttpResponse:
    """The table as a file that spreadsheets open; small counts are in words there too."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{flow.slug}-{timezone.localdate()}-{days}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Step"), _("Key"), _("Question"), _("reached"), _("left"), _("“I don't know”")])
    for row in rows:
        counts = [told(count) for _kind, count in row.counts]
        writer.writerow([row.number or "", row.key, harmless(row.title), *counts])
    writer.writerow(["", "", _("Result"), told(shown(results)), "", ""])
    return response


def told(count: int | None) -> str:
    """A count, or that it is too small."""
    return str(FEW) if count is None else str(count)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@" else text
