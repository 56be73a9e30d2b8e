"""Small files for tests, made where they are needed."""

from __future__ import annotations

import json
from pathlib import Path

from geo.files.delivery import Answers
from geo.files.open_delivery import open_delivery
from geo.files.recipes import recipe
from geo.values.reports import Report


def square(number=0, size=0.0002, west=12.37, south=51.33):
    """A polygon in Leipzig, each beside the one before."""
    x, y = west + number * size * 2, south
    return {
        "type": "Polygon",
        "coordinates": [[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]],
    }


def geojson(folder: Path, *rows, name="made.geojson", shapes=None):
    """A GeoJSON file with a square for each of the rows of properties, or with the given shapes."""
    features = [
        {"type": "Feature", "geometry": shapes[number] if shapes else square(number), "properties": row}
        for number, row in enumerate(rows)
    ]
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def text(folder: Path, content, name="made.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


def opened(path: Path, recipe_name: str, **answers):
    return open_delivery(path, path.name, recipe(recipe_name), Answers(**answers))


def read(path: Path, recipe_name: str, **answers):
    """All items, and the report."""
    report = Report()
    delivery = opened(path, recipe_name, **answers)
    try:
        return list(delivery.items(report)), report
    finally:
        delivery.close()


def facts(item):
    return {fact.attribute: fact.value or fact.low for fact in item.facts}
