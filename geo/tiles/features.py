"""Features as tiles have them: what is public of each, flat, as lines of GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import shapely

from geo.exports.download import flat
from geo.queries.exported import Exported
from geo.values.attributes import ATTRIBUTES
from geo.values.facts import BuildingFact

_AT_ONCE = 1_000


def lines_of(features: Iterable[Exported]) -> Iterator[str]:
    """A line of GeoJSON for each feature."""
    waiting = iter(features)
    while batch := list(islice(waiting, _AT_ONCE)):
        geometries = shapely.to_geojson(shapely.from_wkb([feature.geometry for feature in batch]))
        for feature, geometry in zip(batch, geometries, strict=True):
            properties = json.dumps(properties_of(feature), ensure_ascii=False, separators=(",", ":"))
            yield f'{{"type":"Feature","properties":{properties},"geometry":{geometry}}}\n'


def properties_of(feature: Exported) -> dict[str, Any]:
    """What a tile says of a feature; of a hidden one its key only.

    A fact is its value, for a range the middle by which it is coloured, with ``<attribute>_state``; the figure itself
    is asked for by the key.
    """
    said: dict[str, Any] = {"key": str(feature.key)}
    for name in ("name", "category", "horizon"):
        if value := getattr(feature, name):
            said[name] = value
    if feature.group:
        said["group"] = str(feature.group)
    said |= flat(feature.details)
    for attribute, fact in feature.facts.items():
        said[attribute] = coloured_by(fact)
        said[f"{attribute}_state"] = str(fact.state)
    return said


def coloured_by(fact: BuildingFact) -> str | int | float:
    """The value of a fact, for a range its middle."""
    if fact.low is None or fact.high is None:
        return fact.value
    middle = (fact.low + fact.high) / 2
    return round(middle) if ATTRIBUTES[fact.attribute].whole else round(middle, 2)
