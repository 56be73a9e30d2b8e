"""What keeps a map layer from being published: colours that some people can't tell apart, entries that lack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.checks import Fault, register_check
from geo.models import Dataset, MapLayer
from geo.values.colours import Sight
from geo.values.palette import LEAST_CONTRAST, Weakness, weaknesses

SIGHTS = {
    Sight.TYPICAL: gettext_lazy("to everybody"),
    Sight.PROTANOPIA: gettext_lazy("to people with red blindness"),
    Sight.DEUTERANOPIA: gettext_lazy("to people with green blindness"),
    Sight.TRITANOPIA: gettext_lazy("to people with blue blindness"),
}


def connect() -> None:
    """Called once when the apps are ready."""
    register_check(MapLayer, faults_of_layer)


def faults_of_layer(layer: MapLayer) -> Iterator[Fault]:
    """What keeps ``layer`` from being published."""
    entries = [block.value for block in layer.legend]
    if layer.dataset_id and layer.dataset.basis == Dataset.Basis.CONFIDENTIAL:
        yield Fault(_("Data"), _("These data are confidential and never shown on a map."))
    if not entries:
        yield Fault(_("Legend"), _("Without a legend nobody knows what the colours mean."))
    in_order = layer.style == MapLayer.Style.CLASSES
    for each in weaknesses([entry["colour"] for entry in entries], in_order=in_order):
        yield Fault(_("Legend"), weakness_words(each, [entry["label"] for entry in entries]))
    yield from _faults_of_entries(layer, entries)


def _faults_of_entries(layer: MapLayer, entries: list[Any]) -> Iterator[Fault]:
    for entry in entries:
        values = {"entry": entry["label"]}
        if layer.style == MapLayer.Style.CATEGORIES and not entry.get("value"):
            yield Fault(_("Legend"), _("“%(entry)s” names no category.") % values)
        if layer.style == MapLayer.Style.CLASSES and entry.get("low") is None and entry.get("high") is None:
            yield Fault(_("Legend"), _("“%(entry)s” has no bounds.") % values)


def weakness_words(found: Weakness, labels: list[str]) -> str:
    """What is wrong with a colour, and what to do."""
    amount = number_format(round(found.amount, 1))
    if found.second is None:
        return _(
            "“%(entry)s” is too pale: its contrast with the map is %(amount)s, at least %(least)s is needed."
            " Take a darker colour."
        ) % {"entry": labels[found.first], "amount": amount, "least": number_format(LEAST_CONTRAST, decimal_pos=0)}
    return _(
        "“%(first)s” and “%(second)s” look too much alike %(sight)s. Make one of them clearly lighter or darker."
    ) % {"first": labels[found.first], "second": labels[found.second], "sight": SIGHTS[found.sight]}
