"""Which reader opens a file: decided by what is in it, never by what it is called alone."""

from __future__ import annotations

import codecs
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from .raw import RawFile

START = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Head:
    """How a file begins. ``name``: as its sender called it. ``members``: the names in it if it is a zip."""

    name: str
    start: bytes
    members: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix.lower()

    @property
    def encoding(self) -> str:
        """By its byte-order mark; UTF-8 without one."""
        return next((encoding for mark, encoding in _MARKS if self.start.startswith(mark)), "utf-8")

    @property
    def text(self) -> str:
        """The beginning as text, without what is none."""
        return self.start.decode(self.encoding, errors="ignore").lstrip()


Recognise: TypeAlias = Callable[[Head], bool]
# Takes the file and its sender's name for it; raises FileError.
Open: TypeAlias = Callable[[Path, str], RawFile]


@dataclass(frozen=True, slots=True)
class Reader:
    """A format. ``name``: as people call it. ``rank``: readers of a narrower kind of file are asked first, from 0."""

    name: str
    recognises: Recognise
    open: Open
    rank: int = 5


_readers: dict[str, Reader] = {}


def register_reader(name: str, recognises: Recognise, opens: Open, rank: int = 5) -> None:
    """Let files of another format be opened; the same name replaces a reader."""
    _readers[name] = Reader(name, recognises, opens, rank)


def reader_of(head: Head) -> Reader | None:
    """Who opens a file that begins so; None where nobody does."""
    return next(
        (reader for reader in sorted(_readers.values(), key=lambda each: each.rank) if reader.recognises(head)), None
    )


def formats() -> list[str]:
    """What can be opened, as people call it."""
    return sorted(_readers)


def head_of(path: Path, name: str) -> Head:
    """How the file at ``path`` begins."""
    with path.open("rb") as file:
        start = file.read(START)
    return Head(name, start, _members(path) if start.startswith(ZIP) else ())


def _members(path: Path) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(archive.namelist()[:1000])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ()
