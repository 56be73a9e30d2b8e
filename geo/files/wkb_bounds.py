"""The box of many geometries, in the numbers of their file."""

from __future__ import annotations

import math

import numpy as np
import shapely

_AT_ONCE = 2_000


class Bounds:
    """Takes WKB of the plain kinds; others and empty ones are left out."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self._box = np.array([math.inf, math.inf, -math.inf, -math.inf])

    def add(self, wkb: bytes) -> None:
        self._waiting.append(wkb)
        if len(self._waiting) >= _AT_ONCE:
            self._take()

    @property
    def found(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north; None where there was nothing."""
        self._take()
        west, south, east, north = map(float, self._box)
        return (west, south, east, north) if west <= east and south <= north else None

    def _take(self) -> None:
        boxes = shapely.bounds(shapely.from_wkb(self._waiting, on_invalid="ignore"))
        self._waiting = []
        boxes = boxes[np.isfinite(boxes).all(axis=1)] if len(boxes) else boxes
        if len(boxes):
            self._box[:2] = np.minimum(self._box[:2], boxes[:, :2].min(axis=0))
            self._box[2:] = np.maximum(self._box[2:], boxes[:, 2:].max(axis=0))
