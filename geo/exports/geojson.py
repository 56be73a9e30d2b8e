"""GeoJSON (RFC 7946), with licence and attribution as members of the collection."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import shapely

from geo.queries.exported import Exported

from .download import Download, row_of

_AT_ONCE = 500


def geojson(download: Download) -> Iterator[str]:
    """A feature collection, piece by piece."""
    head = {"type": "FeatureCollection", "name": download.dataset.name, **download.origin}
    yield encoded(head)[:-1] + ',"features":['
    separator = "\n"
    for feature in features_of(download.features()):
        yield separator + feature
        separator = ",\n"
    yield "\n]}\n"


def features_of(found: Iterable[Exported], links: Any = None) -> Iterator[str]:
    """Each feature as text; ``links(feature)`` gives the member of that name, where one is wanted."""
    waiting = iter(found)
    while batch := list(islice(waiting, _AT_ONCE)):
        geometries = shapely.to_geojson(shapely.from_wkb([feature.geometry for feature in batch]))
        for feature, geometry in zip(batch, geometries, strict=True):
            properties = row_of(feature)
            head = {"type": "Feature", "id": properties.pop("id"), "properties": properties}
            if links:
                head["links"] = links(feature)
            yield f'{encoded(head)[:-1]},"geometry":{geometry}}}'


def encoded(value: Any) -> str:
    """JSON as it is sent."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
