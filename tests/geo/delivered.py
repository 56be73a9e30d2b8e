"""Deliveries and datasets made by tests, without files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely

from cms.core.models import Municipality
from geo.files.delivery import Layer
from geo.models import Dataset
from geo.values.items import GivenAddress, GivenFact, GivenShape, Item
from geo.values.reports import Report

LON, LAT = 12.37, 51.33
STEP = 0.0005
"""Made buildings stand this far apart, in degrees; each is 0.0002 wide and high, about 14 by 22 m."""


@dataclass
class MadeDelivery:
    """Items as a reader would give them."""

    given: Sequence[Item]
    file: str = "made.gpkg"
    layer: Layer = field(default_factory=lambda: Layer("made", 0, "Polygon", "EPSG:25833"))
    questions: Sequence[Any] = ()
    columns: dict[str, str] = field(default_factory=dict)
    # Called with each item's number before it is given; may raise.
    before: Callable[[int], object] = lambda number: None

    @property
    def layers(self) -> list[Layer]:
        return [self.layer]

    @property
    def total(self) -> int:
        return len(self.given)

    def items(self, report: Report) -> Iterator[Item]:
        for item in self.given:
            self.before(item.number)
            yield item

    def preview(self, most: int = 500) -> dict[str, Any]:
        return {"type": "FeatureCollection", "features": []}


@dataclass(frozen=True)
class MadeRecipe:
    name: str = "made"
    kind: str = "buildings"
    state: str = "registered"
    year: int | None = 2024
    method: str = "given"


def dataset_of(municipality: Municipality, name: str, kind: str = "buildings", **fields: Any) -> Dataset:
    """A dataset of open data, with its decision."""
    theme = {"theme": "district"} if kind == "areas" else {}
    given: dict[str, Any] = {
        "decision": "Decided by the council.", "licence": "CC0", "attribution": "Made for a test",
        "source_title": "A test", **theme, **fields,
    }  # fmt: skip
    return Dataset.objects.create(municipality=municipality, name=name, title_de=name, kind=kind, **given)


def shape_of(polygon: Any, area_m2: float = 300.0) -> GivenShape:
    west, south, east, north = polygon.bounds
    inside = polygon.point_on_surface()
    return GivenShape(
        shapely.to_wkb(polygon), west, south, east, north, inside.x, inside.y,
        area_m2 if polygon.area else 0.0,
    )  # fmt: skip


def footprint(place: int, dx: float = 0.0) -> Any:
    """The square of the building at a place of a row of a hundred, then of the next row."""
    west, south = LON + place % 100 * STEP + dx, LAT + place // 100 * STEP
    return shapely.box(west, south, west + 0.0002, south + 0.0002)


def building(number: int, *, facts: Sequence[GivenFact] = (), dx: float = 0.0, **fields: Any) -> Item:
    """The building ``b<number>`` at its place, in a street of its row."""
    address = GivenAddress(f"Musterstraße {number // 100}", str(number % 100 + 1), "04109", "Leipzig")
    given = {"addresses": (address,), "shape": shape_of(footprint(number, dx)), **fields}
    return Item(number + 1, f"b{number}", facts=tuple(facts), **given)


def area(number: int, first: int, last: int, **fields: Any) -> Item:
    """The area ``a<number>`` around the buildings from ``first`` to ``last`` of the first row."""
    west, east = LON + first * STEP - 0.0001, LON + last * STEP + 0.0003
    polygon = shapely.box(west, LAT - 0.0001, east, LAT + 0.0003)
    return Item(number + 1, f"a{number}", shape=shape_of(polygon), name=f"Bezirk {number}", **fields)
