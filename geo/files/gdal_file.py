"""Shapefile, GML and FlatGeobuf: looked through by us, then read by GDAL in its sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .columns import MOST_COLUMNS, Columns
from .crs import NoCrs, normal_crs
from .delivery import Layer
from .geometry_names import common_name
from .guards.flatgeobuf import MAGIC, check_flatgeobuf
from .guards.shapefile import check_shapefile
from .guards.xml import XmlFacts, check_xml
from .raw import RawFeature
from .readers import Head, register_reader
from .refusals import counted, refusal
from .sandbox import ask
from .wkb_bounds import Bounds
from .workspace import Workspace


@dataclass(frozen=True, slots=True)
class Source:
    """A copy that GDAL may read. ``layer``: to be called so, where the copy is of one layer.

    ``crs``: where GDAL finds none. ``records``: how many there must be, None where nobody knows before.
    ``key``: the column of ids.
    """

    path: Path
    layer: str = ""
    encodings: tuple[str, ...] = ()
    records: int | None = None
    crs: str = ""
    key: str = ""


class GdalFile:
    """A RawFile that GDAL reads in its sandbox."""

    def __init__(self, name: str, sources: Sequence[Source], workspace: Workspace | None) -> None:
        self.name, self._workspace = name, workspace
        self._of: dict[str, tuple[Source, str]] = {}
        self.bounds: dict[str, tuple[float, float, float, float]] = {}
        self.encodings: dict[str, Sequence[str]] = {}
        self.layers: list[Layer] = []
        for source in sources:
            self._look(source)
        if not any(layer.features for layer in self.layers):
            raise refusal(name, _("It holds no features. Export it again with the layer's features."))

    def features(self, layer: str, encoding: str = "") -> Iterator[RawFeature]:
        """The features in order; ``encoding`` where the file does not say it. Raises FileError."""
        source, called = self._of[layer]
        number, declared = 0, next(each.features for each in self.layers if each.name == layer)
        request = {"do": "features", "layer": called, "encoding": encoding or _first(source.encodings)}
        for head, body in ask(source.path, self.name, request):
            for feature in _features(head, body, number + 1, source.key):
                number = feature.number
                yield feature
        if number != declared:
            message = _(
                "Only %(number)s of %(declared)s features can be read. "
                "Mend the geometry of the next one in a GIS, or export the layer as GeoPackage."
            )
            said = message % {"number": counted(number), "declared": counted(declared)}
            raise refusal(self.name, said, layer=layer, feature=number + 1, name="geometry")

    def close(self) -> None:
        if self._workspace is not None:
            self._workspace.close()

    def _look(self, source: Source) -> None:
        about: dict[str, Any] = {}
        columns, bounds = Columns(), Bounds()
        for head, body in ask(source.path, self.name, {"do": "layers", "encoding": _first(source.encodings)}):
            if "layer" in head:
                self._add(source, about, columns, bounds)
                about, columns, bounds = head, Columns(head["fields"]), Bounds()
            elif "of" in head:
                for feature in _features(head, body, 1, source.key):
                    columns.add(feature.fields)
                    if feature.wkb is not None:
                        bounds.add(feature.wkb)
        self._add(source, about, columns, bounds)

    def _add(self, source: Source, about: Mapping[str, Any], columns: Columns, bounds: Bounds) -> None:
        if not about:
            return
        called = source.layer or about["layer"]
        if len(columns) > MOST_COLUMNS:
            message = _("The layer has more than %(most)s columns. Leave out those not needed.")
            raise refusal(self.name, message % {"most": counted(MOST_COLUMNS)}, layer=called)
        if source.records is not None and source.records != about["features"]:
            message = _("Only %(number)s of %(declared)s features can be read. Export the layer as GeoPackage.")
            said = message % {"number": counted(about["features"]), "declared": counted(source.records)}
            raise refusal(self.name, said, layer=called)
        geometry = "" if about["geometry"] in ("", "None") else common_name([about["geometry"]])
        crs = self._crs(called, about["crs"] or source.crs) if geometry else ""
        self.layers.append(Layer(called, about["features"], geometry, crs, columns.found()))
        self._of[called] = (source, about["layer"])
        if (found := bounds.found) is not None:
            self.bounds[called] = found
        if source.encodings:
            self.encodings[called] = source.encodings

    def _crs(self, layer: str, declared: str) -> str:
        try:
            return normal_crs(declared)
        except NoCrs as error:
            message = _("%(error)s. Set it by its EPSG code and export the layer again.") % {"error": error}
            raise refusal(self.name, message, layer=layer, name="CRS") from error


def open_shapefiles(shapes: Mapping[str, Path], name: str) -> GdalFile:
    """Shapefiles by their layers' names, each in a folder of its own. Raises FileError."""
    sources = []
    for layer, path in shapes.items():
        facts = check_shapefile(path, name, layer)
        sources.append(Source(path, layer, facts.encodings, facts.records))
    return GdalFile(name, sources, None)


def open_gml(path: Path, name: str) -> GdalFile:
    """Simple features in GML. Raises FileError."""
    facts = check_xml(path, name)
    if not facts.members:
        raise refusal(name, _("It is XML without features of GML. Export the layer as GeoPackage."))
    return _copied(path, name, "input.gml", lambda copy: Source(copy, crs=_one_crs(facts, name), key="gml_id"))


def open_flatgeobuf(path: Path, name: str) -> GdalFile:
    """Raises FileError."""
    records = check_flatgeobuf(path, name)
    return _copied(path, name, "input.fgb", lambda copy: Source(copy, Path(name).stem, records=records))


def _copied(path: Path, name: str, called: str, source: Callable[[Path], Source]) -> GdalFile:
    workspace = Workspace()
    try:
        return GdalFile(name, [source(workspace.copy(path, called))], workspace)
    except BaseException:
        workspace.close()
        raise


def _one_crs(facts: XmlFacts, name: str) -> str:
    try:
        found = {normal_crs(crs) for crs in facts.crs}
    except NoCrs as error:
        message = _("%(error)s. Name one by its EPSG code.") % {"error": error}
        raise refusal(name, message, name="srsName") from error
    if len(found) > 1:
        message = _("It mixes coordinate reference systems (%(found)s). Use one.")
        raise refusal(name, message % {"found": ", ".join(sorted(found))}, name="srsName")
    return next(iter(found), "")


def _features(head: Mapping[str, Any], body: bytes, first: int, key: str) -> Iterator[RawFeature]:
    names, at = list(head["fields"]), 0
    fids = head["fields"].get(key) or head["fids"] or [None] * len(head["lengths"])
    rows: Iterator[tuple[Any, ...]] = zip(*head["fields"].values(), strict=True) if names else iter(() for _ in fids)
    for number, (fid, length, row) in enumerate(zip(fids, head["lengths"], rows, strict=True), first):
        wkb = body[at : at + length] if length >= 0 else None
        at += max(length, 0)
        yield RawFeature(number, "" if fid is None else str(fid), wkb, dict(zip(names, row, strict=True)))


def _first(encodings: Sequence[str]) -> str:
    return encodings[0] if encodings else ""


def _is_xml(head: Head) -> bool:
    return head.text.startswith("<")


def _is_flatgeobuf(head: Head) -> bool:
    return head.start.startswith(MAGIC)


register_reader("GML", _is_xml, open_gml, rank=8)
register_reader("FlatGeobuf", _is_flatgeobuf, open_flatgeobuf)
