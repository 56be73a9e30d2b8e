from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import source_locale
from cms.core.reports import Row
from cms.core.reports.registry import own_pages

from .models import ArticlePage


def overdue_reviews(user: Any) -> Iterator[Row]:
    """Articles somebody should have looked at by now."""
    articles = own_pages(user, ArticlePage).filter(locale=source_locale(), review_by__lt=timezone.localdate())
    for article in articles.select_related("municipality", "responsible").order_by("review_by"):
        who = article.responsible.get_full_name() if article.responsible else ""
        detail = _("review was due; responsible: %(person)s") % {"person": who or _("nobody")}
        url = reverse("wagtailadmin_pages:edit", args=[article.pk])
        yield Row(article.title, detail, url, str(article.municipality or ""), article.review_by)
