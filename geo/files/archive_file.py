"""A zip with one dataset in it, in any format that can be read; a shapefile is one by its parts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from .delivery import Layer
from .gdal_file import open_shapefiles
from .guards.archive import beginning, open_archive, unpack
from .names import shown
from .raw import RawFeature, RawFile
from .readers import START, ZIP, Head, Reader, formats, reader_of, register_reader
from .refusals import refusal
from .workspace import Workspace

_SHAPE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")


class Packed:
    """A RawFile that was in an archive."""

    def __init__(self, inner: RawFile, workspace: Workspace) -> None:
        self._inner, self._workspace = inner, workspace
        self.name = inner.name
        self.layers: Sequence[Layer] = inner.layers
        self.encodings: Mapping[str, Sequence[str]] = inner.encodings
        self.bounds: Mapping[str, tuple[float, float, float, float]] = inner.bounds

    def features(self, layer: str, encoding: str = "") -> Iterator[RawFeature]:
        return self._inner.features(layer, encoding)

    def close(self) -> None:
        self._inner.close()
        self._workspace.close()


def open_packed(path: Path, name: str) -> RawFile:
    """Open the one dataset of the archive. Raises FileError where there is none, or more than one."""
    workspace = Workspace()
    try:
        archive, entries = open_archive(path, name)
        with archive:
            return Packed(_open(archive, entries, name, workspace), workspace)
    except BaseException:
        workspace.close()
        raise


def _open(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str, workspace: Workspace) -> RawFile:
    shapes = [entry for entry in entries if _suffix(entry) == ".shp"]
    others = [] if shapes else _recognised(archive, entries, name)
    if shapes:
        return open_shapefiles(_unpacked_shapes(archive, entries, shapes, name, workspace), name)
    if not others:
        message = _("The zip archive holds none of the formats that can be read: %(formats)s.")
        raise refusal(name, message % {"formats": ", ".join(formats())})
    if len(others) > 1:
        listed = ", ".join(shown(entry.filename) for entry, _reader in others[:5])
        message = _("The zip archive holds several datasets (%(files)s). Send them one by one.")
        raise refusal(name, message % {"files": listed})
    entry, reader = others[0]
    inner = unpack(archive, entry, workspace.folder / f"packed{_suffix(entry)}", name)
    return reader.open(inner, f"{name}/{entry.filename}")


def _recognised(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str
) -> list[tuple[zipfile.ZipInfo, Reader]]:
    found = []
    for entry in entries:
        start = beginning(archive, entry, START, name)
        if start.startswith(ZIP):
            message = _("“%(file)s” is an archive within the archive. Unpack it and send that file.")
            raise refusal(name, message % {"file": shown(entry.filename)})
        reader = reader_of(Head(entry.filename, start))
        if reader is not None:
            found.append((entry, reader))
    return found


def _unpacked_shapes(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], shapes: list[zipfile.ZipInfo], name: str,
    workspace: Workspace,
) -> dict[str, Path]:  # fmt: skip
    """Each shapefile by its name, in a folder of its own, under names of ours."""
    found = {}
    for number, shape in enumerate(shapes, 1):
        folder = workspace.room(f"shape{number}")
        stem = _stem(shape)
        for entry in entries:
            if _stem(entry) == stem and _suffix(entry) in _SHAPE_PARTS:
                unpack(archive, entry, folder / f"layer{_suffix(entry)}", name)
        called = PurePosixPath(shape.filename).stem
        found[called if called not in found else shape.filename] = folder / "layer.shp"
    return found


def _suffix(entry: zipfile.ZipInfo) -> str:
    return PurePosixPath(entry.filename).suffix.lower()


def _stem(entry: zipfile.ZipInfo) -> str:
    return entry.filename[: len(entry.filename) - len(_suffix(entry))].casefold()


def _is_zip(head: Head) -> bool:
    return head.start.startswith((ZIP, b"PK\x05\x06"))


register_reader("zip", _is_zip, open_packed, rank=9)
