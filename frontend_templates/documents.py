"""The documents that frontends ask: files beside their templates, each completed with the fragments it names."""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
_OPERATION = re.compile(r"^(query|mutation)\s+(\w+)", re.MULTILINE)
_FRAGMENT = re.compile(r"^fragment\s+(\w+)\s+on\s", re.MULTILINE)
_DEFINITION = re.compile(r"^(?=(?:query|mutation|fragment)\s)", re.MULTILINE)
_PERSONAL = ("[GuidanceAnswerInput!]", "$building: ID")
_SPREAD = re.compile(r"\.\.\.\s*(?!on\b)(\w+)")


class UnknownDocument(KeyError):
    """No file has a document of this name, or a fragment that it needs."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is sent: one operation, and every fragment it needs, in order of their names."""

    name: str
    text: str
    is_mutation: bool

    @property
    def is_personal(self) -> bool:
        """Whether it takes what a person answered, or which house is theirs: no log of addresses may get that."""
        return any(each in self.text for each in _PERSONAL)

    @property
    def hash(self) -> str:
        """Its name in the manifest of persisted documents."""
        return "sha256:" + hashlib.sha256(self.text.encode()).hexdigest()


@functools.cache
def _definitions() -> tuple[dict[str, str], dict[str, str]]:
    """Operations and fragments of all files, by name."""
    operations: dict[str, str] = {}
    fragments: dict[str, str] = {}
    for path in sorted(FOLDER.rglob("*.graphql")):
        for definition in _DEFINITION.split(path.read_text(encoding="utf-8")):
            if match := _OPERATION.match(definition):
                operations[match[2]] = definition.strip()
            elif match := _FRAGMENT.match(definition):
                fragments[match[1]] = definition.strip()
    return operations, fragments


def _needed(text: str, fragments: dict[str, str], found: dict[str, str]) -> dict[str, str]:
    for name in _SPREAD.findall(text):
        if name not in found:
            if name not in fragments:
                raise UnknownDocument(f"fragment {name}")
            found[name] = fragments[name]
            _needed(fragments[name], fragments, found)
    return found


@functools.cache
def document(name: str) -> Document:
    """The document whose operation is called ``name``."""
    operations, fragments = _definitions()
    if name not in operations:
        raise UnknownDocument(name)
    own = operations[name]
    needed = _needed(own, fragments, {})
    text = "\n\n".join([own, *(needed[key] for key in sorted(needed))]) + "\n"
    return Document(name, text, own.startswith("mutation"))


def documents() -> list[Document]:
    """All of them."""
    return [document(name) for name in sorted(_definitions()[0])]
