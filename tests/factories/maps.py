"""Layers of maps and heat plans, as editors make them."""

from __future__ import annotations

from typing import Any

import factory

from geo.models import HeatPlan, MapLayer

from .snippets import SnippetFactory


class MapLayerFactory(SnippetFactory):
    class Meta:
        model = MapLayer

    title = factory.Sequence(lambda number: f"Ebene {number}")
    slug = factory.Sequence(lambda number: f"ebene-{number}")
    explanation = "Was die Karte zeigt."


class HeatPlanFactory(SnippetFactory):
    class Meta:
        model = HeatPlan

    title = factory.Sequence(lambda number: f"Wärmeplan {number}")
    slug = factory.Sequence(lambda number: f"waermeplan-{number}")
    status = HeatPlan.Status.PREPARING


def entry(label: str, colour: str, **fields: Any) -> dict[str, Any]:
    """A stored entry of a legend."""
    return {
        "type": "entry",
        "value": {"label": label, "colour": colour, "value": "", "low": None, "high": None} | fields,
    }
