"""The search page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from .filters import filters
from .kept import Kept
from .pages import rendered
from .site import languages_of, surroundings
from .visit import NoSuchPage, Visit

LONGEST_QUERY = 200


def results(visit: Visit) -> Kept:
    """The form with what was found, if something was asked."""
    visit.no_store = True
    asked = str(visit.params.get("q", "")).strip()[:LONGEST_QUERY]
    chosen = filters(visit.params, ("type", "topic", "after"))
    site = visit.ask_here("Resolve", path="/")["municipality"]
    if visit.locale not in languages_of(site):
        raise NoSuchPage(visit.path)
    found: dict[str, Any] | None = None
    if asked:
        variables = {**chosen.variables}
        variables["types"] = [variables["types"]] if variables["types"] else None
        found = visit.ask_here("Search", query=asked, **variables)["search"]
    page = {
        "title": _("Search"),
        "contentLocale": visit.locale,
        "breadcrumbs": [{"title": site["name"], "path": "/"}],
        "seo": {"title": _("Search"), "description": "", "noindex": True, "image": None},
        "translations": [],
    }
    context = {"page": page, "asked": asked, "found": found, "filters": chosen}
    return rendered("web/pages/search/search.html", {**surroundings(visit, site, page), **context}, visit)
