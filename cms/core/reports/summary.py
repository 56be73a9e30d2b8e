from __future__ import annotations

from typing import Any

from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.models import Page

from cms.core.models import source_locale
from cms.core.permissions import scope_of

from .registry import own_pages


class OwnPagesSummary(PagesSummaryItem):
    """How many pages are the person's: Wagtail counts all below the root that trees of several languages share."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        user = self.request.user
        if not scope_of(user).everything:
            context["total_pages"] = own_pages(user, Page).filter(locale=source_locale()).count()
        return context
