"""Buildings in CityGML 1.0, 2.0 and 3.0, LoD1 and LoD2: what they cover on the ground, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from .crs import NoCrs, normal_crs
from .gml_shapes import NoRing, footprint, polygons_in, srs_of
from .guards.xml import check_xml
from .raw import RawFeature
from .readers import Head, register_reader
from .refusals import refusal
from .scanned import ScannedFile
from .xml_stream import attribute, below, elements, local, text_of

LAYER = "Building"
_TEXTS = ("measuredHeight", "storeysAboveGround", "function", "roofType", "yearOfConstruction", "usage")
_ADDRESS = {
    "street": ("ThoroughfareName",), "number": ("ThoroughfareNumber",), "postcode": ("PostalCodeNumber",),
    "town": ("LocalityName",),
}  # fmt: skip


def open_citygml(path: Path, name: str) -> ScannedFile:
    """The buildings in a CityGML file. Raises FileError."""
    check_xml(path, name)
    return ScannedFile(name, LAYER, lambda _encoding: _buildings(path, name), lambda: _crs(path, name))


def _buildings(path: Path, name: str) -> Iterator[RawFeature]:
    dimension = 3
    for number, element in enumerate(elements(path, {"Building"}), start=1):
        try:
            wkb = _footprint(element, dimension)
        except NoRing as error:
            message = _("%(error)s. Mend the building and export the file again.") % {"error": error}
            raise refusal(name, message, layer=LAYER, feature=number, name="geometry") from error
        yield RawFeature(number, attribute(element, "id"), wkb, _fields(element))


def _footprint(building: Element, dimension: int) -> bytes | None:
    """The ground surfaces of a building and its parts; without them what its roofs, else all of it, cover."""
    for surface in ("GroundSurface", "RoofSurface"):
        found = [polygon for each in below(building, surface) for polygon in polygons_in(each, dimension)]
        if wkb := footprint(found):
            return wkb
    return footprint(polygons_in(building, dimension))


def _fields(building: Element) -> dict[str, Any]:
    fields: dict[str, Any] = {"gml_id": attribute(building, "id")}
    own = next((each.text for each in building if local(each.tag) == "name"), None)
    fields["name"] = (own or "").strip() or None
    for each in _TEXTS:
        fields[each] = text_of(building, each) or None
    # A building of several parts tells of each of them; the highest is how high it is.
    heights = [_number(each.text) for each in below(building, "measuredHeight", "height")]
    fields["measuredHeight"] = max((each for each in heights if each is not None), default=None)
    for key, names in _ADDRESS.items():
        said = [each.text.strip() for each in below(building, *names) if each.text and each.text.strip()]
        fields[key] = (";".join(dict.fromkeys(said)) if key == "number" else said[0]) if said else None
    if fields["yearOfConstruction"] is None:
        fields["yearOfConstruction"] = text_of(building, "dateOfConstruction") or None
    return fields


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None


def _crs(path: Path, name: str) -> str:
    declared = ""
    for element in elements(path, {"Envelope", "Building"}):
        declared = srs_of(element)
        if declared:
            break
    try:
        return normal_crs(declared)
    except NoCrs:
        # Offices have names of their own for theirs: then a person is asked.
        return ""


def _is_citygml(head: Head) -> bool:
    return "opengis.net/citygml" in head.text and "<" in head.text[:5]


register_reader("CityGML", _is_citygml, open_citygml, rank=2)
