"""Places as values: WGS 84, longitude first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
_EWKT = re.compile(
    r"^(?:SRID=(?P<srid>\d+);)?\s*POINT\s*\(\s*(?P<lon>-?[\d.]+)\s+(?P<lat>-?[\d.]+)\s*\)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth. Raises ValueError where it is not on it."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        if not (-180 <= self.lon <= 180 and -90 <= self.lat <= 90):
            raise ValueError(f"{self.lon}, {self.lat} is no longitude and latitude")

    @classmethod
    def from_ewkt(cls, text: str) -> Point:
        """Read ``SRID=4326;POINT(lon lat)``. Raises ValueError for anything else."""
        match = _EWKT.match(text.strip())
        if match is None or match["srid"] not in (None, "4326"):
            raise ValueError(f"{text!r} is no point in WGS 84")
        return cls(float(match["lon"]), float(match["lat"]))

    @property
    def ewkt(self) -> str:
        return f"SRID=4326;POINT({self.lon} {self.lat})"

    def km_to(self, other: Point) -> float:
        """Great-circle distance in kilometres."""
        lat1, lat2 = radians(self.lat), radians(other.lat)
        half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(other.lon - self.lon) / 2) ** 2
        return 2 * EARTH_RADIUS_KM * asin(sqrt(half))
