"""What geodata say, as values; standard library and ``energy`` only."""

from .places import EARTH_RADIUS_KM, Point

__all__ = ["EARTH_RADIUS_KM", "Point"]
