"""The ground of a quarter: from metres of a drawing with straight streets to bent ones in longitude and latitude."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin
from typing import Any

import numpy as np
import shapely

from .chance import chance

METRES_PER_DEGREE = 111_250.0
DECIMALS = 7
Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the drawing's middle lies (degrees), how far it is turned (degrees, against the clock), how it is bent."""

    lon: float
    lat: float
    turned: float
    bends: tuple[float, float, float]

    @classmethod
    def of(cls, seed: str, lon: float, lat: float, turned: float) -> Ground:
        random = chance(seed, "ground")
        return cls(lon, lat, turned, (random.uniform(0, pi), random.uniform(0, pi), random.uniform(0, pi)))

    def lonlat(self, metres: Any) -> Any:
        """An array of n points (east, north) in metres as n points (longitude, latitude)."""
        x, y = metres[:, 0], metres[:, 1]
        first, second, third = self.bends
        bent_x = x + 15 * np.sin(y / 240 + first) + 4 * np.sin(y / 90 + third)
        bent_y = y + 13 * np.sin(x / 270 + second) + 4 * np.sin(x / 110 + first)
        angle = radians(self.turned)
        east, north = bent_x * cos(angle) - bent_y * sin(angle), bent_x * sin(angle) + bent_y * cos(angle)
        lon = self.lon + east / (METRES_PER_DEGREE * cos(radians(self.lat)))
        return np.column_stack([lon, self.lat + north / METRES_PER_DEGREE]).round(DECIMALS)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """One point in longitude and latitude."""
        [(lon, lat)] = self.lonlat(np.array([[x, y]])).tolist()
        return lon, lat

    def shapes(self, drawn: Any) -> Any:
        """Shapely geometries of the drawing, where they lie."""
        return shapely.transform(np.asarray(drawn, dtype=object), self.lonlat)


def polygons(rings: list[list[Ring]]) -> Any:
    """For each list of rings, the outer one first, a polygon; all at once."""
    flat = [ring for outline in rings for ring in outline]
    points = np.array([point for ring in flat for point in ring], dtype=float)
    closed = shapely.linearrings(points, indices=np.repeat(np.arange(len(flat)), [len(ring) for ring in flat]))
    starts = np.concatenate([[0], np.cumsum([len(outline) for outline in rings])[:-1]]).astype(int)
    shapes = shapely.polygons(closed[starts])
    for number, outline in enumerate(rings):
        if len(outline) > 1:
            start = starts[number]
            shapes[number] = shapely.polygons(closed[start], closed[start + 1 : start + len(outline)])
    return shapes
