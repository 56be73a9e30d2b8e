"""The layers of a municipality's map."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed
from cms.core.graphql.blocks import words as text
from cms.core.graphql.interfaces import Localized, Node
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from cms.core.graphql.snippets import Snippet, fact, snippet_type, word
from geo.models import MapLayer as MapLayerRecord
from geo.queries import layers as queries
from geo.queries import words
from geo.queries.datasets import DatasetReading
from geo.queries.layers import LayerReading

from .datasets import Dataset
from .geometry import Named
from .kinds import LayerStyle


class LegendEntry(graphene.ObjectType):
    """A colour of the map and what it means. What no entry names is drawn grey and called unknown."""

    label = text("What it means.")
    colour = text("The colour as # and six hexadecimal digits.")
    value = text("The key of the category it stands for; empty where it is none.")
    low = graphene.Float(description="Of a class of numbers: from, in the unit of the attribute.")
    high = graphene.Float(description="Of a class of numbers: to less than, in the unit of the attribute.")


class Tiles(graphene.ObjectType):
    """A file of vector tiles (PMTiles). Its address changes with its content, so it may be kept for ever."""

    url = text("Its address; it takes byte ranges.")
    layer = text("The name of the layer in it.")
    min_zoom = graphene.Int(required=True, description="The smallest zoom it has tiles for.")
    max_zoom = graphene.Int(required=True, description="The largest zoom it has tiles for.")


@snippet_type(MapLayerRecord)
class MapLayer(graphene.ObjectType):
    """How a dataset is drawn on the map."""

    class Meta:
        interfaces = (Node, Localized, Snippet)

    slug = text("Its name in addresses; lasting.")
    title = text("Its title.")
    explanation = text("What it shows, in plain words.")
    dataset = graphene.Field(Dataset, required=True, description="What it draws, with licence and attribution.")
    style = graphene.Field(LayerStyle, required=True, description="How it is coloured.")
    attribute = graphene.Field(Named, description="What it is coloured by; null: by the category of areas.")
    legend = listed(LegendEntry, "Its colours, in order.")
    figures = listed(Named, "The attributes to show first when somebody clicks.")
    min_zoom = graphene.Int(required=True, description="The zoom from which it is drawn.")
    max_zoom = graphene.Int(required=True, description="The zoom to which it is drawn.")
    shown_first = graphene.Boolean(required=True, description="Whether it is shown when the map opens.")
    tiles = graphene.Field(Tiles, description="What to draw it from; null while the tiles are being made.")

    resolve_slug = fact("slug")
    resolve_title = word("title")
    resolve_explanation = word("explanation")

    @staticmethod
    def resolve_dataset(layer: LayerReading, info: Any) -> DatasetReading | None:
        version = queries.version_of(layer)
        return DatasetReading(layer.reader, version) if version else None

    @staticmethod
    def resolve_attribute(layer: LayerReading, info: Any) -> words.Named | None:
        key = layer.source.attribute
        return words.attribute(key, layer.reader.language) if key else None

    @staticmethod
    def resolve_legend(layer: LayerReading, info: Any) -> list[queries.Entry]:
        return queries.legend(layer)

    @staticmethod
    def resolve_figures(layer: LayerReading, info: Any) -> list[words.Named]:
        return queries.figures(layer)

    @staticmethod
    def resolve_tiles(layer: LayerReading, info: Any) -> dict[str, Any] | None:
        archive, version = queries.archive_of(layer), queries.version_of(layer)
        if archive is None or version is None:
            return None
        url = f"{layer.reader.base_url}/tiles/{archive.token}.pmtiles"
        zooms = {"min_zoom": archive.min_zoom, "max_zoom": archive.max_zoom}
        return {"url": url, "layer": version.dataset.kind, **zooms}


for _name in ("style", "min_zoom", "max_zoom", "shown_first"):
    setattr(MapLayer, f"resolve_{_name}", fact(_name))


@query
class LayerQuery:
    map_layers = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(MapLayer))),
        description="The layers of the map, in the order of its editors.",
        **scoped(),
    )

    @staticmethod
    def resolve_map_layers(_root: Any, info: Any, **arguments: Any) -> list[LayerReading]:
        return queries.layers(root(info, arguments))


access.public("LegendEntry", "label colour value low high")
access.public("Tiles", "url layer minZoom maxZoom")
access.public(
    "MapLayer",
    "slug title explanation dataset style attribute legend figures minZoom maxZoom shownFirst tiles",
)
access.public("Query", "mapLayers")
access.declare_size("Query.mapLayers", 12)
access.declare_size("MapLayer.legend", 8)
