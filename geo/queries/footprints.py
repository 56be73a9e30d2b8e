"""Many points among many footprints at once, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, radians
from typing import Any

import numpy as np
import shapely

from cms.core.models import Municipality
from geo.models import Dataset, DatasetVersion, Shape

NEAR_M = 15.0
"""How far an address may lie from the building it belongs to."""
_METRES_PER_DEGREE = 111_320.0


class Footprints:
    """The shapes of some versions as a tree, in metres on a plane that fits where they lie."""

    def __init__(self, versions: Iterable[DatasetVersion]) -> None:
        rows = Shape.objects.filter(version__in=list(versions)).values_list("feature_id", "lat", "geometry")
        keys, latitudes, geometries = [], [], []
        for key, lat, geometry in rows.iterator(chunk_size=5000):
            keys.append(key)
            latitudes.append(lat)
            geometries.append(bytes(geometry))
        self.keys = np.array(keys, dtype=np.int64)
        self._width = _METRES_PER_DEGREE * cos(radians(float(np.mean(latitudes)) if latitudes else 0.0))
        self.shapes: Any = shapely.transform(shapely.from_wkb(np.array(geometries, dtype=object)), self.metres)
        self._tree = shapely.STRtree(self.shapes)

    def metres(self, lonlat: Any) -> Any:
        """Longitudes and latitudes, n x 2, as metres."""
        return lonlat * (self._width, _METRES_PER_DEGREE)

    def nearest(self, lons: Sequence[float], lats: Sequence[float], within_m: float = NEAR_M) -> list[int | None]:
        """For each point the feature it lies in, else the nearest within ``within_m``, else None."""
        points = shapely.points(self.metres(np.column_stack((lons, lats)))) if len(lons) else []
        found: list[int | None] = [None] * len(lons)
        if len(self.keys) == 0 or len(lons) == 0:
            return found
        places, hits = self._tree.query_nearest(points, max_distance=max(within_m, 1e-6), all_matches=False)
        for place, hit in zip(places.tolist(), hits.tolist(), strict=True):
            found[place] = int(self.keys[hit])
        return found

    def covering(self, wkb: Sequence[bytes], share: float = 0.5) -> list[int | None]:
        """For each footprint (WKB, WGS 84) the one feature that covers more than ``share`` of it; else None."""
        old = shapely.transform(shapely.from_wkb(np.array(wkb, dtype=object)), self.metres) if wkb else []
        found: list[int | None] = [None] * len(wkb)
        if len(self.keys) == 0 or not wkb:
            return found
        places, hits = self._tree.query(old, predicate="intersects")
        parts = shapely.area(shapely.intersection(old[places], self.shapes[hits]))
        enough = parts > share * shapely.area(old[places])
        once = np.bincount(places[enough], minlength=len(wkb)) == 1
        for place, hit in zip(places[enough].tolist(), hits[enough].tolist(), strict=True):
            if once[place]:
                found[place] = int(self.keys[hit])
        return found


def buildings_nearby(municipality: Municipality) -> Footprints:
    """The footprints of the municipality's active buildings; of a region: of its cities, too."""
    return Footprints(building_versions(municipality))


def building_versions(municipality: Municipality) -> list[DatasetVersion]:
    """Active versions that bring footprints, of the municipality, its region and its cities."""
    return versions_around(municipality, Dataset.Kind.BUILDINGS, [DatasetVersion.State.ACTIVE])


def versions_around(municipality: Municipality, kind: str, states: Sequence[str]) -> list[DatasetVersion]:
    """Versions of ``kind`` with shapes, of the municipality, the region it reads and the cities that read it."""
    near = [*municipality.readable_keys, *municipality.cities.values_list("pk", flat=True)]
    return list(
        DatasetVersion.objects.filter(
            dataset__municipality__in=near, dataset__kind=kind, dataset__joins=None, state__in=states
        ).select_related("dataset__municipality")
    )
