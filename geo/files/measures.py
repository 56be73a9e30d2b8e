"""Areas and lengths of many geometries in WGS 84, by numpy.

Areas are those of the cylindrical equal-area projection of the ellipsoid: exact but for the edges, which are straight
in longitude and latitude instead of geodesics; for a district of 20 km that is less than 0.001 %.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

_GEOD = Geod(ellps="WGS84")
_E2 = _GEOD.es
_E = _E2**0.5


def areas_m2(geometries: NDArray[Any]) -> NDArray[np.float64]:
    """Square metres of each; 0 of what has no area."""
    flat = shapely.transform(geometries, _equal_area)
    return np.asarray(np.nan_to_num(shapely.area(flat)), dtype=np.float64)


def lengths_m(geometries: NDArray[Any]) -> NDArray[np.float64]:
    """Metres along the lines, on the ellipsoid; 0 of points and areas."""
    found = np.zeros(len(geometries))
    parts, owners = shapely.get_parts(geometries, return_index=True)
    lines = shapely.get_type_id(parts) == 1
    xy, line = shapely.get_coordinates(parts[lines], return_index=True)
    if len(xy) > 1:
        same = line[1:] == line[:-1]
        _, _, metres = _GEOD.inv(xy[:-1, 0][same], xy[:-1, 1][same], xy[1:, 0][same], xy[1:, 1][same])
        np.add.at(found, owners[lines][line[1:][same]], metres)
    return found


def _equal_area(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    sine = np.sin(np.radians(xy[:, 1]))
    q = (1 - _E2) * (sine / (1 - _E2 * sine**2) + np.arctanh(_E * sine) / _E)
    return np.column_stack([_GEOD.a * np.radians(xy[:, 0]), _GEOD.a * q / 2])
