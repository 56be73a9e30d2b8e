"""The shapes of features: on the ground, valid, in WGS 84 and in the right part of the world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from cms.core.values.problems import FileError, Problem
from geo.values.items import GivenShape
from geo.values.reports import Report

from .crs import EUROPE, GERMANY, NoCrs, looks_swapped, title_of, to_wgs84
from .footprints import easily_plain, mended, plain, why_broken
from .geometry_wkb import NotPlain
from .measures import areas_m2, lengths_m
from .refusals import problem, refusal

_MOST_PROBLEMS = 50


def shapes_of(
    wkbs: Sequence[bytes | None], crs: str, report: Report, layer: str, numbers: Sequence[int]
) -> list[GivenShape | None]:
    """Shapes for the WKB in ``crs`` (``EPSG:n`` or WKT; easting or longitude first).

    None where there is no WKB, or nothing of it is on the ground: some offices deliver walls as records of their own.

    ``numbers``: the features', for messages. What was mended is noted in ``report``, whose ``file`` names the file.
    Raises FileError with every geometry of these that can't be used.
    """
    places = [at for at, wkb in enumerate(wkbs) if wkb is not None]
    found: list[GivenShape | None] = [None] * len(wkbs)
    if places:
        batch = _Batch(report, layer, [numbers[at] for at in places])
        geometries = batch.valid([wkbs[at] for at in places])
        there = np.flatnonzero(~shapely.is_missing(geometries))
        if len(there):
            for at, shape in zip(there, _given(batch.only(there).in_wgs84(geometries[there], crs)), strict=True):
                found[places[at]] = shape
    return found


class _Batch:
    def __init__(self, report: Report, layer: str, numbers: Sequence[int]) -> None:
        self._report, self._layer, self._numbers = report, layer, numbers

    def only(self, places: NDArray[np.int64]) -> _Batch:
        """Of the geometries at these places."""
        return _Batch(self._report, self._layer, [self._numbers[at] for at in places])

    def valid(self, wkbs: Sequence[bytes | None]) -> NDArray[Any]:
        geometries, problems = easily_plain([wkb or b"" for wkb in wkbs]), []
        for at in map(int, np.flatnonzero(shapely.is_missing(geometries))):
            try:
                geometries[at] = plain(wkbs[at] or b"")
            except NotPlain as error:
                problems.append(self._problem(at, f"{error}."))
        for broken in np.flatnonzero(~shapely.is_valid(geometries) & ~shapely.is_missing(geometries)):
            try:
                geometries[broken] = self._mended(geometries[broken], int(broken))
            except NotPlain as error:
                problems.append(self._problem(int(broken), f"{error}."))
        self._stop(problems)
        return geometries

    def in_wgs84(self, geometries: NDArray[Any], crs: str) -> NDArray[Any]:
        before = shapely.bounds(geometries)
        try:
            geometries = shapely.transform(geometries, lambda xy: to_wgs84(xy, crs))
        except NoCrs as error:
            raise refusal(self._report.file, f"{error}.", layer=self._layer, name="CRS") from error
        self._check_places(before, shapely.bounds(geometries), crs)
        # Rings that nearly touch themselves may do so after the transformation.
        problems = []
        for at in np.flatnonzero(~shapely.is_valid(geometries)):
            try:
                geometries[at] = mended(geometries[at])
            except NotPlain as error:
                problems.append(self._problem(int(at), f"{error}."))
        self._stop(problems)
        return geometries

    def _check_places(self, before: NDArray[np.float64], boxes: NDArray[np.float64], crs: str) -> None:
        """Swapped axes may lead to other parts of Europe, too."""
        abroad = np.flatnonzero(~_within(boxes, GERMANY))[:_MOST_PROBLEMS]
        swapped = {int(at) for at in abroad if looks_swapped(before[at].tolist(), crs)}
        away = {int(at) for at in np.flatnonzero(~_within(boxes, EUROPE))[:_MOST_PROBLEMS]}
        self._stop([self._problem(at, _elsewhere(before[at], crs, at in swapped)) for at in sorted(swapped | away)])

    def _mended(self, geometry: Any, at: int) -> Any:
        repaired = mended(geometry)
        self._report.repaired += 1
        said = _("The outline was not valid (%(why)s) and was mended.") % {"why": why_broken(geometry)}
        self._report.note(self._layer, self._numbers[at], "geometry", "repaired", said)
        return repaired

    def _problem(self, at: int, message: str) -> Problem:
        return problem(self._report.file, message, layer=self._layer, feature=self._numbers[at], name="geometry")

    def _stop(self, problems: list[Problem]) -> None:
        if problems:
            raise FileError(problems[:_MOST_PROBLEMS])


def _within(boxes: NDArray[np.float64], area: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    west, south, east, north = area
    return (boxes[:, 0] >= west) & (boxes[:, 1] >= south) & (boxes[:, 2] <= east) & (boxes[:, 3] <= north)


def _elsewhere(bounds: NDArray[np.float64], crs: str, swapped: bool) -> str:
    x, y = bounds[:2]
    place = f"{x:,.6g}, {y:,.6g}" if crs == "EPSG:4326" else f"{x:.1f}, {y:.1f}"
    if swapped:
        message = _(
            "The axes are swapped: %(place)s lies in Germany only the other way round. "
            "In %(crs)s longitude or easting comes first here; export it so."
        )
    else:
        message = _(
            "It lies at %(place)s, which in %(crs)s is far from Germany or not on the earth. "
            "Say in which coordinate reference system the coordinates really are, or mend them."
        )
    return message % {"place": place, "crs": title_of(crs)}


def _given(geometries: NDArray[Any]) -> Iterator[GivenShape]:
    boxes, inner = shapely.bounds(geometries), shapely.get_coordinates(shapely.point_on_surface(geometries))
    columns = (
        shapely.to_wkb(geometries, output_dimension=2, byte_order=1), boxes.tolist(), inner.tolist(),
        areas_m2(geometries).tolist(), lengths_m(geometries).tolist(),
    )  # fmt: skip
    for wkb, box, place, area, length in zip(*columns, strict=True):
        west, south, east, north = box
        yield GivenShape(wkb, west, south, east, north, place[0], place[1], area, length)
