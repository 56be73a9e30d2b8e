"""What the forms of conditions need to know of the facts."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from cms.core.models import source_locale
from cms.core.permissions import scope_of
from knowledge.guidance.models import GuidanceFact


def facts_for_forms(request: HttpRequest) -> JsonResponse:
    """The facts that conditions may name, with kind, unit, limits and options."""
    readable = GuidanceFact.objects.filter(scope_of(request.user).readable(), locale=source_locale())
    facts = {
        fact.key: {
            "label": fact.label,
            "kind": fact.kind,
            "unit": fact.unit,
            "low": fact.low,
            "high": fact.high,
            "options": [[option["value"]["key"], option["value"]["label"]] for option in fact.options.raw_data],
        }
        for fact in readable.order_by("label")
    }
    return JsonResponse({"facts": facts})
