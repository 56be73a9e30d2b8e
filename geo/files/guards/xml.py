"""GML and other XML: whole, without entities, never deep; and what it really is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from geo.files.refusals import counted, refusal

_BLOCK = 1 << 20
_MOST_DEPTH = 100
_MOST_TEXT = 64_000_000
_MEMBERS = {"featureMember", "featureMembers", "member", "cityObjectMember"}
_NAS = gettext_noop(
    "It is an ALKIS delivery in the NAS format, which is not read. Ask the surveying office for the buildings "
    "(Hausumringe, LoD2) as Shapefile, GeoPackage or CityGML instead."
)
# Kinds of XML that are sent by mistake, by namespace or name of the root, and what to send instead.
_OTHERS = (
    ("adv/gid", _NAS),
    ("AX_Bestandsdatenauszug", _NAS),
    ("kml", gettext_noop("It is KML, which is not read. Export it as GeoPackage or GeoJSON.")),
    ("html", gettext_noop(
        "It is a web page, not geodata; perhaps the page with an error. Download the file again."
    )),
    ("ExceptionReport", gettext_noop("It is the error of a service, not geodata. Ask the service again.")),
    ("WFS_Capabilities", gettext_noop("It describes a service. Import from the service's address instead.")),
    ("schema", gettext_noop("It is a schema, which describes data. Send the data.")),
)  # fmt: skip


@dataclass(slots=True)
class XmlFacts:
    """``members``: how many features it lists; ``crs``: the reference systems named, as they are written."""

    members: int = 0
    crs: set[str] = field(default_factory=set)


class _Refused(Exception):
    pass


def check_xml(path: Path, name: str) -> XmlFacts:
    """Read the whole file once. Raises FileError."""
    reading = _Reading()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                reading.parser.Parse(block, False)
            reading.parser.Parse(b"", True)
    except _Refused as error:
        raise refusal(name, str(error)) from error
    except (expat.ExpatError, ValueError, LookupError) as error:
        line = reading.parser.ErrorLineNumber
        message = _("The XML is not valid, or was cut off, at line %(line)s. Download or export it again.")
        raise refusal(name, message % {"line": counted(line)}) from error
    return reading.facts


class _Reading:
    def __init__(self) -> None:
        self.facts, self._depth = XmlFacts(), 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refuse_entities
        self.parser.EntityDeclHandler = self._refuse_entities
        self.parser.ExternalEntityRefHandler = self._refuse_entities
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._in_list = False

    def _refuse_entities(self, *_said: object) -> NoReturn:
        raise _Refused(_("It declares a document type or entities, which may do harm. Export it without them."))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise _Refused(_("It is nested more than %(most)s deep. Export it again.") % {"most": _MOST_DEPTH})
        if self._depth == 1:
            self._root(tag)
        elif self._depth == 2:
            called = tag.rpartition(" ")[2]
            self._in_list = called == "featureMembers"
            self.facts.members += called in _MEMBERS and not self._in_list
        elif self._depth == 3:
            self.facts.members += self._in_list
        crs = attributes.get("srsName")
        if crs and len(self.facts.crs) < 20:
            self.facts.crs.add(crs)

    def _end(self, tag: str) -> None:
        self._depth -= 1

    def _root(self, tag: str) -> None:
        namespace, _space, called = tag.rpartition(" ")
        for sign, message in _OTHERS:
            if called == sign or sign in namespace.rsplit("/", 3)[1:] or (sign == "adv/gid" and sign in namespace):
                raise _Refused(_(message))
