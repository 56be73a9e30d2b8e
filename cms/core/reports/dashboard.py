from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component

from cms.core.permissions import scope_of

from .counts import counts_for
from .registry import reports_for


class AttentionPanel(Component):
    """What needs attention, at the top of the admin: a number and a way to each report."""

    name = "attention"
    order = 50
    template_name = "core/admin/attention.html"

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def places(self) -> str:
        scope = scope_of(self.user)
        return "" if scope.everything else ", ".join(str(place) for place in scope.municipalities)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        counts = counts_for(self.user)
        rows = [
            {
                "label": report.label,
                "hint": report.hint,
                "icon": report.icon,
                "count": counts.get(report.key, 0),
                "url": reverse("attention_report", args=[report.key]),
            }
            for report in reports_for(self.user)
        ]
        return {"rows": rows, "places": self.places, "all_done": not any(row["count"] for row in rows)}
