"""GeoJSON, read without GDAL: member by member, feature by feature, valid to its end."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from .columns import MOST_COLUMNS, Columns
from .crs import WGS84, NoCrs, normal_crs
from .delivery import Layer
from .geojson_wkb import NoGeometry, wkb_of
from .geometry_names import common_name
from .json_stream import JsonStream, NotJson
from .raw import RawFeature
from .readers import Head, register_reader
from .refusals import counted, refusal
from .wkb_bounds import Bounds

_MOST_DEPTH = 20


class GeoJson:
    """A RawFile of one layer, named as the file is."""

    def __init__(self, path: Path, name: str) -> None:
        self.name, self._path = name, path
        self._layer = Path(name).stem
        self._beside: dict[str, Any] = {}
        columns, bounds, kinds, number = Columns(), Bounds(), dict[str, None](), 0
        for number, feature in self._read():
            raw = self._feature(number, feature)
            columns.add(raw.fields)
            if len(columns) > MOST_COLUMNS:
                message = _("Its features have more than %(most)s different properties. Leave out those not needed.")
                self._refuse(message % {"most": counted(MOST_COLUMNS)}, number)
            if raw.wkb is not None:
                bounds.add(raw.wkb)
                kinds[feature["geometry"]["type"]] = None
        self._check_beside()
        if not number:
            message = _("It holds no features. Export it again with the layer's features.")
            raise refusal(name, message, layer=self._layer)
        geometry = common_name(kinds)
        found = bounds.found
        self.bounds: Mapping[str, tuple[float, float, float, float]] = {self._layer: found} if found else {}
        self.layers: Sequence[Layer] = (Layer(self._layer, number, geometry, self._crs(found), columns.found()),)
        self.encodings: Mapping[str, Sequence[str]] = {}

    def features(self, layer: str, encoding: str = "") -> Iterator[RawFeature]:
        """The features in order; GeoJSON is always UTF-8. Raises FileError."""
        return (self._feature(number, feature) for number, feature in self._read())

    def close(self) -> None:
        """Nothing was unpacked."""

    def _read(self) -> Iterator[tuple[int, Any]]:
        numbers = count(1)
        self._beside = {}
        number = 0
        try:
            for name, value in JsonStream(self._path, "features").members():
                if name == "features":
                    number = next(numbers)
                    yield number, value
                else:
                    self._beside[name] = value
            if self._beside.get("type") == "Feature":
                yield next(numbers), self._beside
        except NotJson as error:
            message = _("%(error)s (line %(line)s). Export the file again as GeoJSON.")
            raise refusal(
                self.name, message % {"error": error, "line": error.line}, layer=self._layer,
                feature=number + 1 if error.name == "features" else 0, name=error.name,
            ) from error  # fmt: skip

    def _feature(self, number: int, feature: Any) -> RawFeature:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            self._refuse(_("It is no object of the type “Feature”. Export the file again."), number, "type")
        fields = feature.get("properties") or {}
        if not isinstance(fields, dict):
            message = _("The properties are no object of names and values. Export the file again.")
            self._refuse(message, number, "properties")
        try:
            wkb = wkb_of(feature.get("geometry"))
        except NoGeometry as error:
            message = _("%(error)s. Mend the geometry and export the file again.")
            raise refusal(
                self.name, message % {"error": error},
                layer=self._layer, feature=number, name="geometry",
            ) from error  # fmt: skip
        plain = {key: self._plain(value, number, key) for key, value in fields.items()}
        fid = feature.get("id")
        return RawFeature(number, "" if fid is None else str(fid)[:200], wkb, plain)

    def _plain(self, value: Any, number: int, key: str) -> Any:
        if isinstance(value, float) and not math.isfinite(value):
            self._refuse(_("The number is infinite. Mend it, or leave it empty."), number, key)
        if isinstance(value, dict | list):
            if _depth(value) > _MOST_DEPTH:
                message = _("The value is nested more than %(most)s deep. Leave it out.")
                self._refuse(message % {"most": _MOST_DEPTH}, number, key)
            return json.dumps(value, ensure_ascii=False)
        return value

    def _check_beside(self) -> None:
        kind = self._beside.get("type")
        if kind not in ("FeatureCollection", "Feature"):
            self._refuse(_("Its type is not “FeatureCollection”. Export it again as GeoJSON."), name="type")

    def _crs(self, bounds: tuple[float, float, float, float] | None) -> str:
        """As declared; nothing declared is WGS 84, unless the numbers are no degrees."""
        crs = self._beside.get("crs")
        if crs is None:
            degrees = bounds is None or (max(abs(bounds[0]), abs(bounds[2])) <= 180 and max(map(abs, bounds)) <= 180)
            return WGS84 if degrees and "crs" not in self._beside else ""
        name = crs.get("properties", {}).get("name") if isinstance(crs, dict) and crs.get("type") == "name" else None
        if not isinstance(name, str):
            message = _(
                "The coordinate reference system is not given by its name; links are not followed. "
                "Name it, such as “urn:ogc:def:crs:EPSG::25833”, or remove the member."
            )
            self._refuse(message, name="crs")
        try:
            return normal_crs(name)
        except NoCrs as error:
            message = _("%(error)s. Name one by its EPSG code.") % {"error": error}
            raise refusal(self.name, message, layer=self._layer, name="crs") from error

    def _refuse(self, message: str, number: int = 0, name: str = "") -> NoReturn:
        raise refusal(self.name, message, layer=self._layer, feature=number, name=name)


def _depth(value: Any) -> int:
    level, depth = [value], 0
    while level and depth <= _MOST_DEPTH:
        depth += 1
        level = [
            inner for each in level if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]  # fmt: skip
    return depth


def _is_geojson(head: Head) -> bool:
    return head.text.startswith("{") or (head.text.startswith("[") and "json" in head.suffix)


register_reader("GeoJSON", _is_geojson, GeoJson)
