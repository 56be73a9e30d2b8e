"""Where data would lie, told by their distance from where they are expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cms.core.models import Municipality
from geo.values import Point

PLAUSIBLE_KM = 60


@dataclass(frozen=True, slots=True)
class Lies:
    """A place and how far it is from the middle of the municipality; None where nobody knows where that is."""

    point: Point
    kilometres: int | None
    place: str

    @property
    def is_plausible(self) -> bool:
        return self.kilometres is None or self.kilometres <= PLAUSIBLE_KM


def lies(point: Point, municipality: Municipality) -> Lies:
    """How far ``point`` is from the municipality's middle."""
    lon, lat = municipality.longitude, municipality.latitude
    away = None if lon is None or lat is None else round(point.km_to(Point(lon, lat)))
    return Lies(point, away, str(municipality))


def middle_of(collection: Mapping[str, Any]) -> Point | None:
    """The middle of the first corners of a GeoJSON collection's features; None where there are none."""
    found = [place for each in collection.get("features", []) if (place := _first(each.get("geometry")))]
    if not found:
        return None
    lon, lat = (sum(each[axis] for each in found) / len(found) for axis in (0, 1))
    return Point(lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None


def _first(geometry: Mapping[str, Any] | None) -> tuple[float, float] | None:
    return next(_corners((geometry or {}).get("coordinates")), None)


def _corners(nested: Any) -> Iterator[tuple[float, float]]:
    if isinstance(nested, list | tuple) and nested:
        if isinstance(nested[0], int | float):
            yield float(nested[0]), float(nested[1])
        else:
            for each in nested:
                yield from _corners(each)
