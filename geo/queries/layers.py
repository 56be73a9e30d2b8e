"""The layers of a municipality's map, as its editors made them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cms.core.queries.readings import Reader
from cms.core.queries.snippets import SnippetReading, snippets
from geo.models import DatasetVersion, MapLayer, TileArchive

from . import words
from .active import versions_told

LayerReading = SnippetReading[MapLayer]


@dataclass(frozen=True, slots=True)
class Entry:
    """A colour of the map and what it means; ``low`` to less than ``high`` where it is a class of numbers."""

    label: str
    colour: str
    value: str = ""
    low: float | None = None
    high: float | None = None


def layers(reader: Reader) -> list[LayerReading]:
    """The layers that can be drawn now and are offered in the reader's language, in the editors' order."""
    active = {version.dataset_id for version in versions_told(reader)}
    found = [layer for layer in snippets(reader, MapLayer) if layer.source.dataset_id in active]
    offered = [layer for layer in found if not layer.source.languages or reader.language in layer.source.languages]
    return sorted(offered, key=lambda layer: (layer.source.order, layer.translation.title.casefold()))


def version_of(layer: LayerReading) -> DatasetVersion | None:
    """The version that the layer draws; None where its data are not told any more."""
    versions = versions_told(layer.reader)
    return next((version for version in versions if version.dataset_id == layer.source.dataset_id), None)


def legend(layer: LayerReading) -> list[Entry]:
    """Its colours in order; facts from the source, labels in the language of its words."""
    translated = {block.get("id"): block["value"] for block in layer.translation.legend.raw_data}
    return [
        Entry(
            (translated.get(block.get("id")) or block["value"]).get("label") or block["value"]["label"],
            block["value"]["colour"],
            block["value"].get("value") or "",
            block["value"].get("low"),
            block["value"].get("high"),
        )
        for block in layer.source.legend.raw_data
    ]


def figures(layer: LayerReading) -> list[words.Named]:
    """The attributes that a click on the map shows first."""
    return [words.attribute(key, layer.reader.language) for key in layer.source.figures]


def archive_of(layer: LayerReading) -> TileArchive | None:
    """The tiles to draw it from; None while the first ones are being made. Read at once for all layers."""
    reader, version = layer.reader, version_of(layer)
    if version is None:
        return None
    if "tile archives" not in reader.kept:
        reader.kept["tile archives"] = archives(versions_told(reader))
    found: TileArchive | None = reader.kept["tile archives"].get(version.pk)
    return found


def archives(versions: Iterable[DatasetVersion]) -> dict[int, Any]:
    """The newest tiles of each of ``versions`` that has any, by the version's primary key."""
    ready = TileArchive.objects.filter(
        version__in=[version.pk for version in versions], state=TileArchive.State.READY
    ).order_by("built_at", "pk")
    return {archive.version_id: archive for archive in ready}
