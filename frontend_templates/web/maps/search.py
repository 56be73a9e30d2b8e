"""The addresses somebody may mean who searches on the page of the map."""

from __future__ import annotations

from typing import Any

from frontend_templates.web.filters import Filters
from frontend_templates.web.visit import Visit

LONGEST_QUERY = 120
_ORDER = ("DECIDED", "ON_DISPLAY", "PREPARING", "REVISED")


def suggested(visit: Visit, data: dict[str, Any], chosen: Filters) -> dict[str, Any]:
    """What was typed with the addresses that fit it, and the plans that hold today, decided ones first."""
    asked = str(visit.params.get("q", "")).strip()[:LONGEST_QUERY]
    plans = sorted(data["heatPlans"], key=lambda plan: _ORDER.index(plan["status"]))
    context: dict[str, Any] = {
        "asked": asked,
        "found": None,
        "plans": [plan for plan in plans if plan["status"] != "REVISED"],
        "areas": [edge["node"] for edge in data["areas"]["edges"]],
    }
    if asked:
        # An address is typed by a person: nobody keeps the page.
        visit.no_store = True
        context["found"] = visit.ask_here("AddressSearch", text=asked)["addressSuggestions"]
    return context
