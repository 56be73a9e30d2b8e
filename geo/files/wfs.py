"""Web Feature Services 1.1 and 2.0: what layers they have, and their features page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from xml.etree.ElementTree import Element, ParseError

from django.utils.translation import gettext as _

from .crs import WGS84
from .delivery import Layer
from .guards.xml import check_xml
from .pages import Pages
from .raw import RawFeature, RawFile
from .refusals import refusal
from .xml_stream import attribute, below, elements, text_of

PAGE = 1000
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Service:
    """What a service says of itself. ``formats``: in which features may be asked for, by layer."""

    url: str
    version: str
    layers: Sequence[str]
    formats: Mapping[str, Sequence[str]]


def is_wfs(url: str) -> bool:
    """Whether an address is one of a WFS."""
    query = {key.lower(): value.lower() for key, value in parse_qsl(urlsplit(url).query)}
    return query.get("service") == "wfs" or urlsplit(url).path.lower().rstrip("/").endswith("/wfs")


def asked(url: str, **parameters: Any) -> str:
    """The service's address with these parameters; those that are in it, such as MAP, stay."""
    parts = urlsplit(url)
    ours = {"service", "request", "version", *(key.lower() for key in parameters)}
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key.lower() not in ours]
    query = urlencode([*kept, ("SERVICE", "WFS"), *((key.upper(), str(value)) for key, value in parameters.items())])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def service_of(url: str, capabilities: Path) -> Service:
    """What the capabilities, fetched before, say. Raises FileError."""
    name = url.partition("?")[0]
    start = capabilities.read_bytes()
    if len(start) > _MOST_BYTES or b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise refusal(name, _("The service's description of itself can't be read. Check the address."))
    try:
        types = [(text_of(each, "Name"), _formats(each)) for each in elements(capabilities, {"FeatureType"})]
        general = [found for each in elements(capabilities, {"Operation"}) for found in _general(each)]
    except ParseError as error:
        raise refusal(name, _("The service's description of itself can't be read. Check the address.")) from error
    layers = [layer for layer, _own in types if layer]
    if not layers:
        raise refusal(name, _("The service has no layers."))
    version = "2.0.0" if b"opengis.net/wfs/2.0" in start[:20_000] else "1.1.0"
    return Service(url, version, layers, {layer: own or general for layer, own in types})


def _formats(feature_type: Element) -> list[str]:
    return [each.text or "" for each in below(feature_type, "Format")]


def _general(operation: Element) -> list[str]:
    """The forms that GetFeature offers for all layers."""
    if attribute(operation, "name") != "GetFeature":
        return []
    parameters = [each for each in below(operation, "Parameter") if attribute(each, "name") == "outputFormat"]
    return [value.text or "" for each in parameters for value in below(each, "Value")]


def pages_of(service: Service, layer: str) -> tuple[Pages, bool]:
    """The pages of a layer, and whether they are GeoJSON; else they are GML."""
    json = next((each for each in service.formats.get(layer, ()) if "json" in each.lower()), "")
    new = service.version.startswith("2")
    names = ("typenames", "count") if new else ("typename", "maxfeatures")
    given: dict[str, Any] = {"version": service.version, "request": "GetFeature", names[0]: layer, names[1]: PAGE}
    if json:
        given |= {"outputformat": json, "srsname": WGS84}

    def after(path: Path, at: str) -> str | None:
        query = {key.lower(): value for key, value in parse_qsl(urlsplit(at).query)}
        start = int(query.get("startindex", 0)) + PAGE
        return asked(service.url, **given, startindex=start) if _count(path, is_json=bool(json)) >= PAGE else None

    return Pages(asked(service.url, **given, startindex=0), after), bool(json)


def _count(path: Path, *, is_json: bool) -> int:
    if is_json:
        return path.read_bytes().count(b'"Feature"')
    return check_xml(path, path.name).members


class Chained:
    """A RawFile of several files of the same layer, one after the other."""

    def __init__(self, name: str, layer: str, files: Sequence[RawFile]) -> None:
        self.name, self._files = name, files
        first = files[0].layers[0]
        count = sum(each.layers[0].features for each in files)
        self.layers: Sequence[Layer] = (Layer(layer, count, first.geometry, first.crs, first.columns),)
        self.encodings: Mapping[str, Sequence[str]] = {}
        box: Any = getattr(files[0], "bounds", {}).get(first.name)
        self.bounds = {layer: box} if box else {}

    def features(self, layer: str, encoding: str = "") -> Iterator[RawFeature]:
        """The features of all files, counted on. Raises FileError."""
        number = 0
        for file in self._files:
            for each in file.features(file.layers[0].name, encoding):
                number += 1
                yield RawFeature(number, each.fid, each.wkb, each.fields)

    def close(self) -> None:
        """Close all of them."""
        for file in self._files:
            file.close()
