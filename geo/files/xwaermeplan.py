"""Heat plans in the GML of the exchange standard XWärmeplan, version 0.9.

Read are the classes with areas of supply, suitability, obligation to connect, saving, and land that is not planned;
names of classes and attributes are those of the standard's schema. The standard also knows figures by block, networks
and measures: these are other kinds of data, and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import shapely
from django.utils.translation import gettext as _

from .crs import NoCrs, normal_crs
from .gml_shapes import NoRing, polygons_in, srs_of
from .guards.xml import check_xml
from .raw import RawFeature
from .readers import Head, register_reader
from .refusals import refusal
from .scanned import ScannedFile
from .xml_stream import attribute, elements, local, text_of

LAYER = "XWärmeplan"
NAMESPACE = "xwaermeplan.de/"
# What a class says by itself.
_CLASSES: dict[str, dict[str, str]] = {
    "WP_Waermeversorgungsgebiet2030": {"horizon": "2030"},
    "WP_Waermeversorgungsgebiet2035": {"horizon": "2035"},
    "WP_Waermeversorgungsgebiet2040": {"horizon": "2040"},
    "WP_WaermeversorgungsgebietZieljahr": {"horizon": "target"},
    "WP_WaermeversorgungsartZieljahr": {"horizon": "target"},
    "WP_Anschlusszwang": {"anschlusszwang": "Anschluss- und Benutzungszwang"},
    "WP_EnergieEinspargebiet": {"energieEinspargebiet": "yes"},
    "WP_NichtBeplantesTeilgebiet": {"nichtBeplant": "yes"},
}
_TEXTS = (
    "uuid", "title", "name", "versorgungsart", "eignungWaermenetz", "eignungWasserstoffnetz",
    "eignungDezentraleVersorgung",
)  # fmt: skip
_COLUMNS = ("gml_id", "class", *_TEXTS, "horizon", "anschlusszwang", "energieEinspargebiet", "nichtBeplant")


def open_xwaermeplan(path: Path, name: str) -> ScannedFile:
    """The areas of a heat plan. Raises FileError."""
    check_xml(path, name)
    return ScannedFile(
        name, LAYER, lambda _encoding: _areas(path, name), lambda: _crs(path), columns=_COLUMNS
    )  # fmt: skip


def _areas(path: Path, name: str) -> Iterator[RawFeature]:
    for number, element in enumerate(elements(path, _CLASSES), start=1):
        called = local(element.tag)
        try:
            wkb = _shape(element)
        except NoRing as error:
            message = _("%(error)s. Mend the area and export the file again.") % {"error": error}
            raise refusal(name, message, layer=called, feature=number, name="position") from error
        fields: dict[str, Any] = dict.fromkeys(_COLUMNS)
        fields |= {"gml_id": attribute(element, "id"), "class": called, **_CLASSES[called]}
        fields |= {each: text_of(element, each) or None for each in _TEXTS}
        fields["uuid"] = fields["uuid"] or fields["gml_id"]
        yield RawFeature(number, fields["gml_id"], wkb, fields)


def _shape(element: Element) -> bytes | None:
    # Kept as it is, and not joined: what is not valid is to be seen by the one place that mends.
    found = [
        polygon
        for each in element if local(each.tag) in ("position", "geltungsbereich")
        for polygon in polygons_in(each)
    ]  # fmt: skip
    if not found:
        return None
    return bytes(shapely.to_wkb(found[0] if len(found) == 1 else shapely.MultiPolygon(found)))


def _crs(path: Path) -> str:
    for element in elements(path, {"Envelope", *_CLASSES}):
        if declared := srs_of(element):
            try:
                return normal_crs(declared)
            except NoCrs:
                return ""
    return ""


def _is_xwaermeplan(head: Head) -> bool:
    return NAMESPACE in head.text and "<" in head.text[:5]


register_reader("XWärmeplan", _is_xwaermeplan, open_xwaermeplan, rank=1)
